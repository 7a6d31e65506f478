/** A pool that is written as a prefix begins with the prefix's first address. */
import { changeTo } from '../../fix'
import { atLeast } from '../../../config/release'
import { addressText, isTextFault, prefixText, rangeText, readPool } from '../../address-text'
import type { ScopeRule } from '../../rule'
import { knownText, prefixIn } from './reading'
import { say } from '../../../text/text'

export const poolHostBits: ScopeRule = {
  id: 'pool-host-bits',
  scope: 'scope',
  kinds: ['pool'],
  severity: 'error',
  summary: 'A pool that is written as a prefix has no host bits.',
  why: 'Since Kea 2.4 the file is refused; Kea 2.2 gives out the addresses from the one that is written to the end of the prefix.',
  manual: 'dhcp4-srv.html#dhcp4-address-config',

  check({ node, outer, around }, report) {
    const text = around.family === 4 ? knownText(node, 'pool') : undefined
    const read = text && readPool(text.value)
    if (!text || !read || isTextFault(read) || !read.prefix || read.prefix.address === read.prefix.first) return
    const refused = atLeast(around.release, '2.4')
    report(text, {
      message: say`The pool ${text.value.trim()} does not begin with the first address of its prefix, ${addressText(read.prefix.first)}.`,
      help: say`Write ${prefixText(read.prefix)} for the whole prefix, or ${rangeText(read)} for the addresses from that one on.${refused ? '' : say` Kea 2.4 and later refuse it as it is.`}`,
      refusedAt: refused ? '-t' : null,
      severity: refused ? 'error' : 'warning',
      // The whole prefix would have the network address of the subnet.
      fixes: () => [...(read.prefix && read.prefix.first !== (outer && prefixIn(outer.node))?.prefix.first ? changeTo(text, prefixText(read.prefix)) : []), ...changeTo(text, rangeText(read))],
    })
  },
}
