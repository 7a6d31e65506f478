/** A server with subnets that listens nowhere. */
import { numberOf, objectOf, objectsIn, valueOf } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted, put } from '../../drafted'

export const noInterfaces: FileRule = {
  id: 'no-interfaces',
  scope: 'file',
  severity: 'warning',
  summary: 'A server with subnets listens on an interface.',
  why: 'The server starts and serves nobody: without interfaces it opens no DHCP socket.',
  manual: 'dhcp4-srv.html#dhcp4-interface-configuration',

  check(file, report) {
    const { body } = file
    if (file.daemon !== 'dhcp4' || !body || body.incomplete) return
    const serves = ['subnet4', 'shared-networks'].some((key) => objectsIn(body, key).length > 0)
    // Clients may come over kea-dhcp6.
    if (!serves || numberOf(body, 'dhcp4o6-port')?.value) return
    const config = objectOf(body, 'interfaces-config')
    if (config?.incomplete || (valueOf(body, 'interfaces-config') && !config)) return
    const list = valueOf(config, 'interfaces')
    if (list && (list.kind !== 'array' || list.incomplete || list.items.length > 0)) return
    report(list ?? { opening: config ?? body }, {
      message: list ? say`The list of interfaces is empty.` : say`No interface to listen on is named.`,
      help: say`Kea hears no client: put the names of its interfaces, or "*", into interfaces-config / interfaces.`,
      fixes: () => drafted(say`Listen on all interfaces`, (draft) => (config ? put(draft, config, 'interfaces', ['*']) : draft.addMember(body, 'interfaces-config', { interfaces: ['*'] }))),
    })
  },
}
