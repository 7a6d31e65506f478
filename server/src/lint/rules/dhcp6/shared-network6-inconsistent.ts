/** A shared network is one link, under a name of its own. */
import { objectsIn } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { knownText } from './reading'
import { say } from '../../../text/text'

export const sharedNetwork6Inconsistent: FileRule = {
  id: 'shared-network6-inconsistent',
  scope: 'file',
  severity: 'error',
  summary: 'Shared networks of kea-dhcp6 have names of their own, and their subnets one interface.',
  why: 'Kea refuses the file.',
  manual: 'dhcp6-srv.html#shared-networks-in-dhcpv6',

  check(file, report) {
    if (file.daemon !== 'dhcp6') return
    const names = new Map<string, StringNode>()
    for (const network of objectsIn(file.body, 'shared-networks')) {
      const name = knownText(network, 'name')
      const first = name && names.get(name.value)
      if (name && !first) names.set(name.value, name)
      if (name && first) report(name, {
        message: say`There is a shared network "${name.value}" already.`,
        help: say`Give one of them another name, or put all subnets into one.`,
        refusedAt: '-t',
        related: [related(first, say`the first one`)],
      })
      const [link, ...others] = [network, ...objectsIn(network, 'subnet6')].flatMap((map) => knownText(map, 'interface') ?? [])
      const other = others.find((one) => one.value !== link?.value)
      if (link && other) report(other, {
        message: say`Subnets of one shared network are on ${link.value} and on ${other.value}.`,
        help: say`A shared network is one link: write its interface once, at the network, or make two networks.`,
        refusedAt: '-t',
        related: [related(link, say`the other interface`)],
      })
    }
  },
}
