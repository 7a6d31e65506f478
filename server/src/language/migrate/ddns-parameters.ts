/** How names are made moved from the connection to kea-dhcp-ddns to the scopes that clients belong to; the old places went with 2.6. */
import { atLeast } from '../../config/release'
import { Copied } from '../../config/layout'
import { member, objectOf } from '../../config/tree'
import { say } from '../../text/text'
import type { Step } from './step'

const moved: Readonly<Record<string, string>> = {
  'override-no-update': 'ddns-override-no-update',
  'override-client-update': 'ddns-override-client-update',
  'replace-client-name': 'ddns-replace-client-name',
  'generated-prefix': 'ddns-generated-prefix',
  'qualifying-suffix': 'ddns-qualifying-suffix',
  'hostname-char-set': 'hostname-char-set',
  'hostname-char-replacement': 'hostname-char-replacement',
}

export function moveDdnsParameters({ file: { body }, draft, to }: Step): void {
  const place = member(body, 'dhcp-ddns')
  const connection = objectOf(body, 'dhcp-ddns')
  if (!body || !place || !connection || !atLeast(to, '2.6')) return
  for (const [old, now] of Object.entries(moved)) {
    const found = member(connection, old)
    if (!found?.value) continue
    draft.about = say`dhcp-ddns / ${old} → ${now}`
    draft.replaceMember(connection, found)
    // Up to 2.4 the one beside dhcp-ddns counts where both are given.
    if (!member(body, now)) draft.addMember(body, now, new Copied(found.value), place)
  }
}
