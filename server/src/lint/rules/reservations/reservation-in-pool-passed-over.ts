/** With reservations-out-of-pool, Kea does not look whether an address of a pool is reserved. */
import { setKey } from '../../fix'
import { objectsIn } from '../../../config/tree'
import { addressText } from '../../address-text'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { poolsIn } from '../subnets/reading'
import { flagOf } from './flags'
import { addressIn } from './reading'
import { say } from '../../../text/text'

export const reservationInPoolPassedOver: ScopeRule = {
  id: 'reservation-in-pool-passed-over',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'warning',
  summary: 'Where reservations-out-of-pool is true, reserved addresses lie outside of the pools.',
  why: 'Kea gives the address to any client, and never to the one that it is reserved for.',
  manual: 'dhcp4-srv.html#reservations4-tuning',

  check(scope, report) {
    if (scope.around.family !== 4 || objectsIn(scope.node, 'reservations').length === 0) return
    const flag = flagOf(scope, 'reservations-out-of-pool')
    if (!flag?.value || flagOf(scope, 'reservations-in-subnet')?.value !== true) return
    const pools = poolsIn(scope.node)
    for (const reservation of objectsIn(scope.node, 'reservations')) {
      const reserved = addressIn(reservation)
      const pool = reserved && pools.find(({ range }) => reserved.address >= range.first && reserved.address <= range.last)
      if (!reserved || !pool) continue
      report(reserved.text, {
        message: say`The reserved address ${addressText(reserved.address)} lies in the pool ${pool.text.value.trim()}, where Kea does not look for reservations.`,
        help: say`Its client never gets it, and others may. Take the address out of the pool, or set reservations-out-of-pool to false.`,
        related: [related(pool.text, say`The pool`), ...(flag.from ? [related(flag.from, say`"${flag.from.key}"`)] : [])],
        fixes: () => (flag.from?.key === 'reservation-mode' ? [] : setKey(scope.node, 'reservations-out-of-pool', false)),
      })
    }
  },
}
