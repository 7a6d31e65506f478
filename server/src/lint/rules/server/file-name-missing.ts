/** A folder where Kea writes a file. */
import { atLeast } from '../../../config/release'
import { booleanOf } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { databasesOf, isDhcpServer, logFilesOf, textOf } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import { daemonName } from './reading'

export const fileNameMissing: FileRule = {
  id: 'file-name-missing',
  scope: 'file',
  severity: 'error',
  summary: 'The paths of the lease file and of log files end with a file name.',
  why: 'The server does not start.',
  manual: 'dhcp4-srv.html#lease-storage',

  check(file, report, { release }) {
    const leaseFiles = databasesOf(file)
      .filter(({ node, use, type }) => use === 'lease' && type === 'memfile' && booleanOf(node, 'persist')?.value !== false)
      .flatMap(({ node }) => textOf(node, 'name') ?? [])
      .filter((name) => name.value !== '')
    const logFiles = atLeast(release, '2.6') ? logFilesOf(file) : []
    for (const path of [...leaseFiles, ...logFiles]) {
      if (!/(^|\/)\s*$/.test(path.value)) continue
      report(path, {
        message: path.value.trim() === '' ? say`The path is empty.` : say`"${path.value}" is a folder.`,
        help: say`Kea needs the name of a file here, and does not start without: write it behind the last slash.`,
        // The others open their logs already when they test the file.
        fixes: () => {
          const name = leaseFiles.includes(path) ? (file.daemon === 'dhcp6' ? 'kea-leases6.csv' : 'kea-leases4.csv') : `${daemonName(file)}.log`
          return drafted(say`Name it ${name}`, (draft) => draft.replaceValue(path, path.value.trim() + name))
        },
        refusedAt: isDhcpServer(file) ? 'start' : '-t',
      })
    }
  },
}
