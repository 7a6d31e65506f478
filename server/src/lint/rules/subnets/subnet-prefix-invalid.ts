/** A subnet is an IPv4 prefix: address, slash, length. */
import { prefixFixes } from './text-fixes'
import { readSubnetPrefix, isTextFault } from '../../address-text'
import type { ScopeRule } from '../../rule'
import { knownText } from './reading'
import { say } from '../../../text/text'

export const subnetPrefixInvalid: ScopeRule = {
  id: 'subnet-prefix-invalid',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'error',
  summary: 'A subnet is written as an IPv4 prefix.',
  why: 'Kea refuses the file: it cannot tell which addresses the subnet has.',
  manual: 'dhcp4-srv.html#dhcp4-subnet-id',

  check({ node, around }, report) {
    const text = knownText(node, 'subnet')
    if (around.family !== 4 || !text || text.value === '') return
    const read = readSubnetPrefix(text.value)
    if (!isTextFault(read)) return
    report(text, {
      message: say`The subnet "${text.value}" ${read.fault}.`,
      help: say`Kea wants an IPv4 address, a slash and the prefix length, such as 192.0.2.0/24.`,
      fixes: () => prefixFixes(text),
      refusedAt: '-t',
    })
  },
}
