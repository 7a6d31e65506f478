/** Zones name their key: two keys of one name could not be told apart. */
import type { StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { textOf, tsigKeys } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const tsigKeyDuplicate: FileRule = {
  id: 'tsig-key-duplicate',
  scope: 'file',
  severity: 'error',
  summary: 'Every TSIG key has a name of its own.',
  why: 'Kea refuses the file: zones and DNS servers refer to a key by its name.',
  manual: 'ddns.html#tsig-key-list',

  check(file, report) {
    const known = new Map<string, StringNode>()
    for (const key of tsigKeys(file)) {
      const name = textOf(key, 'name')
      const first = name && known.get(name.value)
      if (name && !first) known.set(name.value, name)
      if (name && first) report(name, {
        message: say`The TSIG key "${name.value}" is defined twice.`,
        help: say`Give one of them another name, or remove it.`,
        refusedAt: '-t',
        related: [related(first, say`the first one`)],
        fixes: () => drafted(say`Remove it`, (draft) => draft.removeItem(key)),
      })
    }
  },
}
