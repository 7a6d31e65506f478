/** A TSIG key stands in the file or in one of its own, not in both. */
import { atLeast } from '../../../config/release'
import { member } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { tsigKeys } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const tsigSecretTwice: FileRule = {
  id: 'tsig-secret-twice',
  scope: 'file',
  severity: 'error',
  summary: 'A TSIG key has a secret or a secret-file.',
  why: 'Kea refuses the file: it counts both as the same parameter.',
  manual: 'ddns.html#tsig-key-list',

  check(file, report, { release }) {
    // Before, there is no secret-file.
    if (!atLeast(release, '2.6')) return
    for (const key of tsigKeys(file)) {
      const pair = [member(key, 'secret'), member(key, 'secret-file')].sort((a, b) => (a?.keySpan.start ?? 0) - (b?.keySpan.start ?? 0))
      const [first, second] = pair
      if (first && second) report(second, {
        message: say`The key has "${first.key}" already.`,
        help: say`Keep one of them. A file of its own can be kept from other eyes.`,
        refusedAt: '-t',
        related: [related(first, say`the same thing`)],
        fixes: () => [second, first].flatMap((one) => drafted(say`Keep ${one === first ? second.key : first.key} alone`, (draft) => draft.replaceMember(key, one))),
      })
    }
  },
}
