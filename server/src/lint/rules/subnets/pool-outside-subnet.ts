/** Every address of a pool belongs to the pool's subnet. */
import { changeTo } from '../../fix'
import type { Fix } from '../../fix'
import type { Prefix } from '../../../net/ipv4'
import type { ReadPool } from './reading'
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
        fixes: () => insideFixes(pool, prefix),
      })
    }
  },
}

/** What of it is in the subnet; of one that is not, the same numbers at the end of the subnet's own addresses. */
function insideFixes({ text, range }: ReadPool, { first, last, length }: Prefix): Fix[] {
  // Without the network and the broadcast address, which are none for clients.
  const edge = length <= 30 ? 1 : 0
  const common = { first: Math.max(range.first, first + edge), last: Math.min(range.last, last - edge) }
  if (common.first <= common.last) return changeTo(text, rangeText(common))
  const size = last - first + 1
  const moved = { first: first + (range.first % size), last: first + (range.last % size) }
  return moved.last - moved.first === range.last - range.first ? changeTo(text, rangeText(moved)) : []
}
