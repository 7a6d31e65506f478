/** Several relationships of one server, hub and spoke, are there for hot-standby alone. */
import { atLeast, hookLoad } from '../../../config/release'
import { relationshipsOf } from '../../../deployment/relationship'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const haHubMode: FileRule = {
  id: 'ha-hub-mode',
  scope: 'file',
  severity: 'error',
  summary: 'With several relationships, each is hot-standby.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#ha-hub-and-spoke',

  check(file, report, { release }) {
    const relationships = relationshipsOf(file)
    const [first, second] = relationships
    if (!first || !second || !atLeast(release, '2.6')) return
    for (const { mode, node, peers } of relationships) {
      if (mode?.value !== 'load-balancing' && mode?.value !== 'passive-backup') continue
      const other = node === first.node ? second : first
      report(mode, {
        message: say`One of ${relationships.length} relationships is in mode ${mode.value}.`,
        help: say`The server does not start: several relationships work in hot-standby only.`,
        refusedAt: hookLoad(release),
        fixes: () => mode.value !== 'load-balancing' ? [] : drafted(say`Change the mode to "hot-standby"`, (draft) => {
          draft.replaceValue(mode, 'hot-standby')
          for (const { role } of peers) if (role?.value === 'secondary') draft.replaceValue(role, 'standby')
        }),
        related: [related(other.mode ?? other.node, say`another relationship`)],
      })
    }
  },
}
