/**
 * One random life of a pair under virtual time: clients come and go while servers die, freeze and lose each other; then everything is healed.
 * What must hold: no address is with two living clients unless Kea's rules let both servers give it; once the pair is whole, both have every
 * lease that a client holds; and both are in their normal state.
 */
import { createWorld } from '../../src/ha/world/world'
import type { World } from '../../src/ha/world/world'
import type { HaState } from '../../src/ha/states'
import { stateTraits } from '../../src/ha/states'
import { isServing } from '../../src/dhcp/server'
import { parseAddress } from '../../src/net/ipv4'
import { expiresAt, isExpired } from '../../src/dhcp/leases/lease'
import { generator } from '../random'
import { pairOf } from './model-config'
import type { PairShape } from './model-config'
import { readReply, startClient } from './model-client'
import type { Held, ModelClient } from './model-client'

export interface Life {
  readonly seed: number
  readonly shape: PairShape
  readonly faults: readonly string[]
  readonly acknowledged: number
  /** What was done and what came of it, for a person who looks for the cause. */
  readonly log: readonly string[]
}

const names = ['one', 'two'] as const
type Name = (typeof names)[number]
const faultsEnd = 75_000
const lifeEnd = 140_000
const start = 1_700_000_000_000

export function live(seed: number): Life {
  const random = generator(seed)
  const shape: PairShape = {
    mode: random() < 0.5 ? 'hot-standby' : 'load-balancing',
    splitPools: random() < 0.8,
    unacked: random() < 0.5 ? 0 : 1,
    delayedLimit: random() < 0.5 ? 2 : 50,
    pageLimit: random() < 0.5 ? 3 : 1000,
    cacheThreshold: random() < 0.5 ? 0.25 : 0,
  }
  const log: string[] = []
  const faults: string[] = []
  /** Address and client, where the server that acknowledged could not know whether the other gives the address too. */
  const unknowing = new Set<string>()
  /** Address → client → until when servers promised it, whether or not the client heard of it. */
  const promises = new Map<string, Map<string, number>>()
  /** Addresses that two clients may hold, since the servers could not know of each other. */
  const contested = new Set<string>()
  /** The last lease that a server gave without its partner, and when the partner last had everything of it. */
  const gaveAlone: Record<Name, number> = { one: -1, two: -1 }
  const hasAllOf: Record<Name, number> = { one: -1, two: -1 }
  let acknowledged = 0
  const note = (text: string): void => void log.push(`${((world.clock.now - start) / 1000).toFixed(3)} ${text}`)
  const world: World = createWorld({
    servers: pairOf(shape),
    release: '3.0',
    random,
    start,
    onEvent: (server, event) => {
      note(`${server} ${event.id} ${event.text}`)
      if (event.id === 'HA_STATE_TRANSITION' && event['to'] === shape.mode) world.clock.after(1200, checkWhole)
      if (event.id === 'HA_SYNC_SUCCESSFUL') hasAllOf[server as Name] = world.clock.now
    },
    onReply: (server, octets) => {
      const reply = readReply(octets)
      if (reply.type !== 5) return
      const isKnowing = knows(server as Name)
      const client = octets.subarray(28, 34).toString('hex')
      // What was once given so stays the client's, whoever renews it.
      if (!isKnowing) unknowing.add(`${reply.address} ${client}`)
      const given = promises.get(reply.address) ?? new Map<string, number>()
      promises.set(reply.address, given.set(client, world.clock.now + reply.seconds * 1000))
      const living = [...given].filter(([, until]) => until > world.clock.now).map(([mac]) => mac)
      if (living.length > 1 && living.some((mac) => unknowing.has(`${reply.address} ${mac}`))) contested.add(reply.address)
      note(`${server} acknowledges ${reply.address} to ${client}${isKnowing ? '' : ', not knowing of the other'}`)
    },
  })
  const stateOf = (name: Name): HaState | undefined => world.servers.get(name)?.running?.ha.nodes[0]?.state
  /** Whether what this server gives now is kept from the other by Kea's rules. */
  const knows = (name: Name): boolean => {
    const other: Name = name === 'one' ? 'two' : 'one'
    const state = stateOf(name)
    // An administrator can have a server take over that has not fetched the other's leases yet.
    const isMissing = gaveAlone[other] > hasAllOf[name]
    if (state === 'partner-in-maintenance') return !isMissing
    if (!state || stateTraits[state].sendsUpdates) return true
    gaveAlone[name] = world.clock.now
    const running = world.servers.get(other)?.running
    if (isMissing) return false
    if (!running || !isServing(running.dhcp)) return true
    const node = running.ha.nodes[0]
    const sharesScopes = [...(node?.scopes ?? [])].some((scope) => world.servers.get(name)?.running?.ha.nodes[0]?.scopes.has(scope) === true)
    return !sharesScopes && (shape.splitPools || (node?.scopes.size ?? 0) === 0)
  }
  /** Once both are in their normal state, and have heard from each other, both have everything. */
  const checkWhole = (): void => {
    if (names.some((name) => stateOf(name) !== shape.mode || world.servers.get(name)?.running?.isPaused === true)) return
    const before = faults.length
    for (const client of clients) checkHeld(world, client, { contested, unknowing }, faults)
    for (const fault of faults.slice(before)) note(`FAULT ${fault}`)
  }
  const clients: ModelClient[] = []
  const holders = new Map<string, { client: ModelClient; held: Held }[]>()
  const onHeld = (client: ModelClient, held: Held): void => {
    acknowledged++
    const others = (holders.get(held.address) ?? []).filter((one) => one.client !== client && one.client.held === one.held && one.held.until > world.clock.now)
    for (const other of others) {
      contested.add(held.address)
      if ([client, other.client].some(({ mac }) => unknowing.has(`${held.address} ${mac}`))) continue
      const text = `${held.address} is with ${other.client.mac} and with ${client.mac}`
      faults.push(text)
      note(`FAULT ${text}`)
    }
    holders.set(held.address, [...others, { client, held }])
  }
  let xid = 1
  const count = 4 + Math.floor(random() * 6)
  for (let at = 0; at < count; at++) {
    const mac = `0200000000${(at + 1).toString(16).padStart(2, '0')}`
    world.clock.at(start + random() * 40_000, () => clients.push(startClient({ world, mac, servers: names, random, nextXid: () => xid++, onHeld })))
  }
  scheduleFaults(world, random, note)
  world.clock.runUntil(start + faultsEnd)
  heal(world, note)
  world.clock.runUntil(start + lifeEnd)
  const normal = shape.mode
  for (const name of names) if (stateOf(name) !== normal) faults.push(`${name} is ${stateOf(name) ?? 'not running'} and not ${normal}`)
  for (const client of clients) checkHeld(world, client, { contested, unknowing }, faults)
  return { seed, shape, faults, acknowledged, log }
}

