/** Leases that a restart forgets, and a lease file that only grows. */
import { booleanOf, numberOf, objectOf } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { isDhcpServer, textOf } from './reading'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const leasesNotKept: FileRule = {
  id: 'leases-not-kept',
  scope: 'file',
  severity: 'warning',
  summary: 'The lease file is written, and cleaned up.',
  why: 'After a restart the server gives addresses that are in use to other clients; or the file grows until the disk is full.',
  manual: 'dhcp4-srv.html#lease-storage',

  check(file, report) {
    const database = objectOf(file.body, 'lease-database')
    if (!isDhcpServer(file) || !database || textOf(database, 'type')?.value !== 'memfile') return
    const persist = booleanOf(database, 'persist')
    if (persist?.value === false) {
      report(persist, {
        message: say`Leases are kept in memory only.`,
        help: say`A restart forgets them all, and the server gives addresses that are in use to others: take persist out, unless this is a test.`,
        fixes: () => drafted(say`Keep leases in their file`, (draft) => remove(draft, database, 'persist')),
      })
      return
    }
    const interval = numberOf(database, 'lfc-interval')
    if (interval?.value !== 0) return
    report(interval, {
      message: say`The lease file is never cleaned up.`,
      help: say`With lfc-interval 0 each renewal stays in the file, which grows without end and takes longer to load at each start: 3600 is usual.`,
      severity: 'info',
      fixes: () => drafted(say`Clean it up every hour`, (draft) => draft.replaceValue(interval, 3600)),
    })
  },
}
