/** Lifetimes that depend on which server answered. */
import { numberOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { called, comparisonsOfConfigurations, keyOrMap, related } from '../../compare'
import type { Comparison } from '../../compare'
import { sharedSubnets, subnetName } from '../../compare-sets'
import { sameKey } from '../../partner-fixes'
import type { DeploymentRule, Report } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

const timers = ['valid-lifetime', 'min-valid-lifetime', 'max-valid-lifetime', 'renew-timer', 'rebind-timer'] as const

export const partnerLifetimesDiffer: DeploymentRule = {
  id: 'partner-lifetimes-differ',
  scope: 'deployment',
  severity: 'warning',
  summary: 'Both partners give leases for the same time.',
  why: 'How long a lease is valid then depends on which server answered.',
  manual: 'dhcp4-srv.html#dhcp4-t1-t2-times',

  check(deployment, report) {
    for (const pair of comparisonsOfConfigurations(deployment)) {
      compare(pair, pair.reference.file.body, pair.other.file.body, say``, report)
      for (const { reference, other } of sharedSubnets(pair)) {
        compare(pair, reference.node, other.node, say` of ${subnetName(other)}`, report)
      }
    }
  },
}

function compare(pair: Comparison, theirs: ObjectNode | undefined, own: ObjectNode | undefined, where: Text, report: Report): void {
  const partner = called(pair.reference, pair.other)
  for (const key of timers) {
    const a = numberOf(theirs, key)
    const b = numberOf(own, key)
    if (a?.value === b?.value || !own || !theirs) continue
    report(b ?? keyOrMap(own, key), {
      message: say`${key}${where} is ${b ? say`${b.value} s` : say`not set`} here and ${a ? say`${a.value} s` : say`not set`} in ${partner}'s file.`,
      help: say`How long a lease is valid then depends on which server answered. Use one value in both files.`,
      related: a ? [related(a, say`${partner} has ${a.value} s`)] : [],
      fixes: () => sameKey(key, own, theirs, partner, where),
    })
  }
}
