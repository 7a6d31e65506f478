/** A list of classes that has two names is given under one of them. */
import { atLeast } from '../../../config/release'
import { member } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'

const pairs = [
  ['client-class', 'client-classes'],
  ['require-client-classes', 'evaluate-additional-classes'],
] as const

export const oldAndNewClassKey: ScopeRule = {
  id: 'old-and-new-class-key',
  scope: 'scope',
  kinds: ['network', 'subnet', 'pool'],
  severity: 'error',
  summary: 'The older and the newer key for classes are not given together.',
  why: 'Kea refuses the file.',
  manual: 'classify.html#configuring-subnets-with-class-information',

  check({ node, around }, report) {
    if (around.family !== 4 || !atLeast(around.release, '3.0')) return
    for (const [older, newer] of pairs) {
      const old = member(node, older)
      const now = member(node, newer)
      if (!old || !now) continue
      report(old, {
        message: `"${older}" and "${newer}" are both given here.`,
        help: `They mean the same: put all classes into "${newer}" and leave "${older}" out.`,
        refusedAt: '-t',
        related: [related(now, `"${newer}"`)],
      })
    }
  },
}
