/** Credentials that stand in the configuration itself. */
import { isFilledIn } from '../../../config/placeholder'
import { atLeast } from '../../../config/release'
import { objectOf, objectsIn, stringOf } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule, Finding } from '../../rule'
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
          ...said(second !== undefined, first === stringOf(client, 'user')),
          ...(isRefused && { refusedAt: '-t' as const, severity: 'error' as const }),
          related: second ? [related(second, say`the user`)] : [],
        })
      }
    }
  },
}

function said(areBoth: boolean, isUser: boolean): Pick<Finding, 'message' | 'help'> {
  if (areBoth) return { message: say`User and password stand in the configuration.`, help: say`Put both into files that only Kea can read, and name these with user-file and password-file.` }
  if (isUser) return { message: say`The user stands in the configuration.`, help: say`Put it into a file that only Kea can read, and name that with user-file.` }
  return { message: say`The password stands in the configuration.`, help: say`Put it into a file that only Kea can read, and name that with password-file.` }
}
