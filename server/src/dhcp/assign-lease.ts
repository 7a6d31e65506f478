/** From a client and its subnet to the lease in the answer, or a NAK, or silence (RFC 2131 sections 4.3.1 and 4.3.2). */
import { atLeast } from '../config/release'
import { allocateLease, belongsTo } from './allocate/allocate'
import { countGlobal } from './allocate/count'
import { broadcast } from './exchange'
import type { DropReason, Exchange } from './exchange'
import type { Lease } from './leases/lease'
import { teeTimes, validLifetime } from './lifetimes'
import { clearClientName, nameFromAddress, parametersFor, processClientName, showName } from './names/client-name'
import { messageType, option } from './packet/codes'
import { addOption, deleteOption } from './packet/reply'
import type { Reply } from './packet/reply'
import type { Plan, Subnet } from './plan-types'
import { addressIn, inPool, nextSubnet, poolOf } from './select-subnet'
import type { DhcpServer } from './server'
import { add } from './statistics'
import { countersOfSubnet } from './server'

/** Why the packet is not answered; undefined: the reply is an OFFER, an ACK or a NAK. */
export function assignLease(server: DhcpServer, exchange: Exchange, reply: Reply): DropReason | undefined {
  const { plan } = server
  const { query, isOffer } = exchange
  const first = exchange.subnet
  if (first && prefersV6Only(exchange, plan, first)) {
    exchange.v6OnlyPreferred = true
    if (!isOffer) reply.ciaddr = query.ciaddr
    return undefined
  }
  const requested = query.options.get(option.requestedAddress)
  const hint = requested ? addressIn(requested) : query.ciaddr
  const hasServerId = query.options.has(option.serverId)
  const isInitReboot = !isOffer && !hasServerId && requested !== undefined
  const authoritative = isInitReboot && (first ? first.authoritative : plan.authoritative)
  if (!first) {
    const isRebinding = !isOffer && !hasServerId && !requested && query.ciaddr !== 0 && exchange.arrival.local === broadcast
    if (isRebinding && atLeast(plan.release, '3.0')) return 'no-subnet'
    if (!isInitReboot || authoritative || !atLeast(plan.release, '2.4')) return refuse(reply)
  }
  if (isInitReboot) {
    const own = first && leaseInNetwork(server, exchange, first)
    const isKnown = own !== undefined && belongsTo(own, exchange, true)
    if (!authoritative && !isKnown) return 'not-its-lease'
    if (!isKnown || own.address !== hint) return refuse(reply)
  }
  exchange.requestedAddress = hint
  processClientName(exchange, plan, reply, undefined)
  const lease = allocateLease(server, exchange)
  if (lease) return grant(server, exchange, reply, lease, first)
  if (exchange.unknownRequestedAddress && first && !isInNetworkPools(first, hint)) return 'unknown-address'
  return refuse(reply)
}

function refuse(reply: Reply): undefined {
  reply.type = messageType.nak
  reply.yiaddr = 0
  deleteOption(reply.options, option.fqdn)
  deleteOption(reply.options, option.hostName)
}

/** RFC 8925: the client asks for option 108, and the subnet or one beside it has it. Moves to that subnet. */
function prefersV6Only(exchange: Exchange, plan: Plan, first: Subnet): boolean {
  if (!atLeast(plan.release, '3.0')) return false
  if (exchange.query.options.get(option.parameterRequestList)?.includes(option.v6OnlyPreferred) !== true) return false
  for (let subnet: Subnet | undefined = first; subnet; subnet = nextSubnet(first, subnet, exchange.classes)) {
    if (subnet.options?.byCode.has(option.v6OnlyPreferred) !== true) continue
    exchange.subnet = subnet
    return true
  }
  return first.network?.options?.byCode.has(option.v6OnlyPreferred) === true
}