/** What no rule of Kea's could keep: addresses that two clients may hold, and `address client` of promises made without knowing. */
interface Excused {
  readonly contested: ReadonlySet<string>
  readonly unknowing: ReadonlySet<string>
}

/** Both databases have the lease, and not for less than the client believes. */
function checkHeld(world: World, { mac, held, gaveBack }: ModelClient, { contested, unknowing }: Excused, faults: string[]): void {
  const now = world.clock.now
  if (!held || held.until <= now + 2000 || contested.has(held.address) || gaveBack.has(held.address)) return
  for (const name of names) {
    const lease = world.servers.get(name)?.running?.dhcp.leases.get(parseAddress(held.address) ?? 0)
    const isTheirs = lease !== undefined && Buffer.from(lease.hwaddr, 'latin1').toString('hex') === mac && lease.state === 0
    // It was given beside a server that could give it too, and did.
    if (lease && !isTheirs && unknowing.has(`${held.address} ${mac}`)) continue
    if (!lease || !isTheirs || isExpired(lease, Math.floor(now / 1000))) faults.push(`${name} does not have ${held.address} of ${mac}`)
    else if ((expiresAt(lease) + 1) * 1000 < held.until) faults.push(`${name} has ${held.address} of ${mac} for ${((held.until - expiresAt(lease) * 1000) / 1000).toFixed(1)} s less than the client`)
  }
}

