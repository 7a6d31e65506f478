/** Any number of DHCP clients as one value: told what to do, fed with what servers answer, woken by a clock. */
import { parseAddress } from '../net/ipv4'
import { MalformedMessage, readQuery } from '../dhcp/packet/query'
import type { Query } from '../dhcp/packet/query'
import type { ClientWindow, GroupView } from '../lab/frame'
import type { Chosen } from '../lab/messages'
import type { Client, ClientState, Group } from './client'
import { createDueQueue } from './due-queue'
import { createLife, usualPatience } from './life'
import { createLoads } from './load'
import { createWriter } from './message'
import { profileOfOne } from './one-of'
import { createOnTheWay } from './on-the-way'
import type { ClientAct, ClientProfile } from './profile'
import { readProfile } from './read-profile'
import { createTally } from './results'
import type { Results } from './results'
import { quickRhythm } from './rhythm'
import type { Rhythm } from './rhythm'
import { viewGroup, viewWindow } from './view'
import { createWaits } from './waits'
import type { Outcome } from './waits'

export interface CrowdParts {
  readonly servers: readonly string[]
  /** May answer, by `receive`, before it returns. */
  send(server: string, octets: Buffer, client: number): void
  readonly clock: {
    /** ms since the epoch */
    now(): number
    /** What it gives back calls the work off. */
    after(ms: number, work: () => void): () => void
  }
  /** 0 to 1, 1 left out. */
  readonly random: () => number
  /** The quick one where it is left out. */
  readonly rhythm?: Rhythm
  /** Messages without an answer at once; 128 where it is left out. */
  readonly mostOnTheWay?: number
}

export interface Binding {
  readonly client: number
  readonly group: number
  /** Byte string. */
  readonly hwaddr: string
  readonly address: number
  readonly server: string
  /** ms; Infinity: never. */
  readonly expires: number
}

export interface Counts {
  readonly total: number
  readonly bound: number
  /** With an act under way. */
  readonly asking: number
}

export interface Crowd {
  /** The group's id. Throws, with one sentence, where the profile cannot be read. */
  add(profile: ClientProfile, count: number, how: { readonly lives: boolean }): number
  /** `patience`: ms until a client gives up; two minutes where it is left out. */
  act(chosen: Chosen, act: ClientAct, patience?: number): void
  /** 0 ends it; for all it ends every load. */
  load(chosen: Chosen, act: ClientAct, perSecond: number): void
  readonly currentLoad: { readonly act: ClientAct; readonly perSecond: number } | undefined
  remove(chosen: Chosen): void
  receive(server: string, octets: Buffer): void
  groups(): GroupView[]
  window(from: number, count: number, search: string): ClientWindow
  counts(): Counts
  results(): Results
  /** Told once what these clients were told last is over, at once where it is. */
  whenDone(chosen: Chosen, then: (outcome: Outcome) => void): void
  /** Of this client alone: its own hardware address, client identifier and names. */
  profileOf(client: number): ClientProfile | undefined
  stateOf(client: number): ClientState | undefined
  /** As they are now. */
  of(chosen: Chosen): readonly Readonly<Client>[]
  bindings(): Iterable<Binding>
  /** Other servers, which know nothing of these clients: loads end, leases are forgotten, counts begin at 0. */
  restart(servers: readonly string[]): void
  /** No timer is left, and nothing is said any more. */
  close(): void
}

/** What Kea keeps in its queue with two threads (ARM, "Multi-Threading Settings"); what comes beyond that is lost. */
const usualMost = 128

