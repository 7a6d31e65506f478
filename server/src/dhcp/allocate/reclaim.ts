/** Expired leases: taken back, kept for their clients for a while, removed (ARM, "Lease Expiration"). */
import { leaseState } from '../leases/lease'
import type { Lease } from '../leases/lease'
import { poolOf } from '../select-subnet'
import type { DhcpServer } from '../server'
import { count, countGlobal } from './count'
import { noteAddress } from './pick'

export interface ReclaimLimits {
  /** 0: all. */
  readonly maxLeases: number
  /** 0: as long as it takes; ms by the clock that is given. */
  readonly maxMs: number
  /** Remove at once, instead of keeping them for their clients. */
  readonly remove: boolean
  readonly clock?: () => number
}

/** How many were reclaimed. */
export function reclaimExpired(server: DhcpServer, limits: ReclaimLimits): number {
  const begun = limits.clock?.() ?? 0
  let done = 0
  for (const lease of server.leases.expired(server.now, limits.maxLeases)) {
    if (server.gate && !server.gate.mayReclaim(lease)) continue
    reclaim(server, lease, limits.remove)
    done++
    if (limits.maxMs > 0 && limits.clock && limits.clock() - begun >= limits.maxMs) break
  }
  return done
}

/** A declined lease has no client any more: it is always removed. */
function reclaim(server: DhcpServer, lease: Lease, remove: boolean): void {
  countReclaimed(server, lease)
  if (remove || lease.state === leaseState.declined) server.leases.delete(lease.address)
  else server.leases.update({ ...lease, hostname: '', fqdnFwd: false, fqdnRev: false, state: leaseState.reclaimed })
  const subnet = server.plan.subnetById.get(lease.subnetId)
  const pool = subnet && poolOf(subnet, lease.address)
  if (pool) noteAddress(server.allocation.get(lease.subnetId), pool, lease.address, true)
}

/** Counts that a lease's time is over, also when its address goes straight to another client. */
export function countReclaimed(server: DhcpServer, lease: Lease): void {
  if (lease.state === leaseState.declined) {
    count(server, lease, 'declined', -1)
    count(server, lease, 'reclaimedDeclined', 1)
    countGlobal(server, 'declined-addresses', -1)
    countGlobal(server, 'reclaimed-declined-addresses')
  }
  countGlobal(server, 'reclaimed-leases')
  count(server, lease, 'reclaimed', 1)
  if (lease.state !== leaseState.released) count(server, lease, 'assigned', -1)
}

/** Removes leases that were reclaimed more than so many seconds ago; how many. */
export function removeReclaimed(server: DhcpServer, olderThanSeconds: number): number {
  return server.leases.removeReclaimed(server.now, olderThanSeconds)
}
