/** The first and the last address of a subnet are its network and its broadcast address, which no client can use. */
import { prefixText } from '../../address-text'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { prefixIn } from '../subnets/reading'
import { addressIn } from './reading'

export const reservationNetworkAddress: ScopeRule = {
  id: 'reservation-network-address',
  scope: 'scope',
  kinds: ['reservation'],
  severity: 'warning',
  summary: 'Neither the network address nor the broadcast address of a subnet is reserved.',
  why: 'Kea gives it to the client, which has no connection then.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check({ node, outer, around }, report) {
    if (around.family !== 4 || outer?.kind !== 'subnet') return
    const subnet = prefixIn(outer.node)
    const reserved = addressIn(node)
    if (!subnet || !reserved || subnet.prefix.length > 30) return
    const isFirst = reserved.address === subnet.prefix.first
    if (!isFirst && reserved.address !== subnet.prefix.last) return
    report(reserved.text, {
      message: `${reserved.text.value} is the ${isFirst ? 'network' : 'broadcast'} address of the subnet ${prefixText(subnet.prefix)}.`,
      help: 'Kea gives it to the client, which has no connection then. Reserve another address.',
      related: [related(subnet.text, 'The subnet')],
    })
  },
}
