/** Partners store and fetch each other's leases by commands that another library brings. */
import { valueOf } from '../../../config/tree'
import { hooksNamed } from '../../../deployment/relationship'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { loadBefore } from '../../library-fixes'

export const haWithoutLeaseCmds: FileRule = {
  id: 'ha-without-lease-cmds',
  scope: 'file',
  severity: 'error',
  summary: 'libdhcp_lease_cmds.so is loaded beside libdhcp_ha.so.',
  why: 'The server starts, but its partner can neither store leases on it nor fetch them: clients get no answer, or an address twice.',
  manual: 'hooks.html#hooks-high-availability',

  check(file, report, { release }) {
    const list = valueOf(file.body, 'hooks-libraries')
    if ((list?.kind === 'array' && list.incomplete) || hooksNamed(file, 'libdhcp_lease_cmds.so').length > 0) return
    for (const hook of hooksNamed(file, 'libdhcp_ha.so')) {
      report(valueOf(hook, 'library') ?? hook, {
        message: say`libdhcp_ha.so is loaded without libdhcp_lease_cmds.so.`,
        help: say`The partner needs its commands to store and fetch leases: add { "library": "…/libdhcp_lease_cmds.so" } to hooks-libraries.`,
        fixes: () => loadBefore(file, 'libdhcp_lease_cmds.so', hook, release, true),
      })
    }
  },
}
