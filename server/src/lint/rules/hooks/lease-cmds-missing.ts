/** Leases are seen and changed from outside by commands, which a library brings. */
import { controlSocketsOf } from '../../../config/dhcp4'
import { member, objectsIn } from '../../../config/tree'
import { hooksCalled, isListWhole } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { loadLibrary } from '../../library-fixes'

export const leaseCmdsMissing: FileRule = {
  id: 'lease-cmds-missing',
  scope: 'file',
  severity: 'info',
  summary: 'A server that takes commands loads libdhcp_lease_cmds.so.',
  why: 'Nobody can look a lease up, add or delete one through the control channel: Stork finds none.',
  manual: 'hooks.html#hooks-lease-cmds',

  check(file, report, { release }) {
    const { body } = file
    if (file.daemon !== 'dhcp4' || !body || body.incomplete || !isListWhole(file)) return
    const [door] = controlSocketsOf(file)
    // Where High Availability is, its own rule says it with more weight.
    if (!door || ['libdhcp_lease_cmds.so', 'libdhcp_ha.so'].some((name) => hooksCalled(file, name).length > 0)) return
    const hooks = objectsIn(body, 'hooks-libraries').length > 0 ? member(body, 'hooks-libraries') : undefined
    report(hooks ?? member(body, 'control-socket') ?? member(body, 'control-sockets') ?? { opening: door.node }, {
      message: say`The server takes commands, and libdhcp_lease_cmds.so is not loaded.`,
      help: say`Kea serves clients all the same. With the library, Stork and scripts can look leases up, and delete one that is in the way.`,
      fixes: () => loadLibrary(file, 'libdhcp_lease_cmds.so', release),
    })
  },
}
