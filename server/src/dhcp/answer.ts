/** The answer to a packet, as one recipe: read, accept, classify, select a subnet, find or allocate a lease, fill in options, say where to. */
import { atLeast } from '../config/release'
import { refusal } from './accept'
import { assignLease } from './assign-lease'
import { classifyPacket, evaluateAdditionalClasses, evaluateClasses, forgetEvaluatedClasses } from './classify'
import { countGlobal } from './allocate/count'
import { destinationOf, broadcastFlag } from './destination'
import type { Arrival, DropReason, Exchange, Outcome } from './exchange'
import { setFixedFields } from './fixed-fields'
import { processDecline, processRelease } from './give-back'
import { currentHost, findGlobalHost, findIdentifiers, findReservations, flexIdOf, globalHost } from './hosts'
import { initialReply } from './initial-reply'
import { messageType, option } from './packet/codes'
import { headerLength, readQuery, MalformedMessage } from './packet/query'
import type { Query } from './packet/query'
import { addOption, deleteOption, hasOption, writeReply } from './packet/reply'
import type { Reply } from './packet/reply'
import { appendBasicOptions, appendRequestedOptions, appendVendorOptions, scopesOf } from './reply-options'
import { poolOf, selectorOf, selectSubnet } from './select-subnet'
import { isServing } from './server'
import type { DhcpServer } from './server'
import { recoverAgentOption } from './stash'

/** Never throws for what a packet holds. The caller sets the server's time first (`setNow`). */
export function answer(server: DhcpServer, arrival: Arrival): Outcome {
  if (!isServing(server)) return drop('disabled', undefined)
  const { plan } = server
  // Kea's sockets pass such datagrams over before anything is counted.
  if (arrival.octets.length < headerLength) return drop('malformed', undefined)
  countGlobal(server, 'pkt4-received')
  const query = read(server, arrival)
  if (!query) return dropped(server, 'malformed', undefined, 'pkt4-parse-failed')
  const exchange = begin(server, arrival, query)
  const notOurs = server.gate?.onReceive(exchange)
  if (notOurs) return dropped(server, notOurs, query, 'pkt4-not-for-us')
  countGlobal(server, receivedStatistic(exchange.type))
  recoverAgentOption(server, exchange)
  classifyPacket(exchange, plan)
  const refused = refusal(exchange, plan, server.addresses)
  if (refused) return dropped(server, refused, query)
  if (exchange.classes.has('DROP')) return dropped(server, 'drop-class', query)
  if (plan.flexId?.replaceClientId === true) replaceClientId(exchange, server)
  if (plan.earlyGlobalReservationsLookup && !lookUpEarly(server, exchange)) return dropped(server, 'drop-class', query)
  if (isSane(exchange)) {
    if (selectsSubnet(exchange.type)) {
      exchange.subnet = selectSubnet(plan, selectorOf(exchange, plan))
      const notInRelationship = server.gate?.onSubnet(exchange)
      if (notInRelationship) return dropped(server, notInRelationship, query, 'pkt4-not-for-us')
    }
  } else countGlobal(server, 'pkt4-receive-drop')
  const clientId = query.options.get(option.clientId)
  if (clientId && !isClientId(clientId) && (exchange.subnet || !selectsSubnet(exchange.type))) return dropped(server, 'bad-client-id', query)

  if (exchange.type === messageType.release || exchange.type === messageType.decline) return giveBack(server, exchange)
  const reply = initialReply(server.plan, exchange)
  if (!meetClient(server, exchange)) return dropped(server, 'drop-class', query)
  if (exchange.type !== messageType.inform) {
    const reason = assignLease(server, exchange, reply)
    if (reason) return drop(reason, query)
    if (exchange.isOffer && reply.type === messageType.nak) return drop(exchange.subnet ? 'no-address' : 'no-subnet', query)
  }
  if (exchange.type === messageType.inform || reply.yiaddr !== 0 || exchange.v6OnlyPreferred) {
    if (!fillIn(server, exchange, reply)) return drop('v6-only', query)
  }
  return send(server, exchange, reply)
}

const shortestClientId = 2
const longestClientId = 255

