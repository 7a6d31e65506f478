/** The time line as lanes: from steps one after the other to stretches of a state, one lane a server. */
import type { TimelineStep } from '../../../server/src/lab/frame'

/** A server was in a state from its step on until the next one. */
export interface Stretch {
  readonly step: TimelineStep
  readonly from: number
  /** undefined: until now. */
  readonly to: number | undefined
}

export interface Lane {
  readonly server: string
  readonly stretches: readonly Stretch[]
  /** What was done here, at its moment. */
  readonly marks: readonly TimelineStep[]
}

/** @param servers which lanes there are, from top to bottom; steps of others (links, clients) are marks of the first lane that they name, or of a lane of their own */
export function lanesOf(steps: readonly TimelineStep[], servers: readonly string[]): readonly Lane[] {
  const names = [...servers]
  for (const step of steps) if (!names.includes(step.server)) names.push(step.server)
  return names.map((server) => {
    const own = steps.filter((step) => step.server === server)
    const states = own.filter((step) => step.state !== '')
    return {
      server,
      stretches: states.map((step, index) => ({ step, from: step.at, to: states[index + 1]?.at })),
      marks: own.filter((step) => step.kind === 'act' || step.state === ''),
    }
  })
}

/** Round steps for the axis: at most so many marks over a span. */
export function axisStep(span: number, most: number): number {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400].map((seconds) => seconds * 1000)
  return steps.find((step) => span / step <= most) ?? Math.ceil(span / most / 86_400_000) * 86_400_000
}
