/** Since 3.1.0 a server that enforces its security rules takes a TSIG key from a file only. */
import { atLeast } from '../../../config/release'
import { member } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { textOf, tsigKeys } from './reading'
import { say } from '../../../text/text'

export const tsigSecretInClear: FileRule = {
  id: 'tsig-secret-in-clear',
  scope: 'file',
  severity: 'error',
  summary: 'TSIG secrets are kept in files of their own.',
  why: 'Kea refuses the file since 3.1.0, unless it is started with -X.',
  manual: 'ddns.html#tsig-key-list',

  check(file, report, { release }) {
    if (!atLeast(release, '3.2')) return
    for (const key of tsigKeys(file)) {
      const secret = member(key, 'secret')
      if (secret && textOf(key, 'secret') && !member(key, 'secret-file')) report(secret, {
        message: say`Kea ${release} takes no TSIG secret in clear text.`,
        help: say`Put it into a file that only Kea can read, and name that with secret-file. Started with -X, Kea only warns.`,
        refusedAt: '-t',
      })
    }
  },
}
