/** Which reservations a subnet looks for: three flags, each from the nearest scope that gives it, or the older mode. */
import { atLeast } from '../../../config/release'
import { member, stringOf } from '../../../config/tree'
import type { Member } from '../../../config/tree'
import type { Scope } from '../../scopes'

export type ReservationFlag = 'reservations-global' | 'reservations-in-subnet' | 'reservations-out-of-pool'

export interface FlagValue {
  readonly value: boolean
  /** Where the file says so; undefined for the default. */
  readonly from: Member | undefined
  readonly scope: Scope
}

/** undefined where the file does not tell. */
export function flagOf(scope: Scope, flag: ReservationFlag): FlagValue | undefined {
  for (let at = scope; ; at = at.outer) {
    const own = member(at.node, flag)
    if (own) return own.value?.kind === 'boolean' ? { value: own.value.value, from: own, scope: at } : undefined
    const mode = atLeast(at.around.release, '2.6') ? undefined : member(at.node, 'reservation-mode')
    const meant = mode && byMode[stringOf(at.node, 'reservation-mode')?.value ?? '']
    if (mode && !meant) return undefined
    const value = meant?.[flag]
    if (value !== undefined) return { value, from: mode, scope: at }
    if (at.node.incomplete) return undefined
    if (!at.outer) return { value: flag === 'reservations-in-subnet', from: undefined, scope: at }
  }
}

const byMode: Readonly<Record<string, Partial<Record<ReservationFlag, boolean>>>> = {
  disabled: { 'reservations-global': false, 'reservations-in-subnet': false },
  off: { 'reservations-global': false, 'reservations-in-subnet': false },
  'out-of-pool': { 'reservations-global': false, 'reservations-in-subnet': true, 'reservations-out-of-pool': true },
  global: { 'reservations-global': true, 'reservations-in-subnet': false },
  all: { 'reservations-global': false, 'reservations-in-subnet': true, 'reservations-out-of-pool': false },
}
