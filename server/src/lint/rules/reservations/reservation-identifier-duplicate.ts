/** A client has one reservation in a subnet, and one in the global scope. */
import { objectsIn } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { scopeName } from '../../scopes'
import { clientKey, identifierIn } from './reading'
import { say } from '../../../text/text'

export const reservationIdentifierDuplicate: ScopeRule = {
  id: 'reservation-identifier-duplicate',
  scope: 'scope',
  kinds: ['global', 'subnet'],
  severity: 'error',
  summary: 'No two reservations of one list have the same identifier, however it is written.',
  why: 'Kea refuses the file, and its message names no place in it.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check(scope, report) {
    if (scope.around.family !== 4) return
    const known = new Map<string, ObjectNode>()
    for (const reservation of objectsIn(scope.node, 'reservations')) {
      const key = clientKey(reservation)
      const identifier = identifierIn(reservation)
      if (key === undefined || !identifier) continue
      const first = known.get(key)
      const other = first && identifierIn(first)
      if (!other) known.set(key, reservation)
      else {
        report(identifier.text, {
          message: say`The ${identifier.type} ${identifier.text.value} has a reservation in ${scopeName(scope)} already.`,
          help: say`A client gets one reservation in a subnet. Remove one of the two, or put into one what both of them give.`,
          refusedAt: '-t',
          related: [related(other.text, say`The first reservation`)],
        })
      }
    }
  },
}
