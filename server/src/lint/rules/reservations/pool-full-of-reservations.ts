/** A pool whose addresses are all reserved has none for other clients. */
import { guardsOf } from '../../../config/dhcp4'
import { objectsIn } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { poolsIn } from '../subnets/reading'
import { flagOf } from './flags'
import { addressIn } from './reading'

export const poolFullOfReservations: ScopeRule = {
  id: 'pool-full-of-reservations',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'info',
  summary: 'A pool has addresses that are not reserved.',
  why: 'Clients without a reservation get no address of the pool.',
  manual: 'dhcp4-srv.html#reservation4-types',

  check(scope, report) {
    if (scope.around.family !== 4 || objectsIn(scope.node, 'reservations').length === 0 || guardsOf(scope.node).length > 0) return
    if (flagOf(scope, 'reservations-in-subnet')?.value !== true || flagOf(scope, 'reservations-out-of-pool')?.value !== false) return
    const reserved = [...new Map(objectsIn(scope.node, 'reservations').flatMap(addressesIn)).entries()]
    for (const { node, range, text } of poolsIn(scope.node)) {
      const size = range.last - range.first + 1
      if (size > reserved.length || guardsOf(node).length > 0) continue
      const inside = reserved.filter(([address]) => address >= range.first && address <= range.last)
      if (inside.length < size) continue
      report(text, {
        message: `Every address of the pool ${text.value.trim()} is reserved.`,
        help: 'Clients without a reservation get none of it. Reserved addresses need no pool: remove it, or make it larger.',
        related: inside.slice(0, 10).map(([, at]) => related(at, 'A reserved address')),
      })
    }
  },
}

function addressesIn(reservation: Parameters<typeof addressIn>[0]): [number, NonNullable<ReturnType<typeof addressIn>>['text']][] {
  const reserved = addressIn(reservation)
  return reserved ? [[reserved.address, reserved.text]] : []
}
