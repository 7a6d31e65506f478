/** A pool whose addresses are all reserved has none for other clients. */
import { removeEntry } from '../../fix'
import { inherited } from '../../scopes'
import type { ScopeRule } from '../../rule'
import { poolsIn, reservedIn } from './reading'
import { say } from '../../../text/text'

export const poolFullyReserved: ScopeRule = {
  id: 'pool-fully-reserved',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'warning',
  summary: 'A pool has addresses that are not reserved.',
  why: 'Clients without a reservation get no address, after Kea has tried each one.',
  manual: 'dhcp4-srv.html#reservation4-mode',

  check(scope, report) {
    if (scope.around.family !== 4) return
    const outOfPool = inherited(scope, 'reservations-out-of-pool')?.value
    if (outOfPool?.kind === 'boolean' && outOfPool.value) return
    const reserved = reservedIn(scope.node)
    if (reserved.length === 0) return
    for (const { node, text, range } of poolsIn(scope.node)) {
      const size = range.last - range.first + 1
      if (size > reserved.length || reserved.filter((address) => address >= range.first && address <= range.last).length < size) continue
      report(text, {
        message: size === 1 ? say`The only address of the pool ${text.value.trim()} is reserved.` : say`All ${size} addresses of the pool ${text.value.trim()} are reserved.`,
        help: say`Clients without a reservation get nothing from it. Reserved addresses need no pool: make it larger, or remove it.`,
        fixes: () => removeEntry(node, say`Remove the pool`),
      })
    }
  },
}
