/** The leases of one server, found by address, client and subnet, in order of expiry. Every change is told as a row of Kea's memfile. */
import { writeRow } from './csv'
import type { LeaseFormat } from './csv'
import { createExpiryQueue } from './expiry-queue'
import { leaseState } from './lease'
import type { Lease } from './lease'

export interface LeaseStore {
  get(address: number): Lease | undefined
  byHwaddr(hwaddr: string): readonly Lease[]
  byClientId(clientId: string): readonly Lease[]
  bySubnet(subnetId: number): Lease[]
  /** In any case of letters. */
  byHostname(hostname: string): Lease[]
  byState(state: number): Lease[]
  /** Ascending by address, those behind `after`. */
  page(after: number, limit: number): Lease[]
  all(): Iterable<Lease>
  readonly size: number
  /** Over and not reclaimed yet, the oldest first; all where `limit` is 0. */
  expired(now: number, limit: number): Lease[]
  /** Drops leases reclaimed more than `keep` seconds ago; how many. */
  removeReclaimed(now: number, keep: number): number
  /** False when the address is taken. */
  add(lease: Lease): boolean
  /** False when there is no lease of that address. */
  update(lease: Lease): boolean
  delete(address: number): boolean
  /** Takes what a lease file held; no row is told. */
  load(leases: Iterable<Lease>): void
}

export type OnRow = (row: string, lease: Lease, deleted: boolean) => void

export function createLeaseStore(onRow: OnRow, format: LeaseFormat): LeaseStore {
  const byAddress = new Map<number, Lease>()
  const byHwaddr = createIndex()
  const byClientId = createIndex()
  const expiry = createExpiryQueue()
  let sorted: number[] | undefined

  const insert = (lease: Lease): void => {
    byAddress.set(lease.address, lease)
    byHwaddr.add(lease.hwaddr, lease)
    if (lease.clientId !== undefined) byClientId.add(lease.clientId, lease)
    expiry.push(lease)
  }
  const remove = (lease: Lease): void => {
    byHwaddr.remove(lease.hwaddr, lease)
    if (lease.clientId !== undefined) byClientId.remove(lease.clientId, lease)
  }
  const dropLease = (lease: Lease): void => {
    remove(lease)
    byAddress.delete(lease.address)
    sorted = undefined
    onRow(writeRow({ ...lease, validLft: 0 }, format), lease, true)
  }
  const addresses = (): number[] => (sorted ??= [...byAddress.keys()].sort((one, other) => one - other))
  const filter = (wanted: (lease: Lease) => boolean): Lease[] => {
    const found: Lease[] = []
    for (const address of addresses()) {
      const lease = byAddress.get(address)
      if (lease && wanted(lease)) found.push(lease)
    }
    return found
  }

  return {
    get: (address) => byAddress.get(address),
    byHwaddr: (hwaddr) => byHwaddr.get(hwaddr),
    byClientId: (clientId) => byClientId.get(clientId),
    bySubnet: (subnetId) => filter((lease) => lease.subnetId === subnetId),
    byHostname: (hostname) => {
      const wanted = hostname.toLowerCase()
      return filter((lease) => lease.hostname.toLowerCase() === wanted)
    },
    byState: (state) => filter((lease) => lease.state === state),
    page: (after, limit) => {
      const list = addresses()
      const page: Lease[] = []
      for (let at = firstAbove(list, after); at < list.length && page.length < limit; at++) {
        const lease = byAddress.get(list[at] ?? 0)
        if (lease) page.push(lease)
      }
      return page
    },
    all: () => byAddress.values(),
    get size() {
      return byAddress.size
    },
    expired: (now, limit) => expiry.expired(now, limit, (address) => byAddress.get(address)),
    removeReclaimed: (now, keep) => {
      const old = [...byAddress.values()].filter((lease) => lease.state === leaseState.reclaimed && lease.cltt + lease.validLft + keep < now)
      old.forEach(dropLease)
      return old.length
    },
    add: (lease) => {
      if (byAddress.has(lease.address)) return false
      insert(lease)
      sorted = undefined
      onRow(writeRow(lease, format), lease, false)
      return true
    },
    update: (lease) => {
      const before = byAddress.get(lease.address)
      if (!before) return false
      if (before.hwaddr === lease.hwaddr && before.clientId === lease.clientId) {
        byAddress.set(lease.address, lease)
        byHwaddr.replace(lease.hwaddr, before, lease)
        if (lease.clientId !== undefined) byClientId.replace(lease.clientId, before, lease)
        expiry.push(lease)
      } else {
        remove(before)
        insert(lease)
      }
      onRow(writeRow(lease, format), lease, false)
      return true
    },
    delete: (address) => {
      const lease = byAddress.get(address)
      if (lease) dropLease(lease)
      return lease !== undefined
    },
    load: (leases) => {
      for (const lease of leases) insert(lease)
      sorted = undefined
    },
  }
}

/** Where the first address above `after` stands in the ascending list. */
function firstAbove(list: readonly number[], after: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? 0) <= after) low = middle + 1
    else high = middle
  }
  return low
}

interface Index {
  get(key: string): readonly Lease[]
  add(key: string, lease: Lease): void
  remove(key: string, lease: Lease): void
  replace(key: string, before: Lease, after: Lease): void
}

const none: readonly Lease[] = []

/** Most clients have one lease: a list is kept by key. */
function createIndex(): Index {
  const lists = new Map<string, Lease[]>()
  return {
    get: (key) => lists.get(key) ?? none,
    add: (key, lease) => {
      const list = lists.get(key)
      if (list) list.push(lease)
      else lists.set(key, [lease])
    },
    remove: (key, lease) => {
      const list = lists.get(key)
      if (!list) return
      const at = list.indexOf(lease)
      if (at >= 0) list.splice(at, 1)
      if (list.length === 0) lists.delete(key)
    },
    replace: (key, before, after) => {
      const list = lists.get(key)
      const at = list?.indexOf(before) ?? -1
      if (list && at >= 0) list[at] = after
    },
  }
}
