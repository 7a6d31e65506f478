/** The lease for a client: the one it has, the one reserved, the one it asks for, or a free one (ARM, "Address Allocation"). */
import { atLeast } from '../../config/release'
import type { Exchange } from '../exchange'
import { currentHost } from '../hosts'
import { isExpired, leaseState } from '../leases/lease'
import type { Lease } from '../leases/lease'
import { infinity } from '../lifetimes'
import type { Subnet } from '../plan-types'
import { inPool, nextSubnet, takes } from '../select-subnet'
import type { DhcpServer } from '../server'
import { count, countForSubnet } from './count'
import { capacityFor, initialState, pickAddress } from './pick'
import { createLease, offerLifetime, renewLease, reuseExpired } from './store-lease'

/** Moves `exchange.subnet` to the subnet of the shared network that the lease is in. */
export function allocateLease(server: DhcpServer, exchange: Exchange): Lease | undefined {
  const { subnet } = exchange
  if (subnet && !takes(subnet, exchange.classes)) exchange.subnet = nextSubnet(subnet, subnet, exchange.classes)
  if (!exchange.subnet) return undefined
  exchange.lease = exchange.isOffer ? offerLease(server, exchange, exchange.subnet) : requestLease(server, exchange, exchange.subnet)
  return exchange.lease
}

function offerLease(server: DhcpServer, exchange: Exchange, first: Subnet): Lease | undefined {
  const own = findClientLease(server, exchange, first)
  exchange.offerLifetime = offerLifetime(exchange, server.plan, exchange.subnet ?? first)
  let lease: Lease | undefined
  const reserved = reservedAddress(server, exchange)
  if (reserved !== undefined) {
    if (own?.address === reserved) lease = renewLease(server, exchange, exchange.subnet ?? first, own)
    else lease = takeAddress(server, exchange, reserved)
    if (!lease && exchange.conflictingLease) countForSubnet(server, exchange.conflictingLease.subnetId, 'v4-reservation-conflicts')
  }
  if (!lease && own && isAllowed(exchange, own.address) && !isReservedForOther(server, exchange, own.address)) {
    const runsLonger = own.validLft !== infinity && server.now + exchange.offerLifetime < own.cltt + own.validLft
    if (exchange.offerLifetime > 0 && runsLonger) exchange.offerLifetime = 0
    lease = renewLease(server, exchange, exchange.subnet ?? first, own)
  }
  const { requestedAddress } = exchange
  if (!lease && requestedAddress !== 0 && isAllowed(exchange, requestedAddress) && !isReservedForOther(server, exchange, requestedAddress)) {
    lease = takeAddress(server, exchange, requestedAddress)
  }
  lease ??= takeAny(server, exchange)
  exchange.oldLease ??= own
  return lease
}

function requestLease(server: DhcpServer, exchange: Exchange, first: Subnet): Lease | undefined {
  let own = findClientLease(server, exchange, first)
  let reserved: number | undefined
  if (exchange.requestedAddress !== 0) {
    if (isReservedForOther(server, exchange, exchange.requestedAddress)) return undefined
  } else {
    exchange.requestedAddress = reservedAddress(server, exchange) ?? 0
  }
  if (exchange.requestedAddress !== 0) {
    const wanted = exchange.requestedAddress
    const existing = server.leases.get(wanted)
    const isOwn = existing !== undefined && belongsTo(existing, exchange, exchange.subnet?.matchClientId === true)
    if (existing && !isExpired(existing, server.now) && !isOwn) return undefined
    reserved = reservedAddress(server, exchange)
    if (reserved !== undefined && reserved !== wanted) {
      const holder = server.leases.get(reserved)
      if (!holder || isExpired(holder, server.now)) return undefined
    }
    if (reserved !== wanted && !isAllowed(exchange, wanted)) {
      exchange.unknownRequestedAddress = true
      return undefined
    }
    const twoLeases = own && existing && own.address !== existing.address && isOwn
    if (own && twoLeases && offerLifetime(exchange, server.plan, exchange.subnet ?? first, true) > 0) {
      deleteLease(server, exchange, own)
      own = existing
    }
  }
  const { requestedAddress } = exchange
  if (own && (own.address === requestedAddress || requestedAddress === 0)) {
    if (reservedAddress(server, exchange) === requestedAddress || isAllowed(exchange, own.address)) {
      return renewLease(server, exchange, exchange.subnet ?? first, own)
    }
  }
  const lease = requestedAddress !== 0 ? takeAddress(server, exchange, requestedAddress) : takeAny(server, exchange)
  if (lease && own) {
    exchange.oldLease = own
    deleteLease(server, exchange, own)
  }
  return lease
}

