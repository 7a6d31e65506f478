/** Where no reserved address lies in a pool, Kea need not look for reservations when it gives out a pool's address. */
import { setKey } from '../../fix'
import { inherited } from '../../scopes'
import type { ScopeRule } from '../../rule'
import { keyOrMap } from '../../compare'
import { poolsIn, reservedIn } from './reading'
import { say } from '../../../text/text'

/** With fewer it makes no difference that somebody notices. */
const many = 100

export const reservationsOutsidePools: ScopeRule = {
  id: 'reservations-outside-pools',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'info',
  summary: 'Many reservations, all outside the pools, are told to Kea to be so.',
  why: 'Kea looks for a reservation of each address that it takes from a pool, in vain.',
  manual: 'dhcp4-srv.html#reservation4-mode',

  check(scope, report) {
    if (scope.around.family !== 4) return
    const isGiven = ['reservations-out-of-pool', 'reservations-in-subnet', 'reservation-mode'].some((key) => inherited(scope, key))
    const pools = poolsIn(scope.node)
    if (isGiven || pools.length === 0) return
    const reserved = reservedIn(scope.node)
    const isInPool = (address: number): boolean => pools.some(({ range }) => address >= range.first && address <= range.last)
    if (reserved.length < many || reserved.some(isInPool)) return
    report(keyOrMap(scope.node, 'reservations'), {
      message: say`All ${reserved.length} reserved addresses lie outside the pools.`,
      help: say`With "reservations-out-of-pool": true Kea saves a look-up for each address that it takes from a pool. New reservations must stay outside then.`,
      fixes: () => setKey(scope.node, 'reservations-out-of-pool', true),
    })
  },
}
