/** DHCPv4-over-DHCPv6: the clients of a subnet are known by an IPv6 prefix. */
import { isFilledIn } from '../../../config/placeholder'
import { stringOf } from '../../../config/tree'
import { isIpv6, readIpv4 } from '../../address-text'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const fourOverSixSubnetInvalid: ScopeRule = {
  id: 'four-over-six-subnet-invalid',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'error',
  summary: '4o6-subnet is an IPv6 prefix.',
  why: 'Kea refuses a text that it cannot read, and with a prefix of no use serves nobody over IPv6.',
  manual: 'dhcp4-srv.html#dhcpv4-over-dhcpv6-dhcpv4-side',

  check({ node, around }, report) {
    const text = stringOf(node, '4o6-subnet')
    if (around.family !== 4 || !text || text.value === '' || isFilledIn(text.value)) return
    const fault = faultOf(text.value)
    if (!fault) return
    report(text, {
      message: say`The 4o6-subnet "${text.value}" ${fault.words}.`,
      help: say`It is the IPv6 prefix of the clients, such as 2001:db8:1::/64, with a length of 0 to 128.`,
      refusedAt: fault.isRefused ? '-t' : null,
      severity: fault.isRefused ? 'error' : 'warning',
    })
  },
}

/** Blanks are not taken here; the bounds of the length and the family are not looked at. */
function faultOf(text: string): { words: Text; isRefused: boolean } | undefined {
  const slash = text.indexOf('/')
  if (slash === -1) return { words: say`has no prefix length`, isRefused: true }
  const address = text.slice(0, slash)
  const length = text.slice(slash + 1)
  if (!/^[+-]?\d+$/.test(length) || Math.abs(Number(length)) > 0xffff_ffff) return { words: say`has "${length}" for a prefix length`, isRefused: true }
  const isIpv4 = readIpv4(address) !== undefined
  if (!isIpv4 && !isIpv6(address)) return { words: say`begins with "${address}", which ${say`is no IPv6 address`}`, isRefused: true }
  if (isIpv4) return { words: say`is an IPv4 prefix`, isRefused: false }
  return Number(length) < 0 || Number(length) > 128 ? { words: say`has the prefix length ${length}: IPv6 has 0 to 128`, isRefused: false } : undefined
}
