/** The address of a prefix is its first one: bits behind the length do not count, and mislead who reads them. */
import { changeTo } from '../../fix'
import { addressText, prefixText } from '../../address-text'
import type { ScopeRule } from '../../rule'
import { prefixIn } from './reading'
import { say } from '../../../text/text'

export const subnetHostBits: ScopeRule = {
  id: 'subnet-host-bits',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'warning',
  summary: 'A subnet is named by its first address.',
  why: 'Kea takes the prefix with host bits, no longer notices that the same subnet is there twice, and people read it as a smaller one.',
  manual: 'dhcp4-srv.html#ipv4-subnet-prefix',

  check({ node, around }, report) {
    const read = around.family === 4 ? prefixIn(node) : undefined
    if (!read || read.prefix.address === read.prefix.first) return
    report(read.text, {
      message: say`The subnet ${read.text.value.trim()} has host bits: its first address is ${addressText(read.prefix.first)}.`,
      help: say`Kea serves ${prefixText(read.prefix)} here, without a word. Write it so, or correct the length.`,
      // Kea serves that very prefix as it is.
      fixes: () => changeTo(read.text, prefixText(read.prefix), true),
    })
  },
}
