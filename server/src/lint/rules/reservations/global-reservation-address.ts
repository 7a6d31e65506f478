/** A global reservation's address is not held against subnets and pools. */
import { removeKey } from '../../fix'
import { objectsIn } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { addressText } from '../../address-text'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { scopeName, subnetScopes, surroundingsOf } from '../../scopes'
import type { Scope } from '../../scopes'
import { comesFromElsewhere } from '../subnets/elsewhere'
import { poolsIn, prefixIn } from '../subnets/reading'
import { flagOf } from './flags'
import { addressIn, clientKey, clientName } from './reading'
import { say } from '../../../text/text'

export const globalReservationAddress: FileRule = {
  id: 'global-reservation-address',
  scope: 'file',
  severity: 'warning',
  summary: 'An address of a global reservation lies in a subnet that looks for global reservations, outside of its pools, and is reserved there for nobody else.',
  why: 'Kea does not keep the address of a pool for the client; and one that no subnet has, it does not give.',
  manual: 'dhcp4-srv.html#global-reservations4',

  check(file, report, { release }) {
    const around = file.daemon === 'dhcp4' ? surroundingsOf(file, release) : undefined
    if (!around || comesFromElsewhere(around) || objectsIn(around.body, 'reservations').length === 0) return
    const looking = subnetScopes(around).filter((subnet) => flagOf(subnet, 'reservations-global')?.value === true)
    if (looking.length === 0) return
    const subnetOf = finder(looking)
    const ofSubnets = reservedInSubnets(looking)
    const isWhole = looking.every(({ node }) => prefixIn(node))
    for (const reservation of objectsIn(around.body, 'reservations')) {
      const reserved = addressIn(reservation)
      if (!reserved) continue
      const subnet = subnetOf(reserved.address)
      const pool = subnet && poolsIn(subnet.node).find(({ range }) => reserved.address >= range.first && reserved.address <= range.last)
      const other = ofSubnets.get(reserved.address)
      const otherAddress = other && addressIn(other)
      if (otherAddress && clientKey(other) !== clientKey(reservation)) {
        report(reserved.text, {
          message: say`The address ${addressText(reserved.address)} is reserved in its subnet for ${clientName(other)}, and here for ${clientName(reservation)}.`,
          help: say`Kea does not hold global reservations against those of subnets: whoever comes first gets the address. Give each client an address of its own.`,
          related: [related(otherAddress.text, say`The reservation in the subnet`)],
        })
      } else if (!subnet && isWhole) {
        report(reserved.text, {
          message: say`No subnet that looks for global reservations has the address ${addressText(reserved.address)}.`,
          help: say`The client does not get it. Reserve an address of one of the subnets, or leave ip-address out and keep the rest.`,
          fixes: () => (reservation.members.length > 2 ? removeKey(reservation, 'ip-address') : []),
        })
      } else if (subnet && pool) {
        report(reserved.text, {
          message: say`The address ${addressText(reserved.address)} of this global reservation lies in a pool of ${scopeName(subnet)}.`,
          help: say`For global reservations Kea does not keep an address of a pool free: another client may have it. Take it out of the pool, or move the reservation into the subnet.`,
          related: [related(pool.text, say`The pool`)],
        })
      }
    }
  },
}

function reservedInSubnets(subnets: readonly Scope[]): ReadonlyMap<number, ObjectNode> {
  const found = new Map<number, ObjectNode>()
  for (const { node } of subnets) {
    for (const reservation of objectsIn(node, 'reservations')) {
      const reserved = addressIn(reservation)
      if (reserved) found.set(reserved.address, reservation)
    }
  }
  return found
}

/** By prefix length, longest first: one look-up for each length there is. */
function finder(subnets: readonly Scope[]): (address: number) => Scope | undefined {
  const byLength = new Map<number, Map<number, Scope>>()
  for (const subnet of subnets) {
    const prefix = prefixIn(subnet.node)?.prefix
    if (!prefix) continue
    const size = 2 ** (32 - prefix.length)
    const known = byLength.get(size) ?? new Map<number, Scope>()
    byLength.set(size, known.set(prefix.first, subnet))
  }
  const sizes = [...byLength].sort(([one], [other]) => one - other)
  return (address) => {
    for (const [size, known] of sizes) {
      const found = known.get(Math.floor(address / size) * size)
      if (found) return found
    }
    return undefined
  }
}
