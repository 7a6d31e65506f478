/** kea-dhcp-ddns listens on an address, and asks DNS servers by theirs: names are not looked up. */
import { atLeast } from '../../../config/release'
import type { FileRule } from '../../rule'
import { dnsServers, isAddress, isAnyAddress, textOf } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const ddnsAddressInvalid: FileRule = {
  id: 'ddns-address-invalid',
  scope: 'file',
  severity: 'error',
  summary: 'kea-dhcp-ddns and its DNS servers have IP addresses.',
  why: 'Kea refuses the file.',
  manual: 'ddns.html#d2-server-config',

  check(file, report, { release }) {
    if (file.daemon !== 'ddns') return
    const own = textOf(file.body, 'ip-address')
    for (const address of [own, ...dnsServers(file).map((server) => textOf(server, 'ip-address'))]) {
      if (address && !isAddress(address.value)) report(address, {
        message: say`"${address.value}" is no IP address.`,
        help: say`Write an IPv4 address such as 192.0.2.53, or an IPv6 address, without a port, blanks or leading zeros.`,
        fixes: () => meantBy(address.value).flatMap((one) => drafted(say`Change it to ${one}`, (draft) => draft.replaceValue(address, one))),
        refusedAt: '-t',
      })
    }
    if (own && isAnyAddress(own.value) && !atLeast(release, '2.6')) report(own, {
      message: say`kea-dhcp-ddns ${release} cannot listen on all addresses.`,
      help: say`Write the one address on which the DHCP servers reach it: 127.0.0.1 where they are on the same host.`,
      refusedAt: '-t',
      fixes: () => drafted(say`Change it to 127.0.0.1`, (draft) => draft.replaceValue(own, '127.0.0.1')),
    })
  },
}

/** Without a port, blanks, leading zeros; the name of this machine. */
function meantBy(text: string): string[] {
  const bare = text.trim().replace(/^(\d+(?:\.\d+){3})(?:[:#@]\d+|\/\d+)$/, '$1').replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/(^|\.)0+(?=\d)/g, '$1')
  const meant = bare === 'localhost' ? '127.0.0.1' : bare
  return meant !== text && isAddress(meant) ? [meant] : []
}
