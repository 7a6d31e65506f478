/** An address belongs to one pool of a subnet at most. */
import { changeTo, removeEntry } from '../../fix'
import type { Fix } from '../../fix'
import { addressText, rangeText } from '../../address-text'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { poolsIn } from './reading'
import type { ReadPool } from './reading'
import { say } from '../../../text/text'

export const poolsOverlap: ScopeRule = {
  id: 'pools-overlap',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'error',
  summary: 'Pools of one subnet have no address in common.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#dhcp4-address-config',

  check({ node, around }, report) {
    if (around.family !== 4) return
    for (const { first, second } of overlaps(poolsIn(node))) {
      const common = { first: Math.max(first.range.first, second.range.first), last: Math.min(first.range.last, second.range.last) }
      const addresses = common.first === common.last ? addressText(common.first) : rangeText(common)
      report(second.text, {
        message: say`The pool ${second.text.value.trim()} has ${addresses} in common with the pool ${first.text.value.trim()}.`,
        help: say`Each address may be in one pool of a subnet only: shorten one of them, or remove it.`,
        refusedAt: '-t',
        related: [related(first.text, say`The other pool`)],
        fixes: () => restFixes(second, first),
      })
    }
  },
}

/** Each pool that begins inside another, with that one; `first` stands first in the file. */
function overlaps(pools: readonly ReadPool[]): { first: ReadPool; second: ReadPool }[] {
  const order = new Map(pools.map((pool, at) => [pool, at]))
  const found: { first: ReadPool; second: ReadPool }[] = []
  let widest: ReadPool | undefined
  for (const pool of [...pools].sort((a, b) => a.range.first - b.range.first)) {
    if (widest && pool.range.first <= widest.range.last) {
      const isLater = (order.get(pool) ?? 0) > (order.get(widest) ?? 0)
      found.push(isLater ? { first: widest, second: pool } : { first: pool, second: widest })
    }
    if (!widest || pool.range.last > widest.range.last) widest = pool
  }
  return found
}

/** What the other pool leaves of it. */
function restFixes({ node, text, range }: ReadPool, other: ReadPool): Fix[] {
  const below = { first: range.first, last: Math.min(range.last, other.range.first - 1) }
  const above = { first: Math.max(range.first, other.range.last + 1), last: range.last }
  const rest = [below, above].filter(({ first, last }) => first <= last)
  return rest.length > 0 ? rest.flatMap((one) => changeTo(text, rangeText(one))) : removeEntry(node, say`Remove the pool`)
}
