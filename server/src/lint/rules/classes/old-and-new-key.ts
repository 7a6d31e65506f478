/** A parameter with an older name stands under one of its names only. */
import { atLeast } from '../../../config/release'
import { member } from '../../../config/tree'
import type { ScopeKind } from '../../scopes'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

const renamed: readonly { readonly old: string; readonly now: string; readonly kinds: readonly ScopeKind[] }[] = [
  { old: 'client-class', now: 'client-classes', kinds: ['network', 'subnet', 'pool', 'pd-pool'] },
  { old: 'require-client-classes', now: 'evaluate-additional-classes', kinds: ['network', 'subnet', 'pool', 'pd-pool'] },
  { old: 'only-if-required', now: 'only-in-additional-list', kinds: ['class'] },
]

export const oldAndNewKey: ScopeRule = {
  id: 'old-and-new-key',
  scope: 'scope',
  kinds: ['class', 'network', 'subnet', 'pool', 'pd-pool'],
  keys: ['client-class', 'require-client-classes', 'only-if-required'],
  severity: 'error',
  summary: 'A parameter stands there under its old name or its new one, not both.',
  why: 'Kea refuses the file: it does not put the two together.',
  manual: 'classify.html#classification-subnets',

  check({ kind, node, around }, report) {
    if (!atLeast(around.release, '3.0')) return
    for (const { old, now, kinds } of renamed) {
      const older = member(node, old)
      const newer = member(node, now)
      if (!older || !newer || !kinds.includes(kind)) continue
      report(older, {
        message: say`${old} is the older name of ${now}, and both stand here.`,
        help: say`Move what it says into ${now} and take ${old} out.`,
        refusedAt: '-t',
        related: [{ at: newer, message: say`${now} is here.` }],
      })
    }
  },
}
