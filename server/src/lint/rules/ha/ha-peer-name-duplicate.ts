/** A name stands for one server only, over all relationships of a hub too. */
import { atLeast, hookLoad } from '../../../config/release'
import type { StringNode } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const haPeerNameDuplicate: FileRule = {
  id: 'ha-peer-name-duplicate',
  scope: 'file',
  severity: 'error',
  summary: 'Every peer has a name of its own.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#hooks-high-availability',

  check(file, report, { release }) {
    const seen = new Map<string, { name: StringNode; relationship: object }>()
    for (const { node, peers } of relationshipsOf(file)) {
      for (const { name } of peers) {
        if (!name) continue
        const first = seen.get(name.value)
        if (!first) seen.set(name.value, { name, relationship: node })
        else if (first.relationship === node || atLeast(release, '2.6')) {
          report(name, {
            message: say`The name "${name.value}" is given to two peers.`,
            help: say`Names tell the servers apart, over all relationships of a server: give each a name of its own.`,
            refusedAt: hookLoad(release),
            related: [related(first.name, say`given here first`)],
          })
        }
      }
    }
  },
}