function scheduleFaults(world: World, random: () => number, note: (text: string) => void): void {
  const { clock } = world
  const pick = (): Name => (random() < 0.5 ? 'one' : 'two')
  const does = (at: number, text: string, work: () => void): void =>
    clock.at(start + at, () => {
      note(text)
      work()
    })
  for (const name of names) does(random() < 0.7 ? random() * 2000 : random() * 15_000, `start ${name}`, () => world.start(name))
  const events = Math.floor(random() * 13)
  let last = 0
  for (let event = 0; event < events; event++) {
    let at = 3000 + random() * (faultsEnd - 5000)
    const length = random() < 0.5 ? random() * 3000 : random() * 25_000
    const name = pick()
    const other: Name = name === 'one' ? 'two' : 'one'
    const kind = random()
    // Troubles seldom come alone.
    if (event > 0 && random() < 0.4) at = Math.min(last + random() * 6000, faultsEnd - 2000)
    last = at
    if (kind < 0.28) {
      does(at, `kill ${name}`, () => world.kill(name))
      does(at + length, `start ${name}`, () => world.start(name))
    } else if (kind < 0.4) {
      does(at, `pause ${name}`, () => world.pause(name))
      does(at + length, `continue ${name}`, () => world.goOn(name))
    } else if (kind < 0.65) {
      const ways = random() < 0.6 ? [world.link(name, other), world.link(other, name)] : [world.link(name, other)]
      does(at, `cut ${name} ${ways.length === 2 ? 'and' : 'to'} ${other}`, () => ways.forEach((way) => (way.isCut = true)))
      does(at + length, `join ${name} and ${other}`, () => ways.forEach((way) => (way.isCut = false)))
    } else if (kind < 0.75) {
      does(at, `cut clients from ${name}`, () => (world.link('clients', name).isCut = true))
      does(at + length, `join clients and ${name}`, () => (world.link('clients', name).isCut = false))
    } else if (kind < 0.9) {
      const loss = random() * 0.4
      const slow: [number, number] = [0, random() < 0.5 ? 50 : 3000]
      does(at, `lose ${loss.toFixed(2)} and delay up to ${slow[1]} ms between ${name} and ${other}`, () => {
        for (const way of [world.link(name, other), world.link(other, name)]) {
          way.loss = loss
          way.delay = slow
        }
      })
      does(at + length, 'a good link', () => mend(world))
    } else {
      // An administrator asks a server that has its leases.
      does(at, `maintenance of ${other}`, () => ['waiting', 'syncing'].includes(world.servers.get(name)?.running?.ha.nodes[0]?.state ?? '') || world.command(name, 'ha-maintenance-start', undefined, (answer) => note(answer.text ?? '')))
      does(at + length, 'maintenance canceled', () => world.command(name, 'ha-maintenance-cancel', undefined, (answer) => note(answer.text ?? '')))
    }
  }
}

function mend(world: World): void {
  for (const [from, to] of [['one', 'two'], ['two', 'one']] as const) {
    const way = world.link(from, to)
    way.loss = 0
    way.delay = [0, 1]
  }
}

/** Everything is put right, as an administrator would. */
function heal(world: World, note: (text: string) => void): void {
  note('heal')
  mend(world)
  for (const [from, to] of [['one', 'two'], ['two', 'one'], ['clients', 'one'], ['clients', 'two']] as const) world.link(from, to).isCut = false
  for (const name of names) {
    world.goOn(name)
    world.start(name)
    const state = world.servers.get(name)?.running?.ha.nodes[0]?.state
    if (state === 'partner-in-maintenance') world.command(name, 'ha-maintenance-cancel', undefined, () => undefined)
  }
  // A server that was put into maintenance and forgotten there is restarted, and so is one whose partnership ended.
  world.clock.after(12_000, () => {
    for (const name of names) {
      const state = world.servers.get(name)?.running?.ha.nodes[0]?.state
      if (state !== 'in-maintenance' && state !== 'partner-in-maintenance') continue
      note(`restart ${name}`)
      world.kill(name)
      world.start(name)
    }
  })
}
