/** A class in a list of classes has a name. */
import { atLeast } from '../../../config/release'
import { stringsIn } from '../../../config/tree'
import type { ScopeRule } from '../../rule'

export const classNameEmpty: ScopeRule = {
  id: 'class-name-empty',
  scope: 'scope',
  kinds: ['network', 'subnet', 'pool'],
  severity: 'error',
  summary: 'Lists of classes hold no empty name.',
  why: 'Kea refuses the file.',
  manual: 'classify.html#configuring-subnets-with-class-information',

  check({ node, around }, report) {
    if (around.family !== 4) return
    const lists = atLeast(around.release, '3.0') ? ['client-classes', 'require-client-classes', 'evaluate-additional-classes'] : ['require-client-classes']
    for (const key of lists) {
      for (const name of stringsIn(node, key)) {
        if (name.value !== '') continue
        report(name, {
          message: `"${key}" has an empty name.`,
          help: 'Name the class, or remove the entry; an empty list means: no class.',
          refusedAt: '-t',
        })
      }
    }
  },
}
