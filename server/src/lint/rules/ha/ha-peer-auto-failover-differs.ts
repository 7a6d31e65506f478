/** Whether a server takes over is written in both files. */
import { called, comparisons, keyOrMap, matchPeers, related } from '../../compare'
import { valueOf } from '../../../config/tree'
import { sameKey } from '../../partner-fixes'
import type { DeploymentRule } from '../../rule'
import { say } from '../../../text/text'

export const haPeerAutoFailoverDiffers: DeploymentRule = {
  id: 'ha-peer-auto-failover-differs',
  scope: 'deployment',
  severity: 'warning',
  summary: 'Both files say the same of a peer\'s auto-failover.',
  why: 'Each server goes by its own file: reading the other one, a person expects a failover that does not come.',
  manual: 'hooks.html#ha-hot-standby-config',

  check(deployment, report) {
    for (const { reference, other } of comparisons(deployment)) {
      for (const [theirs, own] of matchPeers(reference, other).both) {
        if (theirs.autoFailover === own.autoFailover) continue
        const partner = called(reference, other)
        report(valueOf(own.node, 'auto-failover') ?? keyOrMap(own.node, 'name'), {
          message: say`auto-failover of ${own.name?.value ?? say`this peer`} is ${own.autoFailover} here and ${theirs.autoFailover} in ${partner}'s file.`,
          help: say`A server goes by its own file (true where it is not given). Say the same in both.`,
          related: [related(valueOf(theirs.node, 'auto-failover') ?? theirs.node, say`${partner} has ${theirs.autoFailover}`)],
          fixes: () => sameKey('auto-failover', own.node, theirs.node, partner, say` of ${own.name?.value ?? say`this peer`}`),
        })
      }
    }
  },
}
