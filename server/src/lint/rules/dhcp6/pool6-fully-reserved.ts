/** A pool of addresses or of prefixes that reservations take up. */
import { numberOf, objectsIn, stringsIn } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { inherited } from '../../scopes'
import type { ScopeRule } from '../../rule'
import { isFault6, poolsOf, readAddress, readPrefix } from './reading'
import type { Pool6 } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const pool6FullyReserved: ScopeRule = {
  id: 'pool6-fully-reserved',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'warning',
  summary: 'A pool of kea-dhcp6 has addresses or prefixes that are not reserved.',
  why: 'Clients without a reservation get none.',
  manual: 'dhcp6-srv.html#host-reservation-v6',

  check(scope, report) {
    const { node, around } = scope
    const reservations = around.family === 6 ? objectsIn(node, 'reservations') : []
    const outOfPool = inherited(scope, 'reservations-out-of-pool')?.value
    if (reservations.length === 0 || (outOfPool?.kind === 'boolean' && outOfPool.value)) return
    for (const pool of poolsOf(node, around.release)) {
      const size = sizeOf(pool)
      if (size === undefined || size > BigInt(reservations.length)) continue
      const reserved = new Set(reservations.flatMap((one) => (pool.kind === 'pool' ? addressesOf(one) : prefixesOf(one))).filter((address) => address >= pool.range.first && address <= pool.range.last))
      if (BigInt(reserved.size) < size) continue
      report(pool.at, {
        message: pool.kind === 'pool' ? allAddresses(size) : allPrefixes(size),
        help: say`Clients without a reservation get nothing from it: make it larger, or remove it.`,
      })
    }
  },
}

/** How many addresses it has, or prefixes of the length that is delegated. */
export function sizeOf({ kind, node, range }: Pool6): bigint | undefined {
  if (kind === 'pool') return range.last - range.first + 1n
  const [length, delegated] = [numberOf(node, 'prefix-len'), numberOf(node, 'delegated-len')].map((one) => (one?.integer === true ? one.value : undefined))
  return length === undefined || delegated === undefined || delegated < length || delegated > 128 ? undefined : 1n << BigInt(delegated - length)
}

function addressesOf(reservation: ObjectNode): bigint[] {
  return stringsIn(reservation, 'ip-addresses').flatMap(({ value }) => readAddress(value) ?? [])
}

function prefixesOf(reservation: ObjectNode): bigint[] {
  return stringsIn(reservation, 'prefixes').flatMap(({ value }) => {
    const prefix = readPrefix(value, 1)
    return prefix && !isFault6(prefix) ? [prefix.first] : []
  })
}

function allAddresses(size: bigint): Text {
  return size === 1n ? say`The only address of this pool is reserved.` : say`All ${size} addresses of this pool are reserved.`
}

function allPrefixes(size: bigint): Text {
  return size === 1n ? say`The only prefix of this pool is reserved.` : say`All ${size} prefixes of this pool are reserved.`
}
