/** Each class has a name of its own. */
import { changeTo, freeName } from '../../fix'
import { isFilledIn } from '../../../config/placeholder'
import { objectsIn, stringOf } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const classNameDuplicate: ScopeRule = {
  id: 'class-name-duplicate',
  scope: 'scope',
  kinds: ['global'],
  severity: 'error',
  summary: 'Every class has a name of its own.',
  why: 'Kea refuses the file: it does not put two definitions of one class together.',
  manual: 'classify.html#classification-configuring',

  check(scope, report) {
    const first = new Map<string, StringNode>()
    for (const one of objectsIn(scope.node, 'client-classes')) {
      const name = stringOf(one, 'name')
      if (!name || name.value === '' || isFilledIn(name.value)) continue
      const earlier = first.get(name.value)
      if (!earlier) first.set(name.value, name)
      else {
        report(name, {
          message: say`There is a class "${name.value}" already.`,
          help: say`Give one of them another name, or write one class with both tests joined by or.`,
          refusedAt: '-t',
          related: [{ at: earlier, message: say`The first one is here.` }],
          fixes: () => changeTo(name, freeName(name.value, (taken) => first.has(taken))),
        })
      }
    }
  },
}
