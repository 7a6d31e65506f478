/** What of a client reaches the server, and which server's client it is. */
import { messageType, option } from '../dhcp/packet/codes'
import { MalformedMessage, readQuery } from '../dhcp/packet/query'
import { broadcast } from '../dhcp/exchange'
import type { Exchange } from '../dhcp/exchange'
import { isMap, mapOf, mapsOf } from '../dhcp/plan/scope'
import type { ConfigMap } from '../dhcp/plan/scope'
import { loadBalancingHash } from '../ha/hash'
import type { HaNode } from '../ha/node'
import type { Relationship } from '../ha/relationship'
import { scopeOf, serves } from '../ha/scopes'
import { nodeNamed } from '../ha/server'
import { serverNameOf } from '../ha/relationship'
import type { Definitions } from '../options/definition'
import { messageNames } from '../options/message-types'
import type { ExplainedServer } from './explained-server'
import type { Place, Step } from './explanation'
import { optionName, optionValue } from './option-value'
import { colons, listed, step, textOfAddress } from './step'
import type { Bench, Trial } from './trial'

export function messageName(type: number): string {
  return messageNames[type] ?? `message of type ${type}`
}

/** How the client's message stands at the server, with everything that it says. */
export function tellReceived({ exchange, octets }: Trial, server: ExplainedServer, definitions: Definitions): Step {
  if (!exchange) return step('received', 'no', `The message cannot be read: ${whyUnreadable(octets, server)}.`)
  const { query, arrival } = exchange
  const parts = [...query.options].filter(([code]) => code !== option.messageType).map(([code, octets]) => step('received', 'info', `${optionName(definitions, code)}: ${optionValue(definitions, code, octets)}`))
  const text = `${article(exchange)} from ${colons(query.hwaddr)} ${wayOf(exchange)}.`
  const interfaces = server.places(server.plan.source, 'interfaces-config', 'interfaces')
  const isOnLink = query.giaddr === 0 && arrival.local === broadcast
  return step('received', 'info', text, { parts, place: isOnLink ? interfaces : undefined })
}

function whyUnreadable(octets: Buffer, { plan }: ExplainedServer): string {
  try {
    readQuery(octets, { check: plan.received.check })
  } catch (error) {
    if (error instanceof MalformedMessage) return error.message
    throw error
  }
  return 'the service is disabled'
}

function article({ type }: Exchange): string {
  const name = messageName(type)
  return /^[AEIOU]/.test(name) ? `An ${name}` : `A ${name}`
}

function wayOf({ type, query, arrival }: Exchange): string {
  if (query.giaddr !== 0) return `comes through the relay ${textOfAddress(query.giaddr)} (giaddr)`
  if (arrival.local !== broadcast) return `${type === messageType.request ? 'that renews its lease comes' : 'comes'} straight from ${textOfAddress(arrival.remote)}`
  return `is broadcast on the server's own link, at its interface ${arrival.iface} (${textOfAddress(arrival.ifaceAddress)})`
}

/** With High Availability: whose client it is while both servers are up. */
export function tellAvailability(trial: Trial, { ha }: Bench, server: ExplainedServer): Step[] {
  const { exchange } = trial
  if (!exchange || ha.nodes.length === 0) return []
  const node = ha.nodes.length === 1 ? ha.nodes[0] : nodeOf(ha.nodes, trial)
  if (!node) return [tellUnrelated(trial, server)]
  const { relationship } = node
  const scope = scopeOf(node, exchange).name
  const place = placeOfRelationship(server, relationship)
  const isServed = serves(node, scope)
  const text = `${whose(relationship, scope, exchange)} ${isServed ? `${relationship.own.name} is that server.` : `${relationship.own.name} leaves this client alone while that server is up.`}`
  return [step('availability', isServed ? 'yes' : 'no', text, { place })]
}

function nodeOf(nodes: readonly HaNode[], { selection, exchange }: Trial): HaNode | undefined {
  const subnet = selection?.subnet ?? exchange?.subnet
  const name = subnet && serverNameOf(subnet.source, subnet.network?.source)
  return typeof name === 'string' ? nodeNamed(nodes, name) : undefined
}

function tellUnrelated({ selection }: Trial, server: ExplainedServer): Step {
  const subnet = selection?.subnet
  if (!subnet) return step('availability', 'no', 'There are several relationships, and without a subnet nothing tells which of them the client belongs to.')
  return step('availability', 'no', `There are several relationships, and the subnet ${subnet.text} names no server of any of them (ha-server-name in its user-context).`, {
    place: server.places(subnet.source, 'user-context') ?? server.places(subnet.source, 'subnet'),
  })
}

function whose({ mode, servers, activeServers }: Relationship, scope: string | undefined, { query }: Exchange): string {
  if (mode === 'hot-standby') return `Hot standby: while both servers are up, ${scope ?? 'the primary'} answers every client.`
  if (mode === 'passive-backup') return `Passive backup: ${scope ?? 'the primary'} answers every client, backups only store its leases.`
  const clientId = query.options.get(option.clientId)?.toString('latin1') ?? ''
  const key = clientId === '' ? query.hwaddr : clientId
  if (key === '' || scope === undefined) return 'Load balancing: the client has neither a client identifier nor a hardware address to tell it by, so no server takes it.'
  const hash = loadBalancingHash(key)
  const from = clientId === '' ? 'hardware address' : 'client identifier'
  const order = String(listed(servers.slice(0, activeServers).map((one, at) => `${at} is ${one.name}`)))
  return `Load balancing: the hash of its ${from} ${colons(key)} is ${hash} (RFC 3074), modulo ${activeServers} it is ${hash % activeServers} (${order}), so ${scope} answers this client.`
}

/** The mode of the relationship. */
function placeOfRelationship({ places, plan }: ExplainedServer, { id }: Relationship): Place | undefined {
  const list = relationshipMaps(plan.source)
  const map = list[id]
  return map && (places(map, 'mode') ?? places(map))
}

function relationshipMaps(dhcp4: ConfigMap): ConfigMap[] {
  for (const library of mapsOf(dhcp4, 'hooks-libraries')) {
    const list = mapOf(library, 'parameters')['high-availability']
    if (Array.isArray(list)) return list.filter(isMap)
  }
  return []
}
