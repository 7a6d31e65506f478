/** The way to kea-dhcp-ddns: two addresses that can speak to each other. */
import { hookLoad } from '../../../config/release'
import { booleanOf, numberOf, objectOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { isIpv6 } from '../../address-text'
import { related } from '../../compare'
import { parseIpv6 } from '../../../expression/ipv6'
import type { FileRule, Report } from '../../rule'
import { isAddress, isDhcpServer, textOf } from './reading'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const ddnsConnectionInvalid: FileRule = {
  id: 'ddns-connection-invalid',
  scope: 'file',
  severity: 'error',
  summary: 'server-ip and sender-ip are addresses of one family, and not one door; the queue has room.',
  why: 'Kea refuses the file, also where DNS updates are off.',
  manual: 'dhcp4-srv.html#dhcpv4-d2-io-config',

  check(file, report, { release }) {
    const ddns = objectOf(file.body, 'dhcp-ddns')
    if (!ddns || !isDhcpServer(file)) return
    const server = textOf(ddns, 'server-ip')
    const sender = textOf(ddns, 'sender-ip')
    const bad = [server, sender].filter((one) => one !== undefined && one.value !== '' && !isAddress(one.value))
    for (const address of bad) {
      if (address) report(address, { message: say`"${address.value}" is no IP address.`, help: say`Kea looks up no names here: write ${address.value === 'localhost' ? '127.0.0.1' : say`an address such as 127.0.0.1`}.`, refusedAt: '-t', fixes: () => (address.value === 'localhost' ? drafted(say`Change it to 127.0.0.1`, (draft) => draft.replaceValue(address, '127.0.0.1'), true) : []) })
    }
    if (bad.length === 0) tellPair(ddns, server, sender, report)
    const size = numberOf(ddns, 'max-queue-size')
    if (size?.value === 0 && booleanOf(ddns, 'enable-updates')?.value === true) {
      report(size, {
        message: say`The queue for DNS updates has no room.`,
        help: say`With max-queue-size 0 the server does not start: leave it out for 1024.`,
        refusedAt: hookLoad(release),
        fixes: () => drafted(say`Leave it at 1024`, (draft) => remove(draft, ddns, 'max-queue-size')),
      })
    }
  },
}

function tellPair(ddns: ObjectNode, server: StringNode | undefined, sender: StringNode | undefined, report: Report): void {
  const to = server?.value ?? '127.0.0.1'
  // Without a sender's address any of the server's family is used.
  if (!sender || sender.value === '' || to === '') return
  if (isIpv6(to) !== isIpv6(sender.value)) {
    report(sender, {
      message: say`The updates go to ${to}, and would be sent from ${sender.value}.`,
      help: say`An IPv4 address cannot speak to an IPv6 address: give both of one family.`,
      refusedAt: '-t',
      fixes: () => drafted(say`Take sender-ip out`, (draft) => remove(draft, ddns, 'sender-ip')),
      related: server ? [related(server, say`server-ip`)] : [],
    })
    return
  }
  const port = numberOf(ddns, 'sender-port')
  if (!port || port.value !== (numberOf(ddns, 'server-port')?.value ?? 53_001) || canonical(to) !== canonical(sender.value)) return
  report(port, {
    message: say`The updates would be sent from where they go to: ${to} port ${port.value}.`,
    help: say`kea-dhcp-ddns has that port: take sender-port out, and the system chooses one.`,
    refusedAt: '-t',
    related: [related(sender, say`sender-ip`)],
    fixes: () => drafted(say`Take sender-port out`, (draft) => remove(draft, ddns, 'sender-port')),
  })
}

function canonical(address: string): string {
  return isIpv6(address) ? String(parseIpv6(address)) : address
}
