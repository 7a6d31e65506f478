/** A key signs nothing unless a zone or a DNS server names it. */
import { isFilledIn } from '../../../config/placeholder'
import { objectsIn, stringOf } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { mayHoldMore, textOf, tsigKeys, zonesOf } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const tsigKeyUnused: FileRule = {
  id: 'tsig-key-unused',
  scope: 'file',
  severity: 'info',
  summary: 'Every TSIG key signs the updates of some zone.',
  why: 'Updates are sent without a signature where no key is named, and a DNS server that asks for one refuses them.',
  manual: 'ddns.html#forward-ddns',

  check(file, report) {
    const zones = zonesOf(file)
    if (zones.length === 0 || mayHoldMore(file.body, 'forward-ddns') || zones.some(({ node }) => mayHoldMore(node, 'dns-servers') || mayHoldMore(node.parent?.parent, 'ddns-domains'))) return
    const users = zones.flatMap(({ node }) => [node, ...objectsIn(node, 'dns-servers')])
    if (users.some((user) => isFilledIn(stringOf(user, 'key-name')?.value ?? ''))) return
    const named = new Set(users.flatMap((one) => textOf(one, 'key-name')?.value ?? []))
    for (const key of tsigKeys(file)) {
      const name = textOf(key, 'name')
      if (name && !named.has(name.value)) report(name, {
        message: say`No zone uses the TSIG key "${name.value}".`,
        help: say`It signs nothing. Name it with key-name in a zone or a DNS server, or remove it.`,
        fixes: () => drafted(say`Remove it`, (draft) => draft.removeItem(key)),
      })
    }
  },
}
