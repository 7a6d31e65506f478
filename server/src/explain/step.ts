/** How steps are put together, and how addresses and octets are said in them. */
import { listed } from '../text/listed'
import { colons, textOfAddress } from '../dhcp/leases/csv'
import type { Place, Step, StepKind } from './explanation'

export interface StepDetails {
  readonly place?: Place | undefined
  readonly parts?: readonly Step[]
}

export function step(kind: StepKind, verdict: Step['verdict'], text: string, { place, parts = [] }: StepDetails = {}): Step {
  return { kind, text, verdict, ...(place && { place }), ...(parts.length > 0 && { parts }) }
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

export { colons, listed, textOfAddress }
