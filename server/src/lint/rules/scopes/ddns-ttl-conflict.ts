/** The TTL of DNS records is either given, or computed within bounds. */
import { removeKey, swapped } from '../../fix'
import { member, numberOf } from '../../../config/tree'
import type { NumberNode } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const ddnsTtlConflict: ScopeRule = {
  id: 'ddns-ttl-conflict',
  scope: 'scope',
  kinds: ['global', 'network', 'subnet', 'pool'],
  keys: ['ddns-ttl', 'ddns-ttl-min'],
  severity: 'error',
  summary: 'ddns-ttl stands alone in its scope, and ddns-ttl-min is not above ddns-ttl-max.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#ddns-for-dhcpv4',

  check({ node, around }, report) {
    if (around.family !== 4) return
    const fixed = member(node, 'ddns-ttl')
    for (const key of fixed ? ['ddns-ttl-percent', 'ddns-ttl-min', 'ddns-ttl-max'] : []) {
      const other = member(node, key)
      if (!other || !fixed) continue
      report(other, {
        message: say`"${key}" and "ddns-ttl" are both given here.`,
        help: say`ddns-ttl fixes the TTL of the DNS records; the other keys compute it from the lifetime. Leave one or the other.`,
        refusedAt: '-t',
        related: [related(fixed, say`ddns-ttl`)],
        fixes: () => removeKey(node, key),
      })
    }
    const least = numberOf(node, 'ddns-ttl-min')
    const most = numberOf(node, 'ddns-ttl-max')
    if (!least || !most || !keptAs(least) || keptAs(most) >= keptAs(least)) return
    report(most, {
      message: say`ddns-ttl-max ${most.value} is below ddns-ttl-min ${least.value}${keptAs(least) === least.value ? '' : say`, which Kea reads as ${keptAs(least)}`}.`,
      help: say`The TTL of the DNS records has to lie between the two.`,
      refusedAt: '-t',
      related: [related(least, say`ddns-ttl-min`)],
      fixes: () => (most.value > 0 && least.value < 2 ** 32 ? swapped(least, most) : []),
    })
  },
}

/** In 32 bits without a sign. */
function keptAs({ value }: NumberNode): number {
  const wrap = 2 ** 32
  return ((value % wrap) + wrap) % wrap
}
