/** Which addresses of a server's subnets are used, reserved, declined and free: by pool in figures, of one subnet as a map. */
import { textOfAddress } from '../dhcp/leases/csv'
import { leaseState } from '../dhcp/leases/lease'
import type { Plan, Subnet } from '../dhcp/plan-types'
import type { ExplainedServer } from '../explain/explained-server'
import type { AddressMap, SubnetView } from './frame'
import { isUsed } from './report'
import type { LeaseRecord } from './report'

interface Tally {
  used: number
  declined: number
}

/** The letters of a cell, the most telling last. */
const letters = '-.urRd'
const mostSubnets = 1000

/** `now`: ms since the epoch. `subnet` undefined: the first. */
export function mapAddresses(server: ExplainedServer, leases: Iterable<LeaseRecord>, asked: { readonly subnet: number | undefined; readonly mostCells: number }, now: number): AddressMap {
  const { plan } = server
  const subnet = (asked.subnet === undefined ? undefined : plan.subnetById.get(asked.subnet)) ?? plan.subnets[0]
  const tallies = new Map<number, Tally[]>()
  const own: LeaseRecord[] = []
  for (const lease of leases) {
    const place = plan.subnetById.get(lease.subnetId)
    if (!place) continue
    const isDeclined = lease.state === leaseState.declined
    if (!isDeclined && !isUsed(lease, now)) continue
    if (place === subnet) own.push(lease)
    let perPool = tallies.get(place.id)
    if (!perPool) tallies.set(place.id, (perPool = [...place.pools, undefined].map(() => ({ used: 0, declined: 0 }))))
    const at = place.pools.findIndex((pool) => lease.address >= pool.first && lease.address <= pool.last)
    const tally = perPool[at < 0 ? place.pools.length : at]
    if (!tally) continue
    if (isDeclined) tally.declined++
    else tally.used++
  }
  const cells = subnet ? drawCells(plan, subnet, own, asked.mostCells) : { first: 0, perCell: 1, cells: '' }
  return {
    server: server.name,
    subnets: plan.subnets.slice(0, mostSubnets).map((one) => viewOf(server, one, tallies.get(one.id))),
    subnet: subnet?.id ?? 0,
    first: textOfAddress(cells.first),
    perCell: cells.perCell,
    cells: cells.cells,
  }
}

function viewOf(server: ExplainedServer, subnet: Subnet, tallies: readonly Tally[] | undefined): SubnetView {
  const pools = subnet.pools.map((pool, at) => {
    const total = pool.last - pool.first + 1
    const { used, declined } = tallies?.[at] ?? { used: 0, declined: 0 }
    return { text: `${textOfAddress(pool.first)} - ${textOfAddress(pool.last)}`, total, used, declined, free: total - used - declined }
  })
  const sum = (what: 'total' | 'free'): number => pools.reduce((all, pool) => all + pool[what], 0)
  const counted = (what: 'used' | 'declined'): number => (tallies ?? []).reduce((all, tally) => all + tally[what], 0)
  const place = server.places(subnet.source, 'subnet') ?? server.places(subnet.source)
  return {
    id: subnet.id,
    text: subnet.text,
    network: subnet.network?.name ?? '',
    ...(place ? { place } : {}),
    pools,
    total: sum('total'),
    used: counted('used'),
    reserved: reservedIn(server.plan, subnet).length,
    declined: counted('declined'),
    free: sum('free'),
  }
}

function reservedIn(plan: Plan, subnet: Subnet): number[] {
  const own = subnet.reservationsInSubnet ? plan.hosts.ofSubnet(subnet.id) : []
  const global = subnet.reservationsGlobal ? plan.hosts.ofSubnet(0) : []
  return [...own, ...global].map((host) => host.address).filter((address) => address >= subnet.first && address <= subnet.last && address !== 0)
}

/** From the first to the last address that is in a pool, reserved or leased; the whole subnet where that is small. */
function drawCells(plan: Plan, subnet: Subnet, leases: readonly LeaseRecord[], mostCells: number): { first: number; perCell: number; cells: string } {
  const reserved = reservedIn(plan, subnet)
  const isSmall = subnet.last - subnet.first < mostCells
  const bounds = [...subnet.pools.flatMap((pool) => [pool.first, pool.last]), ...reserved]
  for (const lease of leases) bounds.push(lease.address)
  const first = isSmall || bounds.length === 0 ? subnet.first : bounds.reduce((one, other) => Math.min(one, other))
  const last = isSmall || bounds.length === 0 ? subnet.last : bounds.reduce((one, other) => Math.max(one, other))
  const perCell = Math.max(1, Math.ceil((last - first + 1) / mostCells))
  const cells = new Array<number>(Math.ceil((last - first + 1) / perCell)).fill(0)
  const mark = (address: number, letter: string): void => {
    const at = Math.floor((address - first) / perCell)
    if (at >= 0 && at < cells.length) cells[at] = Math.max(cells[at] ?? 0, letters.indexOf(letter))
  }
  for (const pool of subnet.pools) for (let at = Math.floor((pool.first - first) / perCell); at <= Math.floor((pool.last - first) / perCell); at++) cells[at] = Math.max(cells[at] ?? 0, 1)
  const isReserved = new Set(reserved)
  for (const address of reserved) mark(address, 'r')
  for (const lease of leases) mark(lease.address, lease.state === leaseState.declined ? 'd' : isReserved.has(lease.address) ? 'R' : 'u')
  return { first, perCell, cells: cells.map((letter) => letters[letter] ?? '-').join('') }
}
