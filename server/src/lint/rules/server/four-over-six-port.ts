/** DHCPv4-over-DHCPv6 takes two ports, one behind the other. */
import { numberOf } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { isDhcpServer } from './reading'
import { say } from '../../../text/text'

export const fourOverSixPort: FileRule = {
  id: 'four-over-six-port',
  scope: 'file',
  severity: 'error',
  summary: 'There is a port behind dhcp4o6-port.',
  why: 'The server does not start. Neither -t nor -T shows it.',
  manual: 'dhcp4-srv.html#dhcp4-dhcp4o6-config',

  check(file, report) {
    const port = numberOf(file.body, 'dhcp4o6-port')
    if (!isDhcpServer(file) || port?.value !== 65_535) return
    report(port, {
      message: say`There is no port behind 65535.`,
      help: say`The two servers use this port and the next one, and Kea does not start: choose a lower one, the same in both files.`,
      refusedAt: 'start',
    })
  },
}
