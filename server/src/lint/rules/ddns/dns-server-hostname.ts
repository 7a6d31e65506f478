/** DNS servers are given by address: the parameter for their name is there, and does not work. */
import type { FileRule } from '../../rule'
import { dnsServers, textOf } from './reading'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const dnsServerHostname: FileRule = {
  id: 'dns-server-hostname',
  scope: 'file',
  severity: 'error',
  summary: 'DNS servers are given by their address.',
  why: 'Kea refuses the file: it does not look up the names of DNS servers.',
  manual: 'ddns.html#forward-ddns',

  check(file, report) {
    for (const server of dnsServers(file)) {
      const name = textOf(server, 'hostname')
      if (name) report(name, {
        message: say`Kea does not take the name of a DNS server.`,
        help: say`Remove hostname and give the server's address with ip-address.`,
        refusedAt: '-t',
        fixes: () => (textOf(server, 'ip-address') ? drafted(say`Remove it`, (draft) => remove(draft, server, 'hostname'), true) : []),
      })
    }
  },
}
