/** Raw sockets on several addresses of one interface all hear each broadcast. */
import { isFilledIn } from '../../../config/placeholder'
import { objectOf, stringOf, stringsIn } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { readInterface } from './interface-text'
import { say } from '../../../text/text'

export const severalRawSockets: FileRule = {
  id: 'several-raw-sockets',
  scope: 'file',
  severity: 'info',
  summary: 'One raw socket hears the broadcasts of an interface.',
  why: 'Each of the sockets receives each broadcast: the server answers a client more than once.',
  manual: 'dhcp4-srv.html#dhcp4-interface-configuration',

  check(file, report) {
    const config = objectOf(file.body, 'interfaces-config')
    if (file.daemon !== 'dhcp4' || stringOf(config, 'dhcp-socket-type')?.value === 'udp') return
    const first = new Map<string, { readonly entry: StringNode; readonly address: string }>()
    for (const entry of stringsIn(config, 'interfaces')) {
      const { name, address } = readInterface(entry.value)
      if (isFilledIn(entry.value) || name === '' || address === undefined || address === '') continue
      const before = first.get(name)
      if (!before) first.set(name, { entry, address })
      else if (before.address !== address) {
        report(entry, {
          message: say`${name} is listened on by several raw sockets.`,
          help: say`Each of them hears every broadcast, and Kea answers each time: name ${name} once, or set dhcp-socket-type to "udp" where all clients come through relays.`,
          related: [related(before.entry, say`the first address`)],
        })
      }
    }
  },
}
