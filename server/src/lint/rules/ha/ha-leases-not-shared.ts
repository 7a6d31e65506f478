/** Partners that share no database have to tell each other of all leases, and to fetch them. */
import { booleanOf, objectOf, stringOf } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted, put } from '../../drafted'

export const haLeasesNotShared: FileRule = {
  id: 'ha-leases-not-shared',
  scope: 'file',
  severity: 'warning',
  summary: 'Lease updates and synchronization are both on, or both off beside a shared database.',
  why: 'A server that takes over does not know all leases, and gives addresses that are in use to others.',
  manual: 'hooks.html#ha-sharing-lease-info',

  check(file, report) {
    const database = objectOf(file.body, 'lease-database')
    const isMemfile = !file.body?.incomplete && (stringOf(database, 'type')?.value ?? 'memfile') === 'memfile' && database?.incomplete !== true
    for (const { node, mode } of relationshipsOf(file)) {
      const updates = booleanOf(node, 'send-lease-updates')
      const syncs = booleanOf(node, 'sync-leases')
      if (mode?.value !== 'hot-standby' && mode?.value !== 'load-balancing') continue
      for (const [key, own] of [['send-lease-updates', updates], ['sync-leases', syncs]] as const) {
        if (own?.value !== false) continue
        const other = key === 'sync-leases' ? updates : syncs
        const differ = other?.value !== false
        if (!isMemfile && !differ) continue
        report(own, {
          message: isMemfile ? say`${key} is off, and leases are in a file that the partner cannot see.` : say`${key} is off, and ${key === 'sync-leases' ? 'send-lease-updates' : 'sync-leases'} is on.`,
          help: isMemfile ? say`After a failover this server or its partner does not know the other's leases. Leave both on: they are off only where both servers use one database.` : say`Both are off beside a shared database, and both are on else: with one of them, some leases are not known after a failure.`,
          fixes: () => [
            ...drafted(say`Turn ${key} on`, (draft) => put(draft, node, key, true)),
            ...(isMemfile ? [] : drafted(say`Turn the other off too`, (draft) => put(draft, node, key === 'sync-leases' ? 'send-lease-updates' : 'sync-leases', false))),
          ],
          related: database && isMemfile ? [related(database, say`the lease database`)] : [],
        })
      }
    }
  },
}
