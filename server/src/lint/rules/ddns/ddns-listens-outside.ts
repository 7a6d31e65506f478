/** Requests to kea-dhcp-ddns are not authenticated: whoever reaches its port changes DNS. */
import type { FileRule } from '../../rule'
import { isAddress, isLoopback, textOf } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const ddnsListensOutside: FileRule = {
  id: 'ddns-listens-outside',
  scope: 'file',
  severity: 'info',
  summary: 'kea-dhcp-ddns listens on the loopback interface.',
  why: 'Requests are not authenticated: whoever can send to this port can change DNS records.',
  manual: 'ddns.html#d2-server-config',

  check(file, report) {
    const address = file.daemon === 'ddns' ? textOf(file.body, 'ip-address') : undefined
    if (!address || !isAddress(address.value) || isLoopback(address.value)) return
    report(address, {
      message: say`kea-dhcp-ddns takes requests from outside, on ${address.value}.`,
      help: say`Whoever reaches this port can change DNS records. Listen on 127.0.0.1 where the DHCP servers are on this host; otherwise let a firewall keep others away.`,
      fixes: () => drafted(say`Listen on 127.0.0.1 only`, (draft) => draft.replaceValue(address, '127.0.0.1')),
    })
  },
}