function isClientId(octets: Buffer): boolean {
  return octets.length >= shortestClientId && octets.length <= longestClientId
}

function read(server: DhcpServer, arrival: Arrival): Query | undefined {
  try {
    return readQuery(arrival.octets, { check: server.plan.received.check })
  } catch (error) {
    if (error instanceof MalformedMessage) return undefined
    throw error
  }
}

function begin(server: DhcpServer, arrival: Arrival, query: Query): Exchange {
  const isBootp = server.plan.bootp && !query.options.has(option.messageType) && query.op === 1
  const type = isBootp ? messageType.request : (query.options.get(option.messageType)?.[0] ?? 0)
  const clientId = query.options.get(option.clientId)
  return {
    arrival,
    query,
    type,
    classes: new Set(isBootp ? ['ALL', 'BOOTP'] : ['ALL']),
    subnet: undefined,
    clientId: clientId && isClientId(clientId) ? clientId.toString('latin1') : undefined,
    identifiers: [],
    hosts: new Map(),
    requestedAddress: 0,
    isOffer: type === messageType.discover,
    offerLifetime: 0,
    hostname: '',
    forwardUpdate: false,
    reverseUpdate: false,
    lease: undefined,
    oldLease: undefined,
    conflictingLease: undefined,
    reusableLifetime: 0,
    unknownRequestedAddress: false,
    v6OnlyPreferred: false,
    stored: [],
    deleted: [],
  }
}

const receivedStatistics: Readonly<Record<number, string>> = {
  1: 'pkt4-discover-received',
  2: 'pkt4-offer-received',
  3: 'pkt4-request-received',
  4: 'pkt4-decline-received',
  5: 'pkt4-ack-received',
  6: 'pkt4-nak-received',
  7: 'pkt4-release-received',
  8: 'pkt4-inform-received',
}

function receivedStatistic(type: number): string {
  return receivedStatistics[type] ?? 'pkt4-unknown-received'
}

/** libdhcp_flex_id with `replace-client-id`: a zero octet and the identifier take the place of option 61. */
function replaceClientId(exchange: Exchange, server: DhcpServer): void {
  const id = flexIdOf(exchange, server.plan)
  if (id !== undefined && id !== '') exchange.clientId = `\0${id}`
}

/** `early-global-reservations-lookup`: a global reservation can put the client into classes before a subnet is chosen. */
function lookUpEarly(server: DhcpServer, exchange: Exchange): boolean {
  const { plan } = server
  findIdentifiers(exchange, plan)
  const host = findGlobalHost(exchange, plan)
  if (!host) return true
  if (host.clientClasses.length > 0) {
    forgetEvaluatedClasses(exchange, plan)
    for (const name of host.clientClasses) exchange.classes.add(name)
    evaluateClasses(exchange, plan, false)
  }
  exchange.classes.add('KNOWN')
  evaluateClasses(exchange, plan, true)
  exchange.hosts.set(0, host)
  return !exchange.classes.has('DROP')
}

/** Kea goes on without a subnet where this fails, which lets a REQUEST be refused with a NAK. */
function isSane({ type, query }: Exchange): boolean {
  if (type === messageType.discover && query.options.has(option.serverId)) return false
  return query.hlen > 0 || (query.options.get(option.clientId)?.length ?? 0) > 0
}

function selectsSubnet(type: number): boolean {
  return type === messageType.discover || type === messageType.request || type === messageType.inform
}

function giveBack(server: DhcpServer, exchange: Exchange): Outcome {
  const outcome = exchange.type === messageType.release ? processRelease(server, exchange) : processDecline(server, exchange)
  if (outcome.kind === 'drop' && outcome.reason === 'no-requested-address') countGlobal(server, 'pkt4-receive-drop')
  return outcome
}

