/** A DHCP server sends its DNS updates to where kea-dhcp-ddns of the same host does not listen. */
import { booleanOf, numberOf, objectOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import type { ConfigFile } from '../../../config/config-file'
import { keyOrMap, related } from '../../compare'
import type { HostRule, Report } from '../../rule'
import { isAddress, isAnyAddress, isLoopback, textOf } from './reading'
import { say } from '../../../text/text'
import { drafted, put } from '../../drafted'

export const ddnsServerDiffers: HostRule = {
  id: 'ddns-server-differs',
  scope: 'host',
  severity: 'warning',
  summary: 'The DHCP servers send DNS updates to where kea-dhcp-ddns listens.',
  why: 'The DHCP server serves its clients, and none of its DNS updates arrives: they go out by UDP, and nobody answers.',
  manual: 'dhcp4-srv.html#dhcp4-d2-io-config',

  check({ dhcp4, dhcp6, ddns }, report) {
    if (!ddns?.body || ddns.body.incomplete) return
    for (const server of [dhcp4, dhcp6]) {
      const connection = objectOf(server?.body, 'dhcp-ddns')
      if (connection && !connection.incomplete && booleanOf(connection, 'enable-updates')?.value === true) compare(connection, ddns, !dhcp4 || !dhcp6, report)
    }
  },
}

const usualAddress = '127.0.0.1'
const usualPort = 53001

function compare(connection: ObjectNode, ddns: ConfigFile, isAlone: boolean, report: Report): void {
  const asked = { address: addressOf(connection, 'server-ip'), port: numberOf(connection, 'server-port')?.value ?? usualPort }
  const open = { address: addressOf(ddns.body, 'ip-address'), port: numberOf(ddns.body, 'port')?.value ?? usualPort }
  if (asked.address === undefined || open.address === undefined) return
  const isSame = asked.address === open.address || isAnyAddress(open.address)
  // Another address that is not this host's own may be another host's kea-dhcp-ddns.
  if (!isSame && !isLoopback(asked.address)) return
  if (isSame && asked.port === open.port) return
  const key = isSame ? 'server-port' : 'server-ip'
  report(keyOrMap(connection, key), {
    message: say`DNS updates are sent to ${asked.address} port ${asked.port}, and kea-dhcp-ddns of this host listens on ${open.address} port ${open.port}.`,
    help: say`Clients get their leases, and DNS is never updated. Give both the same address and port.`,
    fixes: () => {
      const own = ddns.body
      const theirs = isSame ? 'port' : 'ip-address'
      // Where kea-dhcp-ddns listens everywhere, the address that is asked is right.
      const there = { [key]: isSame ? open.port : open.address, ...(isSame || asked.port === open.port ? {} : { 'server-port': open.port }) }
      const here = { [theirs]: isSame ? asked.port : asked.address, ...(isSame || asked.port === open.port ? {} : { port: asked.port }) }
      return [
        ...drafted(say`Send them to ${open.address ?? ''} port ${open.port}`, (draft) => Object.entries(there).forEach(([one, value]) => put(draft, connection, one, value))),
        ...(own && isAlone ? drafted(say`Let kea-dhcp-ddns listen on ${isSame ? (open.address ?? '') : (asked.address ?? '')} port ${asked.port}`, (draft) => Object.entries(here).forEach(([one, value]) => put(draft, own, one, value))) : []),
      ]
    },
    related: ddns.body ? [related(ddns.body.members.find((one) => one.key === (isSame ? 'port' : 'ip-address')) ?? ddns.body.members[0] ?? ddns.body, say`where kea-dhcp-ddns listens`)] : [],
  })
}

/** undefined where it cannot be known. */
function addressOf(map: ObjectNode | undefined, key: string): string | undefined {
  const has = map?.members.some((one) => one.key === key) === true
  const text = textOf(map, key)?.value
  return !has ? usualAddress : text !== undefined && isAddress(text) ? text : undefined
}
