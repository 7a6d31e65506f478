/** A parameter with an older name stands under one of its names only. */
import { fix } from '../../fix'
import type { Fix } from '../../fix'
import { addItem, removeMember } from '../../../config/rewrite'
import type { Member, ObjectNode } from '../../../config/tree'
import { atLeast } from '../../../config/release'
import { member, plain } from '../../../config/tree'
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
        fixes: () => merged(node, older, newer),
      })
    }
  },
}

/** Both lists in the newer one; of a flag, and of a class that is in the list, the older one just goes. */
function merged(node: ObjectNode, older: Member, newer: Member): Fix[] {
  const removed = removeMember(node, older)
  const [from, into] = [older.value, newer.value]
  if (!removed || !from || !into) return []
  if (into.kind !== 'array') return from.kind === into.kind ? fix(say`Remove "${older.key}"`, removed, JSON.stringify(plain(from)) === JSON.stringify(plain(into))) : []
  const given = from.kind === 'array' ? from.items : [from]
  const extra = given.filter((one) => one.kind === 'string' && !into.items.some((known) => known.kind === 'string' && known.value === one.value))
  if (extra.length === 0) return fix(say`Remove "${older.key}"`, removed, given.every((one) => one.kind === 'string'))
  const added = extra.length === 1 && extra[0] ? addItem(into, plain(extra[0])) : undefined
  return added ? fix(say`Move its class into "${newer.key}"`, [...added, ...removed]) : []
}
