/** The list of identifier types that Kea looks for names each once. */
import { removeEntry } from '../../fix'
import { hostIdentifierTypes } from '../../../config/host-identifier'
import { stringsIn } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const hostIdentifierTypeTwice: ScopeRule = {
  id: 'host-identifier-type-twice',
  scope: 'scope',
  kinds: ['global'],
  severity: 'error',
  summary: 'host-reservation-identifiers names each type once.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#reservations4-tuning',

  check({ node, around }, report) {
    if (around.family !== 4) return
    const known = new Map<string, StringNode>()
    for (const type of stringsIn(node, 'host-reservation-identifiers')) {
      const first = known.get(type.value)
      if (!first) known.set(type.value, type)
      else if ((hostIdentifierTypes as readonly string[]).includes(type.value)) {
        report(type, {
          message: say`"${type.value}" is in this list already.`,
          help: say`Remove it here: the order of the first ones is the order in which Kea looks.`,
          refusedAt: '-t',
          related: [related(first, say`The first one`)],
          fixes: () => removeEntry(type, say`Remove it here`, true),
        })
      }
    }
  },
}