function deleteLease(server: DhcpServer, exchange: Exchange, lease: Lease): void {
  if (!server.leases.delete(lease.address)) return
  exchange.deleted.push(lease)
  if (lease.state !== leaseState.released) count(server, lease, 'assigned', -1)
}

/** By client identifier first, then by hardware address (RFC 2131 section 4.2), in every subnet of the shared network. */
export function findClientLease(server: DhcpServer, exchange: Exchange, first: Subnet): Lease | undefined {
  const { clientId, classes } = exchange
  if (clientId !== undefined) {
    const leases = server.leases.byClientId(clientId)
    if (leases.length > 0) {
      for (let subnet: Subnet | undefined = first; subnet; subnet = nextSubnet(first, subnet, classes)) {
        if (!subnet.matchClientId) continue
        for (const lease of leases) {
          if (lease.subnetId !== subnet.id) continue
          exchange.subnet = subnet
          return lease
        }
      }
    }
  }
  const leases = server.leases.byHwaddr(exchange.query.hwaddr)
  if (leases.length === 0) return undefined
  for (let subnet: Subnet | undefined = first; subnet; subnet = nextSubnet(first, subnet, classes)) {
    for (const lease of leases) {
      if (lease.subnetId !== subnet.id || !belongsTo(lease, exchange, subnet.matchClientId)) continue
      exchange.subnet = subnet
      return lease
    }
  }
  return undefined
}

/** The same client identifier, or the same hardware address where one of the two has no client identifier. */
export function belongsTo(lease: Lease, exchange: Exchange, withClientId: boolean): boolean {
  const clientId = withClientId ? exchange.clientId : undefined
  if (clientId !== undefined && clientId === lease.clientId) return true
  return (clientId === undefined || lease.clientId === undefined) && lease.hwaddr === exchange.query.hwaddr
}

/** The address reserved for the client; moves to the subnet that the reservation is in. */
export function reservedAddress(server: DhcpServer, exchange: Exchange): number | undefined {
  if (exchange.hosts.size === 0) return undefined
  const first = exchange.subnet
  const global = exchange.hosts.get(0)?.address ?? 0
  for (let subnet = first; subnet && first; subnet = nextSubnet(first, subnet, exchange.classes)) {
    const isNear = (global >= subnet.first && global <= subnet.last) || (global !== 0 && !atLeast(server.plan.release, '2.4'))
    if (subnet.reservationsGlobal && isNear) {
      exchange.subnet = subnet
      return currentHost(exchange)?.address
    }
    const own = subnet.reservationsInSubnet ? (exchange.hosts.get(subnet.id)?.address ?? 0) : 0
    if (own !== 0 && (!subnet.reservationsOutOfPool || !inPool(subnet, own))) {
      exchange.subnet = subnet
      return currentHost(exchange)?.address
    }
  }
  return undefined
}

function isReservedForOther(server: DhcpServer, exchange: Exchange, address: number): boolean {
  const { subnet } = exchange
  if (!subnet?.reservationsInSubnet || server.plan.hosts.size === 0) return false
  if (subnet.reservationsOutOfPool && inPool(subnet, address)) return false
  const hosts = server.plan.hosts.atAddress(subnet.id, address)
  return hosts.length > 0 && !hosts.some((host) => exchange.identifiers.some((own) => own.type === host.identifierType && own.value === host.identifier))
}

