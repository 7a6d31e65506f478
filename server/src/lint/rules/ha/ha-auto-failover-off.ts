/** A server without auto-failover waits for an administrator when its partner is gone. */
import { valueOf } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import { remove } from '../../drafted'

export const haAutoFailoverOff: FileRule = {
  id: 'ha-auto-failover-off',
  scope: 'file',
  severity: 'warning',
  summary: 'Active servers take over by themselves.',
  why: 'When one server fails, its clients get no answer until somebody sends the command ha-scopes.',
  manual: 'hooks.html#ha-hot-standby-config',

  check(file, report) {
    for (const { peers, self, mode } of relationshipsOf(file)) {
      if (!self || self.autoFailover || self.role?.value === 'backup' || (mode?.value !== 'hot-standby' && mode?.value !== 'load-balancing')) continue
      const active = peers.filter((peer) => peer.role?.value !== 'backup')
      const isOffForAll = active.length > 1 && active.every((peer) => !peer.autoFailover)
      // A primary of hot-standby serves everything as it is.
      if (!isOffForAll && mode.value === 'hot-standby' && self.role?.value === 'primary') continue
      report(valueOf(self.node, 'auto-failover') ?? self.node, {
        message: isOffForAll ? say`auto-failover is off for all active servers.` : say`auto-failover is off for ${self.name?.value ?? say`this server`} itself.`,
        help: say`When its partner fails, this server does not serve the partner's clients until it gets the command ha-scopes. Leave auto-failover on unless that is meant.`,
        ...(!isOffForAll && { severity: 'info' as const }),
        fixes: () => drafted(say`Leave auto-failover on`, (draft) => remove(draft, self.node, 'auto-failover')),
      })
    }
  },
}
