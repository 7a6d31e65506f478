/** A subnet stands once in the file, under an id of its own. */
import type { ConfigFile } from '../../../config/config-file'
import { freeSubnetId } from '../../../config/free-id'
import { numberOf, objectsIn } from '../../../config/tree'
import type { Node, ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { knownText, subnetPrefix } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const subnet6Duplicate: FileRule = {
  id: 'subnet6-duplicate',
  scope: 'file',
  severity: 'error',
  summary: 'Every subnet of kea-dhcp6 has a prefix and an id of its own.',
  why: 'Kea refuses the file: leases of two subnets could not be told apart.',
  manual: 'dhcp6-srv.html#ipv6-subnet-identifier',

  check(file, report) {
    if (file.daemon !== 'dhcp6') return
    const prefixes = new Map<string, Node>()
    const ids = new Map<number, Node>()
    const help = say`Each is one subnet among all, those of shared networks included. An id should not change while leases refer to it.`
    for (const node of subnetsOf(file)) {
      const read = subnetPrefix(node)
      const key = read && `${read.prefix.address}/${read.prefix.length}`
      const same = key === undefined ? undefined : prefixes.get(key)
      if (read && same) report(read.text, { message: say`The subnet ${read.text.value} is there already.`, help, refusedAt: '-t', related: [related(same, say`the first one`)] })
      else if (read && key !== undefined) prefixes.set(key, read.text)
      const id = numberOf(node, 'id')
      // 0 and no id: Kea counts through them itself, up to 2.4.
      if (!id?.integer || id.value < 1) continue
      const first = ids.get(id.value)
      // The whole subnet was written twice: told once.
      if (first && !same) report(id, { message: say`The id ${id.value} of ${knownText(node, 'subnet')?.value ?? say`this subnet`} belongs to another subnet already.`, help, refusedAt: '-t', fixes: () => {
        const free = file.body ? freeSubnetId(file.body) : 1
        return drafted(say`Change it to ${free}`, (draft) => draft.replaceValue(id, free))
      }, related: [related(first, say`the first one`)] })
      if (!first) ids.set(id.value, id)
    }
  },
}

export function subnetsOf(file: ConfigFile): ObjectNode[] {
  return [...objectsIn(file.body, 'shared-networks').flatMap((network) => objectsIn(network, 'subnet6')), ...objectsIn(file.body, 'subnet6')]
}
