/** What a client says for each act, and to whom (RFC 2131 section 4.4, tables 4 and 5). */
import { octetsOf } from '../dhcp/packet/client-message'
import { messageType } from '../dhcp/packet/codes'
import { messageNames } from '../options/message-types'
import type { Asking, Client } from './client'
import type { ClientAct } from './profile'

export function firstTypeOf(act: ClientAct): number {
  switch (act) {
    case 'dora':
    case 'discover':
      return messageType.discover
    case 'decline':
      return messageType.decline
    case 'release':
      return messageType.release
    case 'inform':
      return messageType.inform
    default:
      return messageType.request
  }
}

export function isAnswered(type: number): boolean {
  return type !== messageType.release && type !== messageType.decline
}

/** A renewal and a RELEASE go to the server of the lease; all else to everyone in reach. */
export function listeners({ group, lease }: Client, { act }: Asking): readonly string[] {
  return act === 'renew' || act === 'release' ? group.servers.filter((server) => server === lease?.server) : group.servers
}

/** The address that it had, or is told to want; 0: none. */
export function wantedAddress({ remembered, group }: Client): number {
  return remembered !== 0 ? remembered : group.requestedAddress
}

export function speak(client: Client, { act, type, xid, secs, offer }: Asking): Buffer {
  const { group, n, lease } = client
  const base = { type, n, xid, secs }
  const address = lease?.address ?? 0
  switch (act) {
    case 'renew':
      return group.write({ ...base, ciaddr: address, isUnicast: true })
    case 'rebind':
      return group.write({ ...base, ciaddr: address })
    case 'init-reboot':
      return group.write({ ...base, requestedAddress: wantedAddress(client) })
    case 'inform':
      return group.write({ ...base, ciaddr: lease ? address : wantedAddress(client) })
    case 'release':
      return group.write({ ...base, ciaddr: address, serverId: octetsOf(lease?.serverId ?? 0), isUnicast: true })
    case 'decline':
      return group.write({ ...base, requestedAddress: address, serverId: octetsOf(lease?.serverId ?? 0) })
    case 'dora':
    case 'discover':
      return group.write(offer ? { ...base, requestedAddress: offer.address, serverId: octetsOf(offer.serverId) } : base)
  }
}

export function wordOf(type: number): string {
  return messageNames[type] ?? String(type)
}
