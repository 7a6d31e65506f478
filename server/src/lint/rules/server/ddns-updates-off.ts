/** Settings for DNS updates that are never sent. */
import { booleanOf, member, objectOf, stringOf, valueOf } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { isDhcpServer } from './reading'
import { say } from '../../../text/text'
import { drafted, put } from '../../drafted'

export const ddnsUpdatesOff: FileRule = {
  id: 'ddns-updates-off',
  scope: 'file',
  severity: 'info',
  summary: 'Where the file asks for DNS updates, the connection to kea-dhcp-ddns is turned on.',
  why: 'No name is ever put into the DNS, and nothing says so.',
  manual: 'dhcp4-srv.html#dhcp4-ddns-config',

  check(file, report) {
    const { body } = file
    if (!isDhcpServer(file) || !body || body.incomplete) return
    const ddns = objectOf(body, 'dhcp-ddns')
    const enabled = valueOf(ddns, 'enable-updates')
    // Required where there is a connection: another rule tells what is wrong with it.
    if (ddns ? booleanOf(ddns, 'enable-updates')?.value !== false : valueOf(body, 'dhcp-ddns') !== undefined) return
    const asked = booleanOf(body, 'ddns-send-updates')?.value === true ? member(body, 'ddns-send-updates') : undefined
    const suffix = (stringOf(body, 'ddns-qualifying-suffix')?.value ?? '') === '' ? undefined : member(body, 'ddns-qualifying-suffix')
    const setting = asked ?? (booleanOf(body, 'ddns-send-updates')?.value === false ? undefined : suffix)
    if (!setting) return
    report(setting, {
      message: say`${setting.key} has no effect: DNS updates are off.`,
      help: say`Nothing is sent to kea-dhcp-ddns unless "dhcp-ddns": { "enable-updates": true } stands in this file.`,
      fixes: () => [
        ...drafted(say`Turn DNS updates on`, (draft) => (ddns ? put(draft, ddns, 'enable-updates', true) : draft.addMember(body, 'dhcp-ddns', { 'enable-updates': true }))),
        ...drafted(say`Take ${setting.key} out`, (draft) => draft.replaceMember(body, setting)),
      ],
      related: enabled ? [related(enabled, say`enable-updates`)] : [],
    })
  },
}
