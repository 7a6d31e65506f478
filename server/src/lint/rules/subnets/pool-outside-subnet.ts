/** Every address of a pool belongs to the pool's subnet. */
import { prefixText, rangeText } from '../../address-text'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { poolsIn, prefixIn } from './reading'
import { say } from '../../../text/text'

export const poolOutsideSubnet: ScopeRule = {
  id: 'pool-outside-subnet',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'error',
  summary: 'The addresses of a pool lie inside its subnet.',
  why: 'Kea refuses the file: a client could not use such an address there.',
  manual: 'dhcp4-srv.html#dhcp4-address-config',

  check({ node, around }, report) {
    const read = around.family === 4 ? prefixIn(node) : undefined
    if (!read) return
    const { text, prefix } = read
    for (const pool of poolsIn(node)) {
      const { first, last } = pool.range
      if (first >= prefix.first && last <= prefix.last) continue
      const isApart = last < prefix.first || first > prefix.last
      report(pool.text, {
        message: say`The pool ${pool.text.value.trim()} ${isApart ? say`lies outside` : say`reaches beyond`} its subnet ${prefixText(prefix)}.`,
        help: say`The subnet has the addresses ${rangeText(prefix)}: correct the pool, or the subnet.`,
        refusedAt: '-t',
        related: [related(text, say`The subnet`)],
      })
    }
  },
}
