/** What is reserved is one IPv4 address that a client can have. */
import { removeKey } from '../../fix'
import { addressFixes } from '../subnets/text-fixes'
import { isFilledIn } from '../../../config/placeholder'
import { stringOf } from '../../../config/tree'
import { ipv4Fault, readIpv4 } from '../../address-text'
import type { ScopeRule } from '../../rule'
import { isReservable } from './reading'
import { say } from '../../../text/text'

export const reservationAddressInvalid: ScopeRule = {
  id: 'reservation-address-invalid',
  scope: 'scope',
  kinds: ['reservation'],
  keys: ['ip-address'],
  severity: 'error',
  summary: 'The ip-address of a reservation is an IPv4 address, and neither 0.0.0.0 nor 255.255.255.255.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check({ node, around }, report) {
    const text = stringOf(node, 'ip-address')
    if (around.family !== 4 || !text || text.value === '' || isFilledIn(text.value)) return
    const fault = ipv4Fault(text.value)?.fault ?? (isReservable(readIpv4(text.value) ?? 0) ? undefined : say`is no address that a client can have`)
    if (fault === undefined) return
    report(text, {
      message: say`The reserved address "${text.value}" ${fault}.`,
      help: /^0+\./.test(text.value) ? say`To reserve no address, leave ip-address out.` : say`Write the four numbers of one address, such as 192.0.2.7, without blanks or a prefix length.`,
      refusedAt: '-t',
      fixes: () => [...addressFixes(text), ...(readIpv4(text.value) === 0 && node.members.length > 2 ? removeKey(node, 'ip-address') : [])],
    })
  },
}
