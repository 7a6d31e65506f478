/** Pools of one subnet have no address in common, address and prefix pools together. */
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { poolsOf } from './reading'
import type { Pool6 } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const pools6Overlap: ScopeRule = {
  id: 'pools6-overlap',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'error',
  summary: 'IPv6 pools of a subnet do not overlap.',
  why: 'Kea refuses the file: two clients could be given the same address or prefix.',
  manual: 'dhcp6-srv.html#subnet-and-prefix-delegation-pools',

  check({ node, around }, report) {
    if (around.family !== 6) return
    const pools = poolsOf(node, around.release).sort((a, b) => (a.range.first < b.range.first ? -1 : a.range.first > b.range.first ? 1 : 0))
    let widest: Pool6 | undefined
    for (const pool of pools) {
      if (widest && pool.range.first <= widest.range.last) {
        const [first, second] = widest.at.start < pool.at.start ? [widest, pool] : [pool, widest]
        report(second.at, {
          message: say`The ${wordFor(second)} ${second.at.value} overlaps the ${wordFor(first)} ${first.at.value}.`,
          help: say`Give every pool addresses of its own, or make one of them.`,
          refusedAt: '-t',
          related: [related(first.at, say`the other pool`)],
        })
      }
      if (!widest || pool.range.last > widest.range.last) widest = pool
    }
  },
}

function wordFor({ kind }: Pool6): Text {
  return kind === 'pool' ? say`pool` : say`prefix pool`
}
