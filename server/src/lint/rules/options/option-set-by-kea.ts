/** Some options are Kea's to fill in: what the file says of them has no effect. */
import { removeEntry } from '../../fix'
import { member } from '../../../config/tree'
import { definitionsFor, takenOptions } from '../../option-reading'
import type { ScopeRule } from '../../rule'
import { everyScope, optionLabel } from './labels'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const optionSetByKea: ScopeRule = {
  id: 'option-set-by-kea',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'warning',
  summary: 'Options that Kea fills in itself are not configured.',
  why: 'Kea takes the entry and ignores it: clients get what Kea works out.',
  manual: 'dhcp4-srv.html#dhcp4-std-options',

  check(scope, report) {
    for (const { entry, option, space } of takenOptions(scope)) {
      const instead = insteads[`${space} ${option.code}`]
      if (instead === undefined || option.neverSend) continue
      report(member(entry, 'name')?.value ?? member(entry, 'code')?.value ?? entry, {
        message: say`${optionLabel(entry, space, definitionsFor(scope))} is Kea's own to fill in: this entry has no effect on leases.`,
        help: instead,
        fixes: () => removeEntry(entry, say`Remove this entry`),
        ...(option.code === 1 && space === 'dhcp4' ? { severity: 'info' } : {}),
      })
    }
  },
}

const insteads: Readonly<Record<string, Text>> = {
  'dhcp4 1': say`Clients get the mask of the subnet that their address is in. Drop the entry.`,
  'dhcp4 51': say`Clients get the lifetime of their lease: set "valid-lifetime".`,
  'dhcp4 53': say`It says what kind of message a packet is. Drop the entry.`,
  'dhcp4 82': say`Kea gives a relay back what the relay sent. Drop the entry.`,
  'dhcp6 1': say`Kea gives a client its own identifier back. Drop the entry.`,
  'dhcp6 2': say`Set "server-id" to choose the identifier of the server.`,
}