/** Reservations, KNOWN or UNKNOWN, and the classes that wait for these. False: the client is in DROP. */
function meetClient(server: DhcpServer, exchange: Exchange): boolean {
  const { plan } = server
  const { subnet, classes } = exchange
  if (!subnet && !plan.earlyGlobalReservationsLookup) exchange.clientId = undefined
  if (subnet && plan.hosts.size > 0 && (subnet.reservationsInSubnet || subnet.reservationsGlobal)) {
    if (!plan.earlyGlobalReservationsLookup) findIdentifiers(exchange, plan)
    findReservations(exchange, plan)
  }
  const global = plan.earlyGlobalReservationsLookup ? undefined : globalHost(exchange)
  const current = currentHost(exchange)
  const fromSubnet = subnet?.network ? undefined : current
  if ((global?.clientClasses.length ?? 0) > 0 || (fromSubnet?.clientClasses.length ?? 0) > 0) {
    forgetEvaluatedClasses(exchange, plan)
    for (const name of current?.clientClasses ?? []) classes.add(name)
    evaluateClasses(exchange, plan, false)
  }
  classes.add(exchange.hosts.size > 0 ? 'KNOWN' : 'UNKNOWN')
  evaluateClasses(exchange, plan, true)
  if (classes.has('DROP')) return false
  return true
}

/** Options and fixed fields. False: the client wants no IPv4 address, and there is nothing to tell it. */
function fillIn(server: DhcpServer, exchange: Exchange, reply: Reply): boolean {
  const { plan } = server
  const { subnet } = exchange
  const host = currentHost(exchange)
  if (subnet?.network && host && host.subnetId !== 0) for (const name of host.clientClasses) exchange.classes.add(name)
  if (subnet) {
    const pool = reply.yiaddr === 0 ? undefined : poolOf(subnet, reply.yiaddr)
    const scopes = [pool?.additionalClasses ?? [], subnet.additionalClasses, subnet.network?.additionalClasses ?? []]
    evaluateAdditionalClasses(exchange, plan, atLeast(plan.release, '3.0') ? scopes : scopes.reverse())
  }
  const scopes = scopesOf(exchange, plan, reply.yiaddr)
  appendRequestedOptions(exchange, reply, scopes)
  if (exchange.v6OnlyPreferred && !hasOption(reply.options, option.v6OnlyPreferred)) return false
  appendVendorOptions(exchange, reply, scopes)
  appendBasicOptions(exchange, reply, scopes)
  setFixedFields(exchange, plan, reply)
  return true
}

function send(server: DhcpServer, exchange: Exchange, reply: Reply): Outcome {
  const { query, arrival } = exchange
  const to = destinationOf(exchange, reply, server.plan.received)
  if (exchange.type === messageType.inform && to.address !== query.giaddr) {
    reply.hops = 0
    reply.giaddr = 0
    deleteOption(reply.options, option.agentOptions)
  }
  if (reply.type === messageType.nak && query.giaddr !== 0 && atLeast(server.plan.release, '3.0')) reply.flags = broadcastFlag
  if (!hasOption(reply.options, option.serverId)) addOption(reply.options, option.serverId, addressOctets(arrival.ifaceAddress))
  const isBootp = exchange.classes.has('BOOTP')
  if (isBootp) for (const code of dhcpOnly) deleteOption(reply.options, code)
  return { kind: 'reply', octets: writeReply(reply, { bootp: isBootp }), reply, exchange, address: to.address, port: to.port }
}

/** What a BOOTP client has no use for (RFC 1534). */
const dhcpOnly = [50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 61]

const sentStatistics: Readonly<Record<number, string>> = { 2: 'pkt4-offer-sent', 5: 'pkt4-ack-sent', 6: 'pkt4-nak-sent' }

/** Called by the edge once the answer has left. */
export function countSent(server: DhcpServer, reply: Reply): void {
  countGlobal(server, 'pkt4-sent')
  const name = sentStatistics[reply.type]
  if (name !== undefined) countGlobal(server, name)
}

function addressOctets(address: number): Buffer {
  const octets = Buffer.alloc(4)
  octets.writeUInt32BE(address)
  return octets
}

function drop(reason: DropReason, query: Query | undefined): Outcome {
  return { kind: 'drop', reason, query }
}

function dropped(server: DhcpServer, reason: DropReason, query: Query | undefined, alsoCounted?: string): Outcome {
  if (alsoCounted !== undefined) countGlobal(server, alsoCounted)
  countGlobal(server, 'pkt4-receive-drop')
  return drop(reason, query)
}
