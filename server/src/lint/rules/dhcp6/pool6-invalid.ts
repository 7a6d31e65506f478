/** An address pool is a range or a prefix, within its subnet. */
import { stringOf } from '../../../config/tree'
import type { ScopeRule } from '../../rule'
import { isFault6, knownText, readPool, subnetPrefix } from './reading'
import { say } from '../../../text/text'

export const pool6Invalid: ScopeRule = {
  id: 'pool6-invalid',
  scope: 'scope',
  kinds: ['pool'],
  severity: 'error',
  summary: 'IPv6 pools are ranges or prefixes of IPv6 addresses, within their subnet.',
  why: 'Kea refuses the file.',
  manual: 'dhcp6-srv.html#ipv6-subnet-identifier',

  check({ node, outer, around }, report) {
    const text = around.family === 6 ? knownText(node, 'pool') : undefined
    const range = text && readPool(text.value, around.release)
    if (!text || !range) return
    if (isFault6(range)) report(text, {
      message: say`The pool "${text.value}" ${range.fault}.`,
      help: say`Write a range such as 2001:db8:1::1000 - 2001:db8:1::1fff, or a prefix such as 2001:db8:1:0:1::/80.`,
      refusedAt: '-t',
    })
    else {
      const subnet = outer && subnetPrefix(outer.node)
      if (subnet && (range.first < subnet.prefix.first || range.last > subnet.prefix.last)) report(text, {
        message: say`The pool ${text.value} is not within the subnet ${subnet.text.value}.`,
        help: say`Both ends of a pool are addresses of its subnet: correct the one or the other.`,
        refusedAt: '-t',
        related: [{ at: stringOf(outer.node, 'subnet') ?? subnet.text, message: say`the subnet` }],
      })
    }
  },
}
