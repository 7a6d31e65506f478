/** Two ways to change subnets at run time that know nothing of each other. */
import { objectOf, objectsIn } from '../../../config/tree'
import { related } from '../../compare'
import { hooksCalled } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const subnetCmdsWithConfigDatabase: FileRule = {
  id: 'subnet-cmds-with-config-database',
  scope: 'file',
  severity: 'warning',
  summary: 'Subnets are changed by libdhcp_subnet_cmds.so or in a configuration database, not both.',
  why: 'What a command changed is undone by the next look into the database, or the reverse.',
  manual: 'hooks.html#hooks-subnet-cmds',

  check(file, report) {
    const [database] = objectsIn(objectOf(file.body, 'config-control'), 'config-databases')
    if (file.daemon !== 'dhcp4' || !database) return
    for (const { node, library } of hooksCalled(file, 'libdhcp_subnet_cmds.so')) {
      report(library, {
        message: say`libdhcp_subnet_cmds.so is loaded beside a configuration database.`,
        help: say`Its commands change the running server only, and the database changes it back. Use the commands of libdhcp_cb_cmds.so for what is in the database.`,
        fixes: () => drafted(say`Take the library out`, (draft) => draft.removeItem(node)),
        related: [related(database, say`the configuration database`)],
      })
    }
  },
}
