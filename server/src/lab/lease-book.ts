/** The leases of all servers side by side, by address: what one has and another has not is a difference. */
import { colons, textOfAddress } from '../dhcp/leases/csv'
import { infiniteLifetime, leaseState } from '../dhcp/leases/lease'
import type { LeaseRow, LeaseSide, LeaseWindow } from './frame'
import type { LeaseNote, LeaseRecord } from './report'

export interface LeaseBook {
  /** `left`: how many more the server is about to tell. */
  apply(server: string, notes: readonly LeaseNote[], left: number): void
  /** The server has begun anew and tells all its leases: what it does not tell is no more. */
  refresh(server: string): void
  /** Leases that the server has: assigned and declined ones. */
  count(server: string): { readonly leases: number; readonly declined: number }
  of(server: string): Iterable<LeaseRecord>
  window(asked: LeaseQuestion): LeaseWindow
  /** How many addresses the servers do not agree on. */
  readonly different: number
}

export interface LeaseQuestion {
  readonly from: number
  readonly count: number
  readonly only: 'all' | 'different'
  readonly search: string
}

type Sides = (LeaseRecord | undefined)[]

/** `servers` in the order in which their sides stand. `now`: ms, of any origin: lists of many thousand are not sorted at every look. */
export function createLeaseBook(servers: readonly string[], now: () => number): LeaseBook {
  const book = new Map<number, Sides>()
  const different = new Set<number>()
  const counts = servers.map(() => ({ leases: 0, declined: 0 }))
  const refreshing = new Map<string, Set<number>>()
  let version = 0
  let listed: { key: string; version: number; at: number; list: number[] } | undefined

  const set = (address: number, at: number, record: LeaseRecord | undefined): void => {
    let sides = book.get(address)
    if (!sides) {
      if (!record) return
      book.set(address, (sides = servers.map(() => undefined)))
    }
    count(counts[at], sides[at], -1)
    count(counts[at], record, 1)
    sides[at] = record
    if (sides.every((side) => side === undefined)) book.delete(address)
    if (isSame(sides)) different.delete(address)
    else different.add(address)
  }
  const list = ({ only, search }: LeaseQuestion): readonly number[] => {
    const key = `${only} ${search}`
    const moment = now()
    if (listed?.key === key && (listed.version === version || (book.size > fewLeases && moment - listed.at < staleAfter))) return listed.list
    const wanted = search.trim().toLowerCase()
    const found: number[] = []
    for (const address of only === 'different' ? different : book.keys()) {
      const sides = book.get(address)
      if (sides && (wanted === '' || isFound(address, sides, wanted))) found.push(address)
    }
    found.sort((one, other) => one - other)
    listed = { key, version, at: moment, list: found }
    return found
  }
  return {
    apply: (server, notes, left) => {
      const at = servers.indexOf(server)
      const told = refreshing.get(server)
      if (at < 0 || (notes.length === 0 && !told)) return
      version++
      for (const note of notes) {
        set(note.address, at, note.isGone ? undefined : note)
        told?.add(note.address)
      }
      if (!told || left > 0) return
      refreshing.delete(server)
      for (const address of [...book.keys()]) if (!told.has(address)) set(address, at, undefined)
    },
    refresh: (server) => {
      refreshing.set(server, new Set())
    },
    count: (server) => counts[servers.indexOf(server)] ?? { leases: 0, declined: 0 },
    of: function* (server) {
      const at = servers.indexOf(server)
      for (const sides of book.values()) {
        const record = sides[at]
        if (record) yield record
      }
    },
    window: (asked) => {
      const addresses = list(asked)
      const rows = addresses.slice(asked.from, asked.from + asked.count).flatMap((address): LeaseRow[] => {
        const sides = book.get(address)
        return sides ? [rowOf(address, sides, servers)] : []
      })
      return { from: asked.from, total: addresses.length, different: different.size, rows }
    },
    get different() {
      return different.size
    },
  }
}

/** Of more leases, a list in view may be so old while they change, ms. */
const staleAfter = 1000
const fewLeases = 5000

function count(counts: { leases: number; declined: number } | undefined, record: LeaseRecord | undefined, by: 1 | -1): void {
  if (!counts || !record) return
  if (record.state === leaseState.assigned) counts.leases += by
  if (record.state === leaseState.declined) counts.declined += by
}

/** Reclaimed and released leases promise nothing to anybody: they count as none. */
function living(record: LeaseRecord | undefined): LeaseRecord | undefined {
  return record && (record.state === leaseState.assigned || record.state === leaseState.declined) ? record : undefined
}

function isSame(sides: Sides): boolean {
  const [first, ...others] = sides.map(living)
  return others.every((other) => (first && other ? differingField(first, other) === undefined : first === other))
}

const fields = [
  ['hwaddr', 'the client'],
  ['clientId', 'the client identifier'],
  ['state', 'the state'],
  ['cltt', 'the time of the last renewal'],
  ['validLft', 'the lifetime'],
  ['subnetId', 'the subnet'],
  ['hostname', 'the host name'],
] as const

function differingField(one: LeaseRecord, other: LeaseRecord): string | undefined {
  return fields.find(([name]) => one[name] !== other[name])?.[1]
}

function isFound(address: number, sides: Sides, wanted: string): boolean {
  if (textOfAddress(address).startsWith(wanted)) return true
  return sides.some((side) => side && (side.hostname.toLowerCase().includes(wanted) || colons(side.hwaddr).startsWith(wanted) || (side.clientId !== '' && colons(side.clientId).startsWith(wanted))))
}

function rowOf(address: number, sides: Sides, servers: readonly string[]): LeaseRow {
  const subnet = sides.find((side) => side !== undefined)?.subnetId ?? 0
  return { address: textOfAddress(address), subnet, sides: sides.map(sideOf), difference: differenceOf(sides, servers) }
}

const stateNames = ['assigned', 'declined', 'reclaimed', 'released'] as const

function sideOf(record: LeaseRecord | undefined): LeaseSide | null {
  if (!record) return null
  const { hwaddr, clientId, hostname, state, cltt, validLft } = record
  return { hwaddr: colons(hwaddr), clientId: colons(clientId), hostname, state: stateNames[state] ?? 'assigned', expires: validLft === infiniteLifetime ? null : (cltt + validLft) * 1000 }
}

function differenceOf(sides: Sides, servers: readonly string[]): string {
  const alive = sides.map(living)
  const having = servers.filter((_, at) => alive[at])
  if (having.length === 0 || isSame(sides)) return ''
  if (having.length < servers.length) return `Only ${having.join(' and ')} ${having.length === 1 ? 'has' : 'have'} it.`
  const [first, ...others] = alive
  const differing = others.flatMap((other) => (first && other ? (differingField(first, other) ?? []) : []))
  return `Not the same: ${differing[0] ?? ''}.`
}
