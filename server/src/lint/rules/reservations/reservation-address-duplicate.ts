/** An address is reserved for one client. */
import { setKey } from '../../fix'
import { booleanOf, objectsIn, valueOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { scopeName } from '../../scopes'
import type { Surroundings } from '../../scopes'
import { addressIn, clientKey, clientName } from './reading'
import { say } from '../../../text/text'

export const reservationAddressDuplicate: ScopeRule = {
  id: 'reservation-address-duplicate',
  scope: 'scope',
  kinds: ['global', 'subnet'],
  severity: 'error',
  summary: 'No two reservations of one list have the same address, unless ip-reservations-unique is false.',
  why: 'Kea refuses the file, and its message names no place in it.',
  manual: 'dhcp4-srv.html#multiple-reservations-same-ip4',

  check(scope, report) {
    if (scope.around.family !== 4 || !areAddressesUnique(scope.around)) return
    const known = new Map<number, ObjectNode>()
    for (const reservation of objectsIn(scope.node, 'reservations')) {
      const reserved = addressIn(reservation)
      if (!reserved) continue
      const first = known.get(reserved.address)
      const other = first && addressIn(first)
      if (!other) known.set(reserved.address, reservation)
      else if (!isSameClient(first, reservation)) {
        report(reserved.text, {
          message: say`The address ${reserved.text.value} is reserved in ${scopeName(scope)} already, for ${clientName(first)}.`,
          help: say`Give each client an address of its own. If they are one machine with several network cards, set ip-reservations-unique to false.`,
          refusedAt: '-t',
          related: [related(other.text, say`The first reservation`)],
          fixes: () => setKey(scope.around.body, 'ip-reservations-unique', false),
        })
      }
    }
  },
}

/** Then the whole reservation is there twice, which is another rule's. */
function isSameClient(one: ObjectNode, other: ObjectNode): boolean {
  const key = clientKey(one)
  return key !== undefined && key === clientKey(other)
}

function areAddressesUnique({ body }: Surroundings): boolean {
  const given = valueOf(body, 'ip-reservations-unique')
  if (!given) return body.incomplete !== true
  return booleanOf(body, 'ip-reservations-unique')?.value === true
}
