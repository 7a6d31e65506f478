/** Reservations in a database are changed by commands, which a library brings. */
import { member } from '../../../config/tree'
import { hooksCalled, isListWhole } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { loadLibrary } from '../../library-fixes'

export const hostCmdsMissing: FileRule = {
  id: 'host-cmds-missing',
  scope: 'file',
  severity: 'info',
  summary: 'A server with a hosts-database loads libdhcp_host_cmds.so.',
  why: 'Nobody can see or change the reservations of the database through Kea: Stork shows none of them.',
  manual: 'hooks.html#hooks-host-cmds',

  check(file, report, { release }) {
    if (file.daemon !== 'dhcp4' || !isListWhole(file) || hooksCalled(file, 'libdhcp_host_cmds.so').length > 0) return
    const database = member(file.body, 'hosts-databases') ?? member(file.body, 'hosts-database')
    if (!database?.value || (database.value.kind === 'array' && database.value.items.length === 0)) return
    report(database, {
      message: say`Reservations are in a database, and libdhcp_host_cmds.so is not loaded.`,
      help: say`Kea reads them all the same. With the library, Stork and scripts can see and change them by commands.`,
      fixes: () => loadLibrary(file, 'libdhcp_host_cmds.so', release),
    })
  },
}
