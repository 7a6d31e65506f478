/** What a change of a lease does to the statistics of its subnet and pool. */
import type { Lease } from '../leases/lease'
import { poolOf } from '../select-subnet'
import { countersOfPool, countersOfSubnet } from '../server'
import type { DhcpServer, PoolCounters, SubnetCounters } from '../server'
import { add, counterOf } from '../statistics'
import type { Counter } from '../statistics'

type Shared = keyof PoolCounters & keyof SubnetCounters

/** Adds to the counters of the lease's subnet and, where it is in one, of its pool. */
export function count(server: DhcpServer, lease: Lease, what: Shared, amount: number): void {
  add(server.statistics, countersOfSubnet(server, lease.subnetId)[what], amount)
  const subnet = server.plan.subnetById.get(lease.subnetId)
  const pool = subnet && poolOf(subnet, lease.address)
  if (subnet && pool) add(server.statistics, countersOfPool(server, subnet.id, pool.id)[what], amount)
}

export function countGlobal(server: DhcpServer, name: string, amount = 1): void {
  add(server.statistics, counterOf(server.statistics, name), amount)
}

/** A statistic of the server and the same of one subnet. */
export function countForSubnet(server: DhcpServer, subnetId: number, name: string): void {
  countGlobal(server, name)
  const own: Counter = counterOf(server.statistics, `subnet[${subnetId}].${name}`)
  add(server.statistics, own, 1)
}

export function countAssigned(server: DhcpServer, lease: Lease): void {
  count(server, lease, 'assigned', 1)
  count(server, lease, 'cumulative', 1)
  countGlobal(server, 'cumulative-assigned-addresses')
}
