/** UDP sockets cannot answer a client that has no address yet. */
import { objectOf, stringOf } from '../../../config/tree'
import { subnetsOf } from '../../../config/dhcp4'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const udpForLocalClients: FileRule = {
  id: 'udp-for-local-clients',
  scope: 'file',
  severity: 'info',
  summary: 'Clients on the same network are served through raw sockets.',
  why: 'A client without an address cannot be answered by unicast: the answers are broadcast, or never arrive.',
  manual: 'dhcp4-srv.html#dhcp4-interface-configuration',

  check(file, report) {
    const type = stringOf(objectOf(file.body, 'interfaces-config'), 'dhcp-socket-type')
    if (file.daemon !== 'dhcp4' || type?.value !== 'udp') return
    const local = subnetsOf(file).flatMap(({ node, network }) => stringOf(node, 'interface') ?? stringOf(network, 'interface') ?? [])
    const [first] = local.filter((one) => one.value !== '')
    if (!first) return
    report(type, {
      message: say`dhcp-socket-type is "udp", and clients on ${first.value} are served without a relay.`,
      help: say`Through UDP sockets Kea cannot send to a client that has no address yet: use "raw" unless all clients come through relays.`,
      fixes: () => drafted(say`Change it to "raw"`, (draft) => draft.replaceValue(type, 'raw')),
      related: [related(first, say`a subnet for clients on that interface`)],
    })
  },
}
