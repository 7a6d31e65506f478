/**
 * A failover drill: boots the pair, gives leases, kills the server that serves, watches the other take over, and brings the first one back.
 * What is told is what happened, with the time it took.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { buildPlan } from '../dhcp/plan/build'
import type { Plan, Subnet } from '../dhcp/plan-types'
import type { HaState } from '../ha/states'
import { readRelationships } from '../ha/relationship'
import type { Relationship } from '../ha/relationship'
import { inSeconds } from '../lab/text'
import { openCrowd } from './clients/crowd'
import type { Client, Crowd, Got } from './clients/crowd'
import { readDeployment } from './deployment'
import { askUnix } from './doors/unix'
import type { BootedServer, PairEvent } from './events'
import { loadConfig } from './load-config'
import type { Supervisor } from './supervisor'
import { up } from './up'
import type { UpArguments } from './arguments'

export interface DrillWorld {
  readonly entry: string
  readonly clock: () => number
  readonly random: () => number
  /** A step, and how many seconds after the begin. */
  onStep(seconds: number, text: string): void
  onEvent(event: PairEvent): void
}

export interface DrillResult {
  /** ms from the death of one server until the other answers all clients. */
  readonly tookOver: number
  /** ms until the first client of the dead server had a lease. */
  readonly served: number
  /** ms that the files allow: max-response-delay and one heartbeat. */
  readonly allowed: number
  readonly leases: number
}

interface Cast {
  readonly supervisor: Supervisor
  readonly booted: ReadonlyMap<string, BootedServer>
  readonly relationship: Relationship
  readonly plan: Plan
  /** By the name in the relationship. */
  readonly serverOf: (peer: string) => BootedServer
  /** When a server last entered partner-down, ms. */
  readonly tookOverAt: ReadonlyMap<string, number>
}

const patience = 20_000

/** Throws with one sentence where the pair does not do what it should. */
export async function drill(args: UpArguments, world: DrillWorld): Promise<DrillResult> {
  const begun = world.clock()
  const step = (text: string): void => world.onStep((world.clock() - begun) / 1000, text)
  const cast = await boot(args, world)
  try {
    return await act(cast, world, step)
  } finally {
    await cast.supervisor.close()
  }
}

async function boot(args: UpArguments, world: DrillWorld): Promise<Cast> {
  const deployment = readDeployment(args.paths, args)
  const files = deployment.servers.map((server) => ({ server, dhcp4: loadConfig(server.config, 'Dhcp4', server.includeFolders).map ?? {} }))
  const plans = files.map(({ server, dhcp4 }) => ({ server, plan: buildPlan(dhcp4, deployment.release).plan }))
  const [first] = plans.flatMap(({ plan }) => (plan ? readRelationships(plan.source, plan.release, plan.multiThreading).map((relationship) => ({ plan, relationship })) : []))
  if (!first) throw new Error(`${args.paths.join(', ')}: there is no High Availability here to drill`)
  if (!first.relationship.partner) throw new Error(`mode ${first.relationship.mode} has no failover to drill`)
  const booted = new Map<string, BootedServer>()
  const tookOverAt = new Map<string, number>()
  const supervisor = await up(args, {
    entry: world.entry,
    onEvent: (event) => {
      if (event.event === 'ready') for (const server of event.servers) booted.set(server.name, server)
      if (event.event === 'started') booted.set(event.server.name, event.server)
      if (event.event === 'ha' && event['to'] === 'partner-down') tookOverAt.set(event.server, world.clock())
      world.onEvent(event)
    },
    onAllEnded: () => undefined,
  })
  const nameOf = (peer: string): string | undefined =>
    plans.find(({ plan }) => plan && readRelationships(plan.source, plan.release, plan.multiThreading).some(({ own }) => own.name === peer))?.server.name
  return {
    supervisor,
    booted,
    tookOverAt,
    ...first,
    serverOf: (peer) => {
      const server = booted.get(nameOf(peer) ?? '')
      if (!server) throw new Error(`no server here is called ${peer} in its partnership`)
      return server
    },
  }
}

