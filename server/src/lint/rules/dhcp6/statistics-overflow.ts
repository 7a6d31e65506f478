/** More addresses or prefixes than a statistic of an older release can count. */
import { atLeast } from '../../../config/release'
import type { ScopeRule } from '../../rule'
import { sizeOf } from './pool6-fully-reserved'
import { poolsOf } from './reading'
import { say } from '../../../text/text'

const most = 2n ** 63n - 1n

export const statisticsOverflow: ScopeRule = {
  id: 'statistics-overflow',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'info',
  summary: 'Before Kea 2.6 a subnet has fewer than 2^63 addresses, and as many prefixes to delegate.',
  why: 'The statistics total-nas and total-pds of the subnet show a wrong, often negative number, and so do Stork and the dashboards that read them.',
  manual: 'dhcp6-srv.html#statistics-in-the-dhcpv6-server',

  check({ node, around }, report) {
    if (around.family !== 6 || atLeast(around.release, '2.6')) return
    for (const kind of ['pool', 'pd-pool'] as const) {
      const pools = poolsOf(node, around.release).filter((pool) => pool.kind === kind)
      const total = pools.reduce((sum, pool) => sum + (sizeOf(pool) ?? 0n), 0n)
      if (total <= most) continue
      const [largest] = pools.sort((one, other) => ((sizeOf(one) ?? 0n) > (sizeOf(other) ?? 0n) ? -1 : 1))
      if (!largest) continue
      report(largest.at, {
        message: say`The ${kind === 'pool' ? say`addresses` : say`prefixes`} of this subnet are more than a statistic of Kea ${around.release} can count.`,
        help: say`${kind === 'pool' ? say`total-nas` : say`total-pds`} overflows and tells a wrong number; leases are not touched by it. Kea counts them right since 2.5.3: a smaller pool does until then.`,
      })
    }
  },
}
