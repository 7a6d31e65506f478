/** The subnets of a shared network are one link, so they are reached through one interface. */
import { changeTo } from '../../fix'
import { isFilledIn } from '../../../config/placeholder'
import { objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const sharedNetworkInterfaceDiffers: ScopeRule = {
  id: 'shared-network-interface-differs',
  scope: 'scope',
  kinds: ['network'],
  severity: 'error',
  summary: 'The subnets of a shared network have the same interface.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#local-and-relayed-traffic-in-shared-networks',

  check({ node, around }, report) {
    if (around.family !== 4) return
    let first = interfaceOf(node)
    for (const subnet of objectsIn(node, 'subnet4')) {
      const name = interfaceOf(subnet)
      if (!first) first = name
      if (!first || !name || name.value === first.value) continue
      const meant = first.value
      report(name, {
        message: say`The interface ${name.value} of the subnet ${stringOf(subnet, 'subnet')?.value ?? ''} is not the one of its shared network, ${first.value}.`,
        help: say`A shared network is one link. Give its subnets one interface, best in the shared network itself, or make two networks.`,
        refusedAt: '-t',
        related: [related(first, say`The other interface`)],
        fixes: () => changeTo(name, meant),
      })
    }
  },
}

function interfaceOf(scope: ObjectNode): StringNode | undefined {
  const name = stringOf(scope, 'interface')
  return name && name.value !== '' && !isFilledIn(name.value) ? name : undefined
}
