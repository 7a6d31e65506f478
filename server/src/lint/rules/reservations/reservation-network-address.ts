/** The first and the last address of a subnet are its network and its broadcast address, which no client can use. */
import { objectsIn } from '../../../config/tree'
import { prefixText } from '../../address-text'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { prefixIn } from '../subnets/reading'
import { addressIn } from './reading'
import { say } from '../../../text/text'

export const reservationNetworkAddress: ScopeRule = {
  id: 'reservation-network-address',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'warning',
  summary: 'Neither the network address nor the broadcast address of a subnet is reserved.',
  why: 'Kea gives it to the client, which has no connection then.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check({ node, around }, report) {
    const subnet = around.family === 4 ? prefixIn(node) : undefined
    if (!subnet || subnet.prefix.length > 30) return
    const { first, last } = subnet.prefix
    for (const reservation of objectsIn(node, 'reservations')) {
      const reserved = addressIn(reservation)
      if (reserved?.address !== first && reserved?.address !== last) continue
      report(reserved.text, {
        message: say`${reserved.text.value} is the ${reserved.address === first ? say`network` : say`broadcast`} address of the subnet ${prefixText(subnet.prefix)}.`,
        help: say`Kea gives it to the client, which has no connection then. Reserve another address.`,
        related: [related(subnet.text, say`The subnet`)],
      })
    }
  },
}
