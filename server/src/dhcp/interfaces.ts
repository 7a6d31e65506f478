/** Which addresses the configured interfaces have on their own machine, and how a datagram on loopback stands for one that came in there. */
import { parseAddress } from '../net/ipv4'
import { parsePeerUrl } from '../net/peer-url'
import { broadcast } from './exchange'
import type { Arrival } from './exchange'
import type { Plan } from './plan-types'

export interface MappedInterface {
  readonly name: string
  /** The server identifier that clients of this interface see. */
  readonly address: number
  /** Where the address is known from; undefined: it is assumed. */
  readonly knownFrom: string | undefined
  /** Loopback itself: datagrams are taken as they are. */
  readonly isLoopback: boolean
}

export const loopback = 0x7f000001

/** One for each interface that the file names; `*` and none at all stand for one of no known name. */
export function mapInterfaces(plan: Plan): MappedInterface[] {
  const named = plan.interfaces.filter((name) => name !== '*')
  const names = named.length > 0 ? named : [namedBySubnets(plan) ?? 'any']
  const seen = new Set<string>()
  return names.flatMap((text) => {
    const [name = '', given = ''] = text.split('/')
    if (seen.has(name)) return []
    seen.add(name)
    return [mapOne(plan, name, parseAddress(given))]
  })
}

function mapOne(plan: Plan, name: string, given: number | undefined): MappedInterface {
  if (given !== undefined) return { name, address: given, knownFrom: 'interfaces-config', isLoopback: given >>> 24 === 127 }
  if (/^lo\d*$/.test(name)) return { name, address: loopback, knownFrom: 'loopback', isLoopback: true }
  const own = ownPeerAddress(plan)
  if (own !== undefined) return { name, address: own, knownFrom: 'the url of this server in libdhcp_ha', isLoopback: false }
  const subnet = plan.subnets.find((one) => one.interface === name || one.network?.interface === name) ?? plan.subnets.find((one) => one.relays.size === 0) ?? plan.subnets[0]
  return { name, address: subnet ? subnet.first + 1 : loopback, knownFrom: undefined, isLoopback: false }
}

function namedBySubnets(plan: Plan): string | undefined {
  return plan.subnets.map((subnet) => subnet.interface || subnet.network?.interface).find((name) => name !== undefined && name !== '')
}

/** The peer whose name is `this-server-name`: its url's address is one of this machine. */
function ownPeerAddress(plan: Plan): number | undefined {
  const libraries = plan.source['hooks-libraries']
  if (!Array.isArray(libraries)) return undefined
  for (const library of libraries as { parameters?: { 'high-availability'?: { 'this-server-name'?: string; peers?: { name?: string; url?: string }[] }[] } }[]) {
    for (const relationship of library.parameters?.['high-availability'] ?? []) {
      const own = relationship.peers?.find((peer) => peer.name === relationship['this-server-name'])
      const url = parsePeerUrl(own?.url ?? '')
      const address = 'fault' in url ? undefined : parseAddress(url.host)
      if (address !== undefined && address >>> 24 !== 127) return address
    }
  }
  return undefined
}

/**
 * A client on loopback has no address of the network it plays in: without giaddr and ciaddr its datagram stands for a
 * broadcast on the interface, with one of them for a unicast from there.
 */
export function arrivalOn(iface: MappedInterface, octets: Buffer, remote: number, remotePort: number): Arrival {
  const arrival = (local: number, from: number): Arrival => ({ octets, iface: iface.name, ifaceAddress: iface.address, local, remote: from, remotePort })
  if (iface.isLoopback || octets.length < 28) return arrival(iface.address, remote)
  const giaddr = octets.readUInt32BE(24)
  const ciaddr = octets.readUInt32BE(12)
  if (giaddr !== 0) return arrival(iface.address, giaddr)
  if (ciaddr !== 0) return arrival(iface.address, ciaddr)
  return arrival(broadcast, 0)
}