export function createCrowd(parts: CrowdParts): Crowd {
  const { clock, random } = parts
  let { servers } = parts
  let groups: Group[] = []
  const all: Client[] = []
  const byId = new Map<number, Client>()
  const byXid = new Map<number, Client>()
  const queue = createDueQueue<Client>()
  const onTheWay = createOnTheWay(parts.mostOnTheWay ?? usualMost)
  const tally = createTally()
  const loads = createLoads()
  const waits = createWaits()
  let nextId = 1
  let nextGroup = 1
  let isWorking = false
  let isClosed = false
  let timer: { readonly at: number; readonly cancel: () => void } | undefined
  const life = createLife({ now: clock.now, random, rhythm: parts.rhythm ?? quickRhythm, queue, onTheWay, tally, byXid, send: parts.send, onEnd: waits.end })

  const work = (): void => {
    if (isWorking || isClosed) return
    isWorking = true
    try {
      do wakeDue()
      while (loads.run(clock.now(), () => !onTheWay.isFull(clock.now()), beginOfLoad))
    } finally {
      isWorking = false
    }
    arm()
  }
  const wakeDue = (): void => {
    for (let first = queue.first; first && first.due <= clock.now() && !onTheWay.isFull(clock.now()); first = queue.first) life.wake(first)
  }
  const beginOfLoad = (client: Client, act: ClientAct): void => {
    life.begin(client, act, usualPatience)
    if (client.due <= clock.now()) life.wake(client)
  }
  const arm = (): void => {
    const now = clock.now()
    const at = onTheWay.isFull(now) ? onTheWay.nextFree : Math.min(queue.first?.due ?? Infinity, loads.nextAt)
    if (timer && timer.at <= at) return
    timer?.cancel()
    timer = undefined
    if (at === Infinity) return
    const cancel = clock.after(Math.max(Math.min(at - now, longestTimer), 0), () => {
      timer = undefined
      work()
    })
    timer = { at, cancel }
  }

  const groupOf = (id: number): Group | undefined => groups.find((one) => one.id === id)
  const clientsOf = (chosen: Chosen): readonly Client[] => {
    if (chosen === 'all') return all
    if ('group' in chosen) return groupOf(chosen.group)?.clients ?? []
    const client = byId.get(chosen.client)
    return client ? [client] : []
  }
  const reachOf = (profile: ClientProfile): readonly string[] => (profile.servers.length === 0 ? servers : servers.filter((server) => profile.servers.includes(server)))

  return {
    add: (profile, count, { lives }) => {
      const write = createWriter(profile)
      const read = readProfile(profile)
      if ('fault' in read) throw new Error(String(read.fault))
      const group: Group = { id: nextGroup++, profile, write, lives, clients: [], requestedAddress: parseAddress(profile.requestedAddress) ?? 0, servers: reachOf(profile), bound: 0 }
      for (let n = 0; n < count; n++) {
        const client: Client = { due: Infinity, place: -1, order: 0, id: nextId++, group, n, hwaddr: read.hwaddr(n).toString('latin1'), state: 'init', lease: undefined, remembered: 0, asking: undefined, ending: undefined, last: '' }
        group.clients.push(client)
        all.push(client)
        byId.set(client.id, client)
      }
      groups.push(group)
      return group.id
    },
    act: (chosen, act, patience = usualPatience) => {
      for (const client of clientsOf(chosen)) life.begin(client, act, patience)
      work()
    },
    load: (chosen, act, perSecond) => {
      const name = JSON.stringify(chosen)
      if (perSecond > 0) loads.put({ name, clients: clientsOf(chosen), act, perSecond }, clock.now())
      else loads.stop(chosen === 'all' ? undefined : name)
      work()
    },
    get currentLoad() {
      return loads.current
    },
    remove: (chosen) => {
      const gone = new Set(clientsOf(chosen))
      for (const client of gone) {
        life.stop(client)
        byId.delete(client.id)
      }
      if (chosen === 'all') loads.stop(undefined)
      else loads.stop(JSON.stringify(chosen))
      const stays = (client: Client): boolean => !gone.has(client)
      keepOnly(all, stays)
      for (const group of groups) keepOnly(group.clients, stays)
      groups = groups.filter((group) => group.clients.length > 0)
      work()
    },
    receive: (server, octets) => {
      const reply = readReply(octets)
      const client = reply && byXid.get(reply.xid)
      if (!client) return
      life.hear(client, server, reply)
      work()
    },
    groups: () => groups.map(viewGroup),
    window: (from, count, search) => viewWindow(all, from, count, search),
    counts: () => ({ total: all.length, bound: groups.reduce((sum, group) => sum + group.bound, 0), asking: byXid.size }),
    results: tally.results,
    whenDone: (chosen, then) => waits.add(clientsOf(chosen), then),
    profileOf: (id) => {
      const client = byId.get(id)
      return client && profileOfOne(client.group.profile, client.n)
    },
    stateOf: (id) => byId.get(id)?.state,
    of: clientsOf,
    bindings: function* () {
      for (const { id, group, hwaddr, lease } of all) if (lease) yield { client: id, group: group.id, hwaddr, address: lease.address, server: lease.server, expires: lease.expiresAt }
    },
    restart: (others) => {
      servers = others
      loads.stop(undefined)
      for (const client of all) {
        life.stop(client)
        client.remembered = 0
        client.ending = undefined
        client.last = ''
      }
      for (const group of groups) group.servers = reachOf(group.profile)
      tally.clear()
    },
    close: () => {
      isClosed = true
      timer?.cancel()
      timer = undefined
    },
  }
}

const longestTimer = 2 ** 31 - 1

/** In place: a load goes over the same list. */
function keepOnly(clients: Client[], stays: (client: Client) => boolean): void {
  let kept = 0
  for (const client of clients) if (stays(client)) clients[kept++] = client
  clients.length = kept
}

const bootReply = 2

function readReply(octets: Buffer): Query | undefined {
  try {
    const reply = readQuery(octets)
    return reply.op === bootReply ? reply : undefined
  } catch (error) {
    if (error instanceof MalformedMessage) return undefined
    throw error
  }
}
