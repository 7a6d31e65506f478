/** Statistics of subnets as they stand after a configuration: counted anew from the leases (ARM, "Statistics in the DHCPv4 Server"). */
import { leaseState } from '../leases/lease'
import { poolOf } from '../select-subnet'
import type { DhcpServer } from '../server'
import { counterOf, set } from '../statistics'

const kept = ['cumulative-assigned-addresses', 'reclaimed-leases', 'reclaimed-declined-addresses']
const alsoZero = ['v4-reservation-conflicts', 'v4-lease-reuses']
/** Failures are counted from the first one on, and survive a new configuration. */
const survives = /\.v4-allocation-fail/

export function recountSubnets(server: DhcpServer): void {
  const { statistics, plan } = server
  for (const name of [...statistics.counters.keys()]) if (name.startsWith('subnet[') && !survives.test(name)) statistics.counters.delete(name)
  server.subnetCounters.clear()
  const counts = countLeases(server)
  const put = (name: string, value: number): void => set(statistics, counterOf(statistics, name), value)
  let declined = 0
  for (const subnet of plan.subnets) {
    const place = `subnet[${subnet.id}]`
    put(`${place}.total-addresses`, subnet.pools.reduce((sum, pool) => sum + pool.last - pool.first + 1, 0))
    const own = counts.get(place) ?? { assigned: 0, declined: 0 }
    put(`${place}.assigned-addresses`, own.assigned)
    put(`${place}.declined-addresses`, own.declined)
    declined += own.declined
    for (const name of [...kept, ...alsoZero]) put(`${place}.${name}`, 0)
    for (const pool of subnet.pools) {
      const inPool = `${place}.pool[${pool.id}]`
      const total = counterOf(statistics, `${inPool}.total-addresses`)
      set(statistics, total, total.value + pool.last - pool.first + 1)
      const ofPool = counts.get(inPool) ?? { assigned: 0, declined: 0 }
      put(`${inPool}.assigned-addresses`, ofPool.assigned)
      put(`${inPool}.declined-addresses`, ofPool.declined)
      for (const name of kept) put(`${inPool}.${name}`, 0)
    }
  }
  put('declined-addresses', declined)
  for (const name of kept) if (!statistics.counters.has(name)) put(name, 0)
}

function countLeases(server: DhcpServer): Map<string, { assigned: number; declined: number }> {
  const counts = new Map<string, { assigned: number; declined: number }>()
  const count = (place: string, state: number): void => {
    const own = counts.get(place) ?? { assigned: 0, declined: 0 }
    own.assigned++
    if (state === leaseState.declined) own.declined++
    counts.set(place, own)
  }
  for (const lease of server.leases.all()) {
    if (lease.state !== leaseState.assigned && lease.state !== leaseState.declined) continue
    const place = `subnet[${lease.subnetId}]`
    count(place, lease.state)
    const subnet = server.plan.subnetById.get(lease.subnetId)
    const pool = subnet && poolOf(subnet, lease.address)
    if (pool) count(`${place}.pool[${pool.id}]`, lease.state)
  }
  return counts
}