/** In a pool that is open to the client, of any subnet of the shared network; moves to that subnet. */
function isAllowed(exchange: Exchange, address: number): boolean {
  const first = exchange.subnet
  for (let subnet = first; subnet && first; subnet = nextSubnet(first, subnet, exchange.classes)) {
    if (!inPool(subnet, address, exchange.classes)) continue
    exchange.subnet = subnet
    return true
  }
  return false
}

function takeAddress(server: DhcpServer, exchange: Exchange, address: number): Lease | undefined {
  const { subnet } = exchange
  if (!subnet) return undefined
  exchange.conflictingLease = undefined
  const existing = server.leases.get(address)
  if (!existing) return createLease(server, exchange, subnet, address)
  if (!isExpired(existing, server.now)) {
    exchange.conflictingLease = existing
    return undefined
  }
  exchange.oldLease = { ...existing, hostname: '', fqdnFwd: false, fqdnRev: false }
  return reuseExpired(server, exchange, subnet, existing)
}

/** A free address of the subnet that was used last, then of the others of the shared network. */
function takeAny(server: DhcpServer, exchange: Exchange): Lease | undefined {
  const selected = exchange.subnet
  if (!selected) return undefined
  const first = preferredSubnet(server, selected)
  exchange.subnet = first
  let attempts = 0
  for (let subnet: Subnet | undefined = first; subnet; subnet = nextSubnet(first, subnet, exchange.classes)) {
    exchange.subnet = subnet
    const capacity = capacityFor(subnet, exchange.classes)
    for (let attempt = 0; attempt < capacity; attempt++) {
      attempts++
      const lease = tryNext(server, exchange, subnet)
      if (lease === 'none') break
      if (lease) return lease
    }
  }
  countFailure(server, exchange, attempts)
  return undefined
}

function tryNext(server: DhcpServer, exchange: Exchange, subnet: Subnet): Lease | undefined | 'none' {
  const state = stateOf(server, subnet)
  const address = pickAddress(subnet, state, exchange.classes, {
    random: server.random,
    isFree: (candidate) => {
      const lease = server.leases.get(candidate)
      return !lease || isExpired(lease, server.now)
    },
  })
  if (address === undefined) return 'none'
  state.turn = ++server.allocations
  if (server.plan.excludeFirstLast24 && subnet.length <= 24 && (address % 256 === 0 || address % 256 === 255)) return undefined
  if (isReservedForOther(server, exchange, address)) return undefined
  const existing = server.leases.get(address)
  if (!existing) return createLease(server, exchange, subnet, address)
  if (!isExpired(existing, server.now)) return undefined
  exchange.oldLease = existing
  return reuseExpired(server, exchange, subnet, existing)
}

function stateOf(server: DhcpServer, subnet: Subnet): ReturnType<typeof initialState> {
  let state = server.allocation.get(subnet.id)
  if (!state) {
    state = initialState(subnet)
    server.allocation.set(subnet.id, state)
  }
  return state
}

/** Of subnets kept for the same classes, the one that gave an address last. */
function preferredSubnet(server: DhcpServer, selected: Subnet): Subnet {
  let preferred = selected
  for (const subnet of selected.network?.subnets ?? []) {
    if (subnet === preferred || !sameGuards(subnet, selected)) continue
    if ((server.allocation.get(subnet.id)?.turn ?? 0) > (server.allocation.get(preferred.id)?.turn ?? 0)) preferred = subnet
  }
  return preferred
}

function sameGuards(one: Subnet, other: Subnet): boolean {
  return one.clientClasses.length === other.clientClasses.length && one.clientClasses.every((name, at) => name === other.clientClasses[at])
}

function countFailure(server: DhcpServer, exchange: Exchange, attempts: number): void {
  const { subnet } = exchange
  if (!subnet) return
  countForSubnet(server, subnet.id, subnet.network ? 'v4-allocation-fail-shared-network' : 'v4-allocation-fail-subnet')
  countForSubnet(server, subnet.id, attempts === 0 ? 'v4-allocation-fail-no-pools' : 'v4-allocation-fail')
  if (exchange.classes.size > 0) countForSubnet(server, subnet.id, 'v4-allocation-fail-classes')
}
