/** Shared networks are told apart by their names. */
import { changeTo, freeName } from '../../fix'
import { isFilledIn } from '../../../config/placeholder'
import { objectsIn, stringOf } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const sharedNetworkNameDuplicate: FileRule = {
  id: 'shared-network-name-duplicate',
  scope: 'file',
  severity: 'error',
  summary: 'Every shared network has a name of its own.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#shared-network4',

  check(file, report) {
    if (file.daemon !== 'dhcp4') return
    const known = new Map<string, StringNode>()
    for (const network of objectsIn(file.body, 'shared-networks')) {
      const name = stringOf(network, 'name')
      if (!name || name.value === '' || isFilledIn(name.value)) continue
      const first = known.get(name.value)
      if (!first) known.set(name.value, name)
      else report(name, {
        message: say`There is a shared network "${name.value}" already.`,
        help: say`Give this one another name, or put its subnets into the first.`,
        refusedAt: '-t',
        related: [related(first, say`The same name`)],
        fixes: () => changeTo(name, freeName(name.value, (one) => known.has(one))),
      })
    }
  },
}
