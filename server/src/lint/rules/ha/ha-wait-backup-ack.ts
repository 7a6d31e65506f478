/** Waiting for backup servers is possible where there is no active partner. */
import { hookLoad } from '../../../config/release'
import { booleanOf } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const haWaitBackupAck: FileRule = {
  id: 'ha-wait-backup-ack',
  scope: 'file',
  severity: 'error',
  summary: 'wait-backup-ack is set in passive-backup only.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#ha-passive-backup-config',

  check(file, report, { release }) {
    for (const { node, mode } of relationshipsOf(file)) {
      const wait = booleanOf(node, 'wait-backup-ack')
      if (wait?.value !== true || (mode?.value !== 'hot-standby' && mode?.value !== 'load-balancing')) continue
      report(wait, {
        message: say`wait-backup-ack must be false in mode ${mode.value}.`,
        help: say`Only passive-backup waits for its backup servers. The server does not start: remove the parameter.`,
        refusedAt: hookLoad(release),
        fixes: () => drafted(say`Remove it`, (draft) => remove(draft, node, 'wait-backup-ack')),
      })
    }
  },
}
