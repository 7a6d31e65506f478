/** How steps are put together, and how addresses and octets are said in them. */
import { colons, textOfAddress } from '../dhcp/leases/csv'
import type { Place, Step, StepKind } from './explanation'

export interface StepDetails {
  readonly place?: Place | undefined
  readonly parts?: readonly Step[]
}

export function step(kind: StepKind, verdict: Step['verdict'], text: string, { place, parts = [] }: StepDetails = {}): Step {
  return { kind, text, verdict, ...(place && { place }), ...(parts.length > 0 && { parts }) }
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], join = 'and'): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${join} ${last}`
}

export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`
}

/** Seconds; the highest stands for no end (RFC 2131 section 3.3). */
export function duration(seconds: number): string {
  return seconds === 0xffffffff ? 'for ever' : `${seconds} s`
}

/** Of many, so many are told one by one. */
export const mostTold = 25

export { colons, textOfAddress }
