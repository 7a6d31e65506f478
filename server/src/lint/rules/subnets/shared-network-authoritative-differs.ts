/** The subnets of a shared network are one link: they are authoritative together, or not at all. */
import { changeTo, removeKey, setKey } from '../../fix'
import { booleanOf, objectsIn, stringOf } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { scopeName } from '../../scopes'
import { say } from '../../../text/text'

export const sharedNetworkAuthoritativeDiffers: ScopeRule = {
  id: 'shared-network-authoritative-differs',
  scope: 'scope',
  kinds: ['network'],
  severity: 'error',
  summary: 'The subnets of a shared network are as authoritative as the network.',
  why: 'Kea refuses the file: on one link it cannot both answer and ignore clients that it does not know.',
  manual: 'dhcp4-srv.html#local-and-relayed-traffic-in-shared-networks',

  check(scope, report) {
    if (scope.around.family !== 4 || scope.node.incomplete) return
    const own = booleanOf(scope.node, 'authoritative')
    const wanted = own?.value ?? false
    for (const subnet of objectsIn(scope.node, 'subnet4')) {
      const flag = booleanOf(subnet, 'authoritative')
      if (!flag || flag.value === wanted) continue
      const name = stringOf(subnet, 'subnet')?.value ?? ''
      report(flag, {
        message: own ? say`The subnet ${name} has authoritative ${flag.value}, and ${scopeName(scope)} has ${wanted}.` : say`The subnet ${name} has authoritative ${flag.value}, and ${scopeName(scope)} counts as ${wanted}.`,
        help: say`Set "authoritative" in the shared network and leave it out of its subnets.${own ? '' : say` What the global scope says does not count here.`}`,
        refusedAt: '-t',
        related: own ? [related(own, say`The shared network`)] : [],
        fixes: () => [...changeTo(flag, wanted), ...removeKey(subnet, 'authoritative'), ...(own ? changeTo(own, !wanted).map((fix) => ({ ...fix, title: say`Set that of the shared network to ${!wanted}` })) : setKey(scope.node, 'authoritative', !wanted))],
      })
    }
  },
}
