/** Credentials that stand in the configuration itself. */
import { isFilledIn } from '../../../config/placeholder'
import { atLeast } from '../../../config/release'
import { objectOf, objectsIn, stringOf } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { httpDoorsOf } from './reading'
import { say } from '../../../text/text'

export const passwordInClear: FileRule = {
  id: 'password-in-clear',
  scope: 'file',
  severity: 'info',
  summary: 'Users and passwords of HTTP clients stand in files of their own.',
  why: 'Whoever reads the configuration, its backup or its repository can command the server; Kea 3.2 refuses them there.',
  manual: 'agent.html#agent-configuration',

  check(file, report, { release }) {
    const isRefused = atLeast(release, '3.2')
    for (const door of httpDoorsOf(file, release)) {
      for (const client of objectsIn(objectOf(door.node, 'authentication'), 'clients')) {
        const secret = [stringOf(client, 'password'), isRefused ? stringOf(client, 'user') : undefined].filter((one) => one !== undefined && one.value !== '' && !isFilledIn(one.value))
        const [first, second] = secret
        if (!first) continue
        report(first, {
          message: say`${second ? say`User and password stand` : first === stringOf(client, 'user') ? say`The user stands` : say`The password stands`} in the configuration.`,
          help: say`Put ${second ? say`them` : say`it`} into a file that only Kea can read, and name that with ${second ? say`user-file and password-file` : first === stringOf(client, 'user') ? say`user-file` : say`password-file`}.`,
          ...(isRefused && { refusedAt: '-t' as const, severity: 'error' as const }),
          related: second ? [related(second, say`the user`)] : [],
        })
      }
    }
  },
}
