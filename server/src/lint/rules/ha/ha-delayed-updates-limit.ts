/** Communication-recovery is a state of load-balancing alone. */
import { hookLoad } from '../../../config/release'
import { numberOf } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const haDelayedUpdatesLimit: FileRule = {
  id: 'ha-delayed-updates-limit',
  scope: 'file',
  severity: 'error',
  summary: 'delayed-updates-limit is set in load-balancing only.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#ha-load-balancing-advanced-config',

  check(file, report, { release }) {
    for (const { node, mode } of relationshipsOf(file)) {
      const limit = numberOf(node, 'delayed-updates-limit')
      if (!limit || limit.value <= 0 || (mode?.value !== 'hot-standby' && mode?.value !== 'passive-backup')) continue
      report(limit, {
        message: say`delayed-updates-limit must be 0 in mode ${mode.value}.`,
        help: say`Only load-balancing collects updates in communication-recovery. The server does not start: remove the parameter.`,
        refusedAt: hookLoad(release),
        fixes: () => drafted(say`Remove it`, (draft) => remove(draft, node, 'delayed-updates-limit')),
      })
    }
  },
}
