/** A zone stands once in its list. */
import type { StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { zonesOf } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const ddnsDomainDuplicate: FileRule = {
  id: 'ddns-domain-duplicate',
  scope: 'file',
  severity: 'error',
  summary: 'Every zone stands once among the forward, and once among the reverse domains.',
  why: 'Kea refuses the file; of names that differ in letter case only, it takes one and never the other.',
  manual: 'ddns.html#forward-ddns',

  check(file, report) {
    const exact = new Map<string, StringNode>()
    const anyCase = new Map<string, StringNode>()
    for (const { node, name, direction } of zonesOf(file)) {
      if (!name) continue
      const key = `${direction} ${name.value}`
      const same = exact.get(key)
      const first = same ?? anyCase.get(key.toLowerCase())
      if (!same) exact.set(key, name)
      if (!first) anyCase.set(key.toLowerCase(), name)
      else report(name, {
        message: direction === 'forward' ? say`The forward domain ${name.value} is there already.` : say`The reverse domain ${name.value} is there already.`,
        help: say`Put all DNS servers of the zone into one entry: they are asked one after the other.`,
        refusedAt: same ? '-t' : null,
        ...(!same && { severity: 'warning' as const }),
        related: [related(first, say`the first one`)],
        fixes: () => drafted(say`Take this entry out`, (draft) => draft.removeItem(node)),
      })
    }
  },
}
