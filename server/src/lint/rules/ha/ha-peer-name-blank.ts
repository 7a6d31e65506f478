/** A name of spaces is no name. */
import { hookLoad } from '../../../config/release'
import { relationshipsOf } from '../../../deployment/relationship'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const haPeerNameBlank: FileRule = {
  id: 'ha-peer-name-blank',
  scope: 'file',
  severity: 'error',
  summary: 'Names of servers have more than spaces.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#hooks-high-availability',

  check(file, report, { release }) {
    for (const { name } of relationshipsOf(file).flatMap(({ peers }) => peers)) {
      // An empty text is told by the schema.
      if (!name || name.value === '' || name.value.trim() !== '') continue
      report(name, { message: say`The name of this peer has spaces only.`, help: say`The server does not start: give the peer a name.`, refusedAt: hookLoad(release) })
    }
  },
}
