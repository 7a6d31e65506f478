/** A lease of no time. */
import { changeTo, removeKey } from '../../fix'
import { numberOf } from '../../../config/tree'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const lifetimeZero: ScopeRule = {
  id: 'lifetime-zero',
  scope: 'scope',
  kinds: ['global', 'class', 'network', 'subnet'],
  severity: 'warning',
  summary: 'Leases last longer than no time.',
  why: 'The lease of a client is over when it gets it.',
  manual: 'dhcp4-srv.html#dhcp4-valid-lifetime',

  check({ node, around }, report) {
    if (around.family !== 4) return
    for (const key of ['valid-lifetime', 'max-valid-lifetime']) {
      const value = numberOf(node, key)
      if (value?.value !== 0 || !value.integer) continue
      report(value, {
        message: say`${key} is 0: leases end when they begin.`,
        help: say`Kea takes it and gives each client an address for no time. For leases that never end write 4294967295.`,
        fixes: () => [...changeTo(value, 4_294_967_295), ...removeKey(node, key)],
      })
    }
  },
}
