/** One DHCPv4 server as a value: its plan, its leases, its counts. Nothing here looks at a clock, a socket or a file. */
import { createStatistics, counterOf, set } from './statistics'
import type { Counter, Statistics } from './statistics'
import type { DropReason, Exchange } from './exchange'
import type { Lease } from './leases/lease'
import type { LeaseStore } from './leases/store'
import type { Plan } from './plan-types'
import type { AllocationState } from './allocate/pick'

export interface DhcpServer {
  plan: Plan
  readonly leases: LeaseStore
  readonly statistics: Statistics
  readonly subnetCounters: Map<number, SubnetCounters>
  /** Where each subnet's allocator stands. */
  readonly allocation: Map<number, AllocationState>
  /** Orders allocations in time: of a shared network, the subnet last used is preferred. */
  allocations: number
  /** 0 to 1, 1 left out. */
  readonly random: () => number
  /** The instant of what is being handled: ms, and whole seconds since the epoch. */
  nowMs: number
  now: number
  /** Addresses that the server's own sockets have: as server identifiers they are its own. */
  readonly addresses: ReadonlySet<number>
  /** Who stopped the service, if anyone (dhcp-disable), and until when: ms since the epoch. It serves while empty. */
  readonly disabledBy: Map<string, number>
  /** High Availability's say on packets and leases. */
  gate: Gate | undefined
}

/** What a partnership lets this server do; undefined lets a packet pass. */
export interface Gate {
  /** As soon as a message is read, before it is classified. */
  onReceive(exchange: Exchange): DropReason | undefined
  /** Once its subnet is known, or known to be none. */
  onSubnet(exchange: Exchange): DropReason | undefined
  /** Whether an expired lease is this server's to take back. */
  mayReclaim(lease: Lease): boolean
}

/** Counters of one subnet; made once, so that a packet needs no name to be put together. */
export interface SubnetCounters {
  readonly assigned: Counter
  readonly cumulative: Counter
  readonly declined: Counter
  readonly reclaimed: Counter
  readonly reclaimedDeclined: Counter
  readonly reuses: Counter
  /** Of a pool, by its id. */
  readonly pools: Map<number, PoolCounters>
}

export interface PoolCounters {
  readonly assigned: Counter
  readonly cumulative: Counter
  readonly declined: Counter
  readonly reclaimed: Counter
  readonly reclaimedDeclined: Counter
}

/** What Kea counts from its start, zero before anything happens. */
export const packetStatistics = [
  'pkt4-received',
  'pkt4-discover-received',
  'pkt4-offer-received',
  'pkt4-request-received',
  'pkt4-ack-received',
  'pkt4-nak-received',
  'pkt4-release-received',
  'pkt4-decline-received',
  'pkt4-inform-received',
  'pkt4-unknown-received',
  'pkt4-sent',
  'pkt4-offer-sent',
  'pkt4-ack-sent',
  'pkt4-nak-sent',
  'pkt4-parse-failed',
  'pkt4-receive-drop',
  'v4-allocation-fail',
  'v4-allocation-fail-shared-network',
  'v4-allocation-fail-subnet',
  'v4-allocation-fail-no-pools',
  'v4-allocation-fail-classes',
  'v4-reservation-conflicts',
  'v4-lease-reuses',
]

export interface ServerParts {
  readonly plan: Plan
  readonly leases: LeaseStore
  readonly random: () => number
  readonly addresses: ReadonlySet<number>
  /** ms since the epoch */
  readonly now: number
}

export function createServer(parts: ServerParts): DhcpServer {
  const statistics = createStatistics(parts.now)
  const samples = parts.plan.source['statistic-default-sample-count']
  if (typeof samples === 'number' && samples > 0) statistics.defaultSamples = samples
  for (const name of packetStatistics) set(statistics, counterOf(statistics, name), 0)
  return {
    plan: parts.plan,
    leases: parts.leases,
    statistics,
    subnetCounters: new Map(),
    allocation: new Map(),
    allocations: 0,
    random: parts.random,
    nowMs: parts.now,
    now: Math.floor(parts.now / 1000),
    addresses: parts.addresses,
    disabledBy: new Map(),
    gate: undefined,
  }
}

/** False while somebody has stopped the service and its time is not over. */
export function isServing({ disabledBy, nowMs }: DhcpServer): boolean {
  if (disabledBy.size === 0) return true
  for (const [origin, until] of disabledBy) if (until <= nowMs) disabledBy.delete(origin)
  return disabledBy.size === 0
}

/** Everything that follows happens at this instant. */
export function setNow(server: DhcpServer, ms: number): void {
  server.nowMs = ms
  server.now = Math.floor(ms / 1000)
  server.statistics.now = ms
}

export function countersOfSubnet(server: DhcpServer, id: number): SubnetCounters {
  let counters = server.subnetCounters.get(id)
  if (!counters) {
    const named = (what: string): Counter => counterOf(server.statistics, `subnet[${id}].${what}`)
    counters = {
      assigned: named('assigned-addresses'),
      cumulative: named('cumulative-assigned-addresses'),
      declined: named('declined-addresses'),
      reclaimed: named('reclaimed-leases'),
      reclaimedDeclined: named('reclaimed-declined-addresses'),
      reuses: named('v4-lease-reuses'),
      pools: new Map(),
    }
    server.subnetCounters.set(id, counters)
  }
  return counters
}

export function countersOfPool(server: DhcpServer, subnet: number, pool: number): PoolCounters {
  const { pools } = countersOfSubnet(server, subnet)
  let counters = pools.get(pool)
  if (!counters) {
    const named = (what: string): Counter => counterOf(server.statistics, `subnet[${subnet}].pool[${pool}].${what}`)
    counters = {
      assigned: named('assigned-addresses'),
      cumulative: named('cumulative-assigned-addresses'),
      declined: named('declined-addresses'),
      reclaimed: named('reclaimed-leases'),
      reclaimedDeclined: named('reclaimed-declined-addresses'),
    }
    pools.set(pool, counters)
  }
  return counters
}
