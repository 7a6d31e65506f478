/** A subnet's prefix is an IPv6 prefix. */
import type { ScopeRule } from '../../rule'
import { isFault6, knownText, readPrefix, withoutBlanks } from './reading'
import { say } from '../../../text/text'

export const subnet6Invalid: ScopeRule = {
  id: 'subnet6-invalid',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'error',
  summary: 'Subnets of kea-dhcp6 are IPv6 prefixes.',
  why: 'Kea refuses the file.',
  manual: 'dhcp6-srv.html#ipv6-subnet-identifier',

  check({ node, around }, report) {
    const text = around.family === 6 ? knownText(node, 'subnet') : undefined
    const read = text && readPrefix(withoutBlanks(text.value), 0)
    if (text && read && isFault6(read)) report(text, {
      message: say`The subnet "${text.value}" ${read.fault}.`,
      help: say`Write a prefix such as 2001:db8:1::/64.`,
      refusedAt: '-t',
    })
  },
}
