/** A lease made, renewed or taken over for a client (RFC 2131 section 3.1, ARM "Lease Caching"). */
import { atLeast } from '../../config/release'
import type { Exchange } from '../exchange'
import { isExpired, leaseState } from '../leases/lease'
import type { Lease } from '../leases/lease'
import { infinity, offerLifetime, validLifetime } from '../lifetimes'
import type { Plan, Subnet } from '../plan-types'
import { poolOf } from '../select-subnet'
import type { DhcpServer } from '../server'
import { countAssigned } from './count'
import { withRelayInformation } from './extended-info'
import { noteAddress } from './pick'
import { countReclaimed } from './reclaim'

export { offerLifetime }

/** Whether what is decided goes into the database: for an offer only with `offer-lifetime`. */
function isStored(exchange: Exchange): boolean {
  return !exchange.isOffer || exchange.offerLifetime > 0
}

function lifetimeOf(exchange: Exchange, plan: Plan, subnet: Subnet): number {
  return exchange.offerLifetime > 0 ? exchange.offerLifetime : validLifetime(exchange, plan, subnet)
}

function poolIdOf(subnet: Subnet, address: number, otherwise: number): number {
  return poolOf(subnet, address)?.id ?? otherwise
}

export function createLease(server: DhcpServer, exchange: Exchange, subnet: Subnet, address: number): Lease | undefined {
  const isRememberedOffer = exchange.isOffer && exchange.offerLifetime > 0
  const lease: Lease = {
    address,
    hwaddr: exchange.query.hwaddr,
    htype: exchange.query.htype,
    clientId: subnet.matchClientId ? exchange.clientId : undefined,
    validLft: lifetimeOf(exchange, server.plan, subnet),
    cltt: server.now,
    subnetId: subnet.id,
    poolId: poolIdOf(subnet, address, 0),
    fqdnFwd: exchange.forwardUpdate && !isRememberedOffer,
    fqdnRev: exchange.reverseUpdate && !isRememberedOffer,
    hostname: exchange.hostname,
    state: leaseState.assigned,
    userContext: withRelayInformation(exchange, server.plan, subnet, undefined)?.context,
  }
  exchange.reusableLifetime = 0
  if (!isStored(exchange)) return lease
  if (!server.leases.add(lease)) return undefined
  noteTaken(server, subnet, address)
  exchange.stored.push(lease)
  countAssigned(server, lease)
  return lease
}

export function renewLease(server: DhcpServer, exchange: Exchange, subnet: Subnet, before: Lease): Lease {
  exchange.oldLease = before
  exchange.reusableLifetime = 0
  const { lease, changed } = updated(server, exchange, subnet, before)
  if (!changed) exchange.reusableLifetime = reusableLifetime(server, subnet, before, lease)
  if (!isStored(exchange)) return lease
  const wasExpired = isExpired(before, server.now)
  if (wasExpired && before.state !== leaseState.reclaimed) countReclaimed(server, before)
  const renewed = { ...lease, state: leaseState.assigned, poolId: poolIdOf(subnet, lease.address, lease.poolId) }
  if (exchange.reusableLifetime > 0) return renewed
  server.leases.update(renewed)
  noteTaken(server, subnet, renewed.address)
  exchange.stored.push(renewed)
  if (wasExpired || before.state === leaseState.reclaimed) countAssigned(server, renewed)
  return renewed
}

/** The address of a lease that is over goes to this client. */
export function reuseExpired(server: DhcpServer, exchange: Exchange, subnet: Subnet, before: Lease): Lease {
  exchange.reusableLifetime = 0
  if (isStored(exchange) && before.state !== leaseState.reclaimed) countReclaimed(server, before)
  const lease = { ...updated(server, exchange, subnet, before).lease }
  if (!isStored(exchange)) return lease
  const reused = { ...lease, state: leaseState.assigned, poolId: poolIdOf(subnet, lease.address, lease.poolId) }
  server.leases.update(reused)
  noteTaken(server, subnet, reused.address)
  exchange.stored.push(reused)
  countAssigned(server, reused)
  return reused
}

function updated(server: DhcpServer, exchange: Exchange, subnet: Subnet, before: Lease): { lease: Lease; changed: boolean } {
  const { query } = exchange
  const clientId = subnet.matchClientId ? exchange.clientId : undefined
  const validLft = lifetimeOf(exchange, server.plan, subnet)
  const info = withRelayInformation(exchange, server.plan, subnet, before.userContext)
  const changed =
    before.subnetId !== subnet.id ||
    before.hwaddr !== query.hwaddr ||
    before.clientId !== clientId ||
    before.validLft !== validLft ||
    before.fqdnFwd !== exchange.forwardUpdate ||
    before.fqdnRev !== exchange.reverseUpdate ||
    before.hostname !== exchange.hostname ||
    info?.changed === true
  return {
    changed,
    lease: {
      ...before,
      subnetId: subnet.id,
      hwaddr: query.hwaddr,
      htype: query.htype,
      clientId,
      validLft,
      cltt: server.now,
      fqdnFwd: exchange.forwardUpdate,
      fqdnRev: exchange.reverseUpdate,
      hostname: exchange.hostname,
      userContext: info ? info.context : before.userContext,
    },
  }
}

/** What is left of a lease that is young enough to be confirmed as it is; 0: renew it. */
function reusableLifetime(server: DhcpServer, subnet: Subnet, before: Lease, lease: Lease): number {
  if (before.state !== leaseState.assigned) return 0
  if (lease.validLft === infinity) return atLeast(server.plan.release, '2.4') ? infinity : 0
  const age = server.now - before.cltt
  if (age < 0 || age >= before.validLft) return 0
  let limit = 0
  if (subnet.cacheMaxAge !== undefined) {
    limit = subnet.cacheMaxAge
    if (limit === 0 || age > limit) return 0
  }
  if (subnet.cacheThreshold !== undefined) {
    if (subnet.cacheThreshold <= 0 || subnet.cacheThreshold > 1) return 0
    limit = Math.trunc(lease.validLft * subnet.cacheThreshold)
    if (age > limit) return 0
  }
  return limit === 0 ? 0 : before.validLft - age
}

function noteTaken(server: DhcpServer, subnet: Subnet, address: number): void {
  const state = server.allocation.get(subnet.id)
  const pool = state && poolOf(subnet, address)
  if (pool) noteAddress(state, pool, address, false)
}
