/** How names are made moved from the connection to kea-dhcp-ddns to the scopes that clients belong to; the old places went with 2.6. */
import { atLeast } from '../../config/release'
import { Copied } from '../../config/layout'
import { movedDdnsParameters } from '../../config/moved-ddns-parameters'
import { member, objectOf } from '../../config/tree'
import { say } from '../../text/text'
import type { Step } from './step'

export function moveDdnsParameters({ file: { body }, draft, to }: Step): void {
  const place = member(body, 'dhcp-ddns')
  const connection = objectOf(body, 'dhcp-ddns')
  if (!body || !place || !connection || !atLeast(to, '2.6')) return
  for (const [old, now] of Object.entries(movedDdnsParameters)) {
    const found = member(connection, old)
    if (!found?.value) continue
    draft.about = say`dhcp-ddns / ${old} → ${now}`
    draft.replaceMember(connection, found)
    // Up to 2.4 the one beside dhcp-ddns counts where both are given.
    if (!member(body, now)) draft.addMember(body, now, new Copied(found.value), place)
  }
}
