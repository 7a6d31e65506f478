/** A subnet reserves addresses of its own. */
import { addressText, prefixText } from '../../address-text'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { prefixIn } from '../subnets/reading'
import { addressIn } from './reading'

export const reservationOutsideSubnet: ScopeRule = {
  id: 'reservation-outside-subnet',
  scope: 'scope',
  kinds: ['reservation'],
  severity: 'error',
  summary: 'An address that is reserved in a subnet lies inside the subnet.',
  why: 'Kea refuses the file, and its message names no place in it.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check({ node, outer, around }, report) {
    if (around.family !== 4 || outer?.kind !== 'subnet') return
    const subnet = prefixIn(outer.node)
    const reserved = addressIn(node)
    if (!subnet || !reserved || (reserved.address >= subnet.prefix.first && reserved.address <= subnet.prefix.last)) return
    report(reserved.text, {
      message: `The reserved address ${reserved.text.value} is outside of the subnet ${prefixText(subnet.prefix)}.`,
      help: `Reserve an address from ${addressText(subnet.prefix.first)} to ${addressText(subnet.prefix.last)}, or move the reservation to the subnet that has the address.`,
      refusedAt: '-t',
      related: [related(subnet.text, 'The subnet')],
    })
  },
}
