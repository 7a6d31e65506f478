/** A subnet reserves addresses of its own. */
import { objectsIn } from '../../../config/tree'
import { addressText, prefixText } from '../../address-text'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { prefixIn } from '../subnets/reading'
import { addressIn } from './reading'
import { say } from '../../../text/text'

export const reservationOutsideSubnet: ScopeRule = {
  id: 'reservation-outside-subnet',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'error',
  summary: 'An address that is reserved in a subnet lies inside the subnet.',
  why: 'Kea refuses the file, and its message names no place in it.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check({ node, around }, report) {
    const subnet = around.family === 4 ? prefixIn(node) : undefined
    if (!subnet) return
    const { first, last } = subnet.prefix
    for (const reservation of objectsIn(node, 'reservations')) {
      const reserved = addressIn(reservation)
      if (!reserved || (reserved.address >= first && reserved.address <= last)) continue
      report(reserved.text, {
        message: say`The reserved address ${reserved.text.value} is outside of the subnet ${prefixText(subnet.prefix)}.`,
        help: say`Reserve an address from ${addressText(first)} to ${addressText(last)}, or move the reservation to the subnet that has the address.`,
        refusedAt: '-t',
        related: [related(subnet.text, say`The subnet`)],
      })
    }
  },
}
