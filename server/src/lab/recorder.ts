/** Writes down what is done as a scenario, with the times in between. */

export interface Recorder {
  readonly isOn: boolean
  /** `at`: ms. Gives what was written since it was switched on. */
  switch(on: boolean, at: number): string
  note(line: string, at: number): void
  /** Another clock counts from now on. */
  resume(at: number): void
}

/** What a pause is told in, ms; what is left of it counts towards the next. */
const grain = 100

export function createRecorder(): Recorder {
  let lines: string[] | undefined
  let last = 0
  return {
    get isOn() {
      return lines !== undefined
    },
    switch: (on, at) => {
      const text = lines ? `${lines.join('\n')}\n` : ''
      lines = on ? ['# Recorded in the laboratory: lines as they were done, and the time between.'] : undefined
      last = at
      return on ? '' : text
    },
    note: (line, at) => {
      if (!lines) return
      const paused = Math.round((at - last) / grain)
      if (paused > 0) {
        lines.push(`wait ${(paused * grain) / 1000} s`)
        last += paused * grain
      }
      lines.push(line)
    },
    resume: (at) => {
      last = at
    },
  }
}
