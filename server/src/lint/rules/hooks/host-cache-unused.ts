/** A cache of reservations serves databases of reservations, and RADIUS. */
import { member } from '../../../config/tree'
import { hooksCalled, isListWhole, loadedHooks } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const hostCacheUnused: FileRule = {
  id: 'host-cache-unused',
  scope: 'file',
  severity: 'info',
  summary: 'libdhcp_host_cache.so is loaded beside a database of reservations or RADIUS.',
  why: 'Reservations of the file itself are in memory already: the cache then only costs time.',
  manual: 'hooks.html#hooks-host-cache',

  check(file, report) {
    if (file.daemon !== 'dhcp4' || !isListWhole(file)) return
    if (['hosts-database', 'hosts-databases', 'config-control'].some((key) => member(file.body, key))) return
    if (loadedHooks(file).some(({ name }) => name === 'libdhcp_radius.so')) return
    for (const { node, library } of hooksCalled(file, 'libdhcp_host_cache.so')) {
      report(library, {
        message: say`libdhcp_host_cache.so is loaded, and the file has no hosts-database for which it would keep reservations.`,
        help: say`Unless commands fill the cache, it stays empty. Remove the library, or configure hosts-databases.`,
        fixes: () => drafted(say`Take the library out`, (draft) => draft.removeItem(node)),
      })
    }
  },
}
