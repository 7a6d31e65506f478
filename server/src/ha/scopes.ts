/** Which clients are whose: one scope a serving server, by its name (ARM, "Load-Balancing Configuration"). */
import type { Exchange } from '../dhcp/exchange'
import type { Lease } from '../dhcp/leases/lease'
import { messageType, option } from '../dhcp/packet/codes'
import { shareOf } from './hash'
import type { HaNode } from './node'
import type { Peer, Relationship } from './relationship'
import type { Serving } from './states'

export function scopesFor({ own, servers }: Relationship, serving: Serving, isMaintenance: boolean): Set<string> {
  const all = serving === 'all' || (serving === 'all-if-failover' && (own.autoFailover || isMaintenance))
  if (all) return new Set(servers.filter(hasScope).map((server) => server.name))
  return new Set(serving !== 'nobody' && hasScope(own) ? [own.name] : [])
}

function hasScope(peer: Peer): boolean {
  return peer.role === 'primary' || peer.role === 'secondary'
}

const shared: ReadonlySet<number> = new Set([messageType.discover, messageType.request, messageType.decline, messageType.release, messageType.inform])

/** The name of the scope that a packet is in; undefined where the client has nothing to tell it by. */
export function scopeOf({ relationship }: HaNode, exchange: Exchange): { readonly name: string | undefined; readonly isForAll: boolean } {
  const [primary] = relationship.servers
  if (!shared.has(exchange.type)) return { name: primary?.name, isForAll: true }
  const { query } = exchange
  return { name: nameFor(relationship, query.options.get(option.clientId)?.toString('latin1'), query.hwaddr), isForAll: false }
}

export function serves(node: HaNode, scope: string | undefined): boolean {
  return scope !== undefined && node.scopes.has(scope)
}

/** Whether the client of a lease is one of this server's. */
export function servesLease(node: HaNode, lease: Lease): boolean {
  return serves(node, nameFor(node.relationship, lease.clientId, lease.hwaddr))
}

function nameFor({ mode, servers, activeServers }: Relationship, clientId: string | undefined, hwaddr: string): string | undefined {
  if (mode !== 'load-balancing') return servers[0]?.name
  const share = shareOf(clientId, hwaddr, activeServers)
  return share === undefined ? undefined : servers[share]?.name
}