/** The client's lease in the subnet or one beside it, by client identifier, then by hardware address. */
function leaseInNetwork(server: DhcpServer, exchange: Exchange, first: Subnet): Lease | undefined {
  const { clientId, query, classes } = exchange
  const inTurn = (leases: readonly Lease[]): Lease | undefined => {
    if (leases.length === 0) return undefined
    for (let subnet: Subnet | undefined = first; subnet; subnet = nextSubnet(first, subnet, classes)) {
      const { id } = subnet
      const found = leases.find((lease) => lease.subnetId === id)
      if (found) return found
    }
    return undefined
  }
  return (clientId === undefined ? undefined : inTurn(server.leases.byClientId(clientId))) ?? inTurn(server.leases.byHwaddr(query.hwaddr))
}

function isInNetworkPools(first: Subnet, address: number): boolean {
  for (let subnet: Subnet | undefined = first; subnet; subnet = nextSubnet(first, subnet)) if (inPool(subnet, address)) return true
  return false
}

function grant(server: DhcpServer, exchange: Exchange, reply: Reply, allocated: Lease, first: Subnet | undefined): undefined {
  const { plan } = server
  const { query, isOffer } = exchange
  const subnet = exchange.subnet ?? first
  if (!subnet) return refuse(reply)
  const pool = poolOf(subnet, allocated.address)
  const ownPool = atLeast(plan.release, '3.0') && pool?.ddns ? pool : undefined
  let lease = allocated
  let isChanged = false
  if (ownPool || subnet !== first) {
    clearClientName(exchange, reply)
    processClientName(exchange, plan, reply, ownPool)
    const named = { ...lease, hostname: exchange.hostname, fqdnFwd: exchange.forwardUpdate, fqdnRev: exchange.reverseUpdate }
    isChanged = named.hostname !== lease.hostname || named.fqdnFwd !== lease.fqdnFwd || named.fqdnRev !== lease.fqdnRev
    lease = named
  }
  reply.yiaddr = lease.address
  if (!isOffer) reply.ciaddr = query.ciaddr
  lease = finishName(server, exchange, reply, lease, isChanged, parametersFor(exchange, plan, ownPool))
  if (exchange.reusableLifetime > 0) {
    lease = { ...lease, validLft: exchange.reusableLifetime }
    countGlobal(server, 'v4-lease-reuses')
    add(server.statistics, countersOfSubnet(server, lease.subnetId).reuses, 1)
  }
  exchange.lease = lease
  const lifetime = exchange.offerLifetime > 0 ? validLifetime(exchange, plan, subnet) : lease.validLft
  addOption(reply.options, option.leaseTime, number32(lifetime))
  addOption(reply.options, option.subnetMask, number32(maskOf(subnet.length)))
  const { t1, t2 } = teeTimes(subnet, lease.validLft)
  if (t1 !== undefined) addOption(reply.options, option.renewalTime, number32(t1))
  if (t2 !== undefined) addOption(reply.options, option.rebindingTime, number32(t2))
  return undefined
}

/** A name made from the address, or changed with the subnet or pool, is stored in a second row, as Kea does. */
function finishName(
  server: DhcpServer,
  exchange: Exchange,
  reply: Reply,
  before: Lease,
  isChanged: boolean,
  ddns: ReturnType<typeof parametersFor>,
): Lease {
  const made = nameFromAddress(reply, before.address, before.hostname, ddns)
  if (made === undefined && !isChanged) return before
  const lease = made === undefined ? before : { ...before, hostname: made }
  const hasName = reply.options.codes.includes(option.fqdn) || reply.options.codes.includes(option.hostName)
  if (!hasName) return lease
  if (!exchange.isOffer || exchange.offerLifetime > 0) {
    exchange.reusableLifetime = 0
    server.leases.update(lease)
    exchange.stored.push(lease)
  }
  showName(reply, lease.hostname)
  return lease
}

function maskOf(length: number): number {
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0
}

function number32(value: number): Buffer {
  const octets = Buffer.allocUnsafe(4)
  octets.writeUInt32BE(value)
  return octets
}
