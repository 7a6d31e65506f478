/** The cache of hosts keeps one client for an address. */
import { setKey } from '../../fix'
import { atLeast } from '../../../config/release'
import { booleanOf, member, objectsIn, stringOf } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { libraryName } from '../../scopes'
import { say } from '../../../text/text'

export const ipReservationsUniqueUnsupported: ScopeRule = {
  id: 'ip-reservations-unique-unsupported',
  scope: 'scope',
  kinds: ['global'],
  severity: 'error',
  summary: 'Several clients for one address are not allowed where the host cache library is loaded.',
  why: 'Kea does not start: the cache cannot hold two reservations of one address.',
  manual: 'dhcp4-srv.html#multiple-reservations-same-ip4',

  check({ node, around }, report) {
    // Before 3.0 the library was not open source, and what it did was not seen.
    if (around.family !== 4 || !atLeast(around.release, '3.0')) return
    const flag = member(node, 'ip-reservations-unique')
    if (!flag || booleanOf(node, 'ip-reservations-unique')?.value !== false) return
    const cache = objectsIn(node, 'hooks-libraries').map((one) => stringOf(one, 'library')).find((library) => libraryName(library?.value) === 'libdhcp_host_cache')
    if (!cache) return
    report(flag, {
      message: say`ip-reservations-unique is false, and libdhcp_host_cache cannot hold two reservations of one address.`,
      help: say`Set it to true and give each client an address of its own, or do not load the library.`,
      refusedAt: '-T',
      related: [related(cache, say`The library`)],
      fixes: () => setKey(node, 'ip-reservations-unique', true),
    })
  },
}