async function act(cast: Cast, world: DrillWorld, step: (text: string) => void): Promise<DrillResult> {
  const { relationship, supervisor, serverOf } = cast
  const [primary, other] = relationship.servers
  if (!primary || !other) throw new Error('there is no pair')
  const { heartbeatDelay, maxResponseDelay, maxUnackedClients, mode } = relationship
  const both = [serverOf(primary.name), serverOf(other.name)]
  step(`${both.map((server) => server.name).join(' and ')} boot`)
  const toNormal = patience + 6 * heartbeatDelay
  await until(world, toNormal, () => allIn(cast, mode), `the servers do not reach ${mode}`)
  step(`both are in ${mode}`)

  const subnet = subnetForAll(cast.plan)
  const crowd = await openCrowd({ ports: new Map(both.map((server) => [server.name, Number(server.dhcp.split(':')[1])])), giaddr: giaddrOf(subnet), clock: world.clock, random: world.random })
  try {
    const clients = makeClients(8, 1)
    const got = await leaseAll(crowd, clients, patience)
    const shares = count(got.map((one) => one.server))
    await until(world, 2000, async () => (await sameLeases(both)) === clients.length, 'the two databases differ')
    step(`${clients.length} clients have a lease in ${subnet.text} (${shares}); both databases have all of them`)

    await supervisor.kill(serverOf(primary.name).name)
    const died = world.clock()
    step(`${both[0]?.name ?? ''} is killed`)
    // As many clients as it takes for the other to believe it, each asking until it is answered.
    const newcomers = makeClients(maxUnackedClients + 2, 100)
    const taken = await leaseAll(crowd, newcomers, maxResponseDelay + 4 * heartbeatDelay + patience)
    const heir = both[1]?.name ?? ''
    const tookOver = (cast.tookOverAt.get(heir) ?? Infinity) - died
    const served = Math.min(...taken.filter((one) => one.server === heir).map((one) => one.took))
    const allowed = maxResponseDelay + heartbeatDelay
    step(`${heir} took over after ${inSeconds(tookOver)} (the files allow ${inSeconds(allowed)}: max-response-delay and a heartbeat); ${taken.length} new clients have a lease, the first after ${inSeconds(served)}`)
    const renewed = await Promise.all(clients.map((client) => crowd.renew(client, patience)))
    if (renewed.some((one) => one === undefined)) throw new Error('a client could not renew its lease')
    step(`all ${clients.length} clients from before renewed theirs`)

    await supervisor.start(serverOf(primary.name).name)
    step(`${both[0]?.name ?? ''} is started again, ${inSeconds(world.clock() - died)} after its death`)
    await until(world, toNormal, () => allIn(cast, mode), `the servers do not come back to ${mode}`)
    const leases = clients.length + newcomers.length
    const after = [serverOf(primary.name), serverOf(other.name)]
    await until(world, 2000, async () => (await sameLeases(after)) === leases, 'the two databases differ')
    step(`both are in ${mode} again, and both databases have the same ${leases} leases`)
    return { tookOver, served, allowed, leases }
  } finally {
    crowd.close()
  }
}

async function leaseAll(crowd: Crowd, clients: readonly Client[], patienceMs: number): Promise<Got[]> {
  const got = await Promise.all(clients.map((client) => crowd.lease(client, patienceMs)))
  const without = got.filter((one) => one === undefined).length
  if (without > 0) throw new Error(`${without} of ${clients.length} clients got no lease`)
  return got.filter((one) => one !== undefined)
}

function makeClients(count: number, from: number): Client[] {
  return Array.from({ length: count }, (_, at) => ({ hwaddr: Uint8Array.from([2, 0, 0, 0, (from + at) >> 8, (from + at) & 255]), address: undefined }))
}

function count(names: readonly string[]): string {
  return [...new Set(names)].sort().map((name) => `${names.filter((one) => one === name).length} from ${name}`).join(', ')
}

/** A subnet whose pools are open to whoever is served. */
function subnetForAll({ subnets }: Plan): Subnet {
  const isOpen = (names: readonly string[]): boolean => names.every((name) => name.startsWith('HA_'))
  const found = subnets.find((subnet) => isOpen(subnet.clientClasses) && subnet.pools.some((pool) => isOpen(pool.clientClasses)))
  if (!found) throw new Error('no subnet has a pool that is open to every client')
  return found
}

function giaddrOf(subnet: Subnet): number {
  const [relay] = [...subnet.relays, ...(subnet.network?.relays ?? [])]
  return relay ?? subnet.first + 1
}

async function allIn(cast: Cast, state: HaState): Promise<boolean> {
  for (const { name } of cast.relationship.servers.filter((server) => server.role !== 'backup')) {
    if ((await stateOf(cast.serverOf(name))) !== state) return false
  }
  return true
}

async function stateOf(server: BootedServer): Promise<string | undefined> {
  const answer = await askUnix(server.socket, { command: 'ha-heartbeat' }, 2000).catch(() => undefined)
  return (answer?.arguments as { state?: string } | undefined)?.state
}

/** How many living leases both have just so; undefined where they differ. */
async function sameLeases(servers: readonly BootedServer[]): Promise<number | undefined> {
  const lists: string[][] = []
  for (const server of servers) {
    const answer = await askUnix(server.socket, { command: 'lease4-get-all' }, 5000)
    const leases = (answer.arguments as { leases?: Record<string, unknown>[] } | undefined)?.leases ?? []
    lists.push(leases.filter((lease) => lease['state'] === 0).map((lease) => `${String(lease['ip-address'])} ${String(lease['hw-address'])} ${String(lease['cltt'])}`))
  }
  const [one = [], other = []] = lists
  return one.join() === other.join() ? one.length : undefined
}

async function until(world: DrillWorld, patienceMs: number, isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  const end = world.clock() + patienceMs
  while (!(await isSo())) {
    if (world.clock() > end) throw new Error(`${otherwise} within ${(patienceMs / 1000).toFixed(0)} s`)
    await sleep(50)
  }
}
