/** Partners that give out different addresses of one subnet. */
import { guardsOf } from '../../../config/dhcp4'
import { objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { parseRange } from '../../../net/ipv4'
import { comparisonsOfConfigurations } from '../../compare'
import { compareItems, listPlace, sharedSubnets, subnetName } from '../../compare-sets'
import type { Item } from '../../compare-sets'
import type { DeploymentRule } from '../../rule'
import { say } from '../../../text/text'

export const partnerPoolsDiffer: DeploymentRule = {
  id: 'partner-pools-differ',
  scope: 'deployment',
  severity: 'warning',
  summary: 'A subnet has the same pools on both partners.',
  why: 'After a failover the other server has other addresses to give: fewer than needed, or ones that were never meant for clients.',
  manual: 'hooks.html#hooks-high-availability',

  check(deployment, report) {
    for (const pair of comparisonsOfConfigurations(deployment)) {
      for (const { reference, other } of sharedSubnets(pair)) {
        const about = {
          ...pair,
          noun: say`pools`,
          list: { key: 'pools', theirs: reference.node, own: other.node },
          where: say`of ${subnetName(other)}`,
          place: listPlace(other.node, 'pools', other.node),
          help: say`The server that takes over gives out other addresses than its partner did. Give both files the same pools.`,
        }
        compareItems(pools(reference.node), pools(other.node), about, report)
      }
    }
  },
}

function pools(subnet: ObjectNode): Item[] {
  return objectsIn(subnet, 'pools').map((node) => {
    const text = stringOf(node, 'pool')
    const range = text && parseRange(text.value)
    const guards = guardsOf(node).map((guard) => guard.value).sort().join(', ')
    return {
      key: `${range ? `${range.first}-${range.last}` : (text?.value ?? '')} ${guards}`,
      value: '',
      name: say`${text?.value ?? say`a pool`}${guards ? say` for ${guards}` : ''}`,
      node: text ?? node,
      map: node,
    }
  })
}
