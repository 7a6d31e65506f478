/** One server of a deployment, running: its lease file, its sockets, its timers, its control channel, its partnership. */
import path from 'node:path'
import { reclaimExpired, removeReclaimed } from '../dhcp/allocate/reclaim'
import type { Answer } from '../dhcp/commands/context'
import { runCommand } from '../dhcp/commands/run'
import { recountSubnets } from '../dhcp/commands/subnet-statistics'
import { dropReasons } from '../dhcp/exchange'
import type { DropReason } from '../dhcp/exchange'
import { textOfAddress } from '../dhcp/leases/csv'
import { arrivalOn, loopback, mapInterfaces } from '../dhcp/interfaces'
import type { MappedInterface } from '../dhcp/interfaces'
import type { Plan } from '../dhcp/plan-types'
import { createServer, setNow } from '../dhcp/server'
import type { Release } from '../config/release'
import type { Relationship } from '../ha/relationship'
import { createReporter } from '../lab/report'
import type { Reporter } from '../lab/report'
import { createCommandHost } from './command-host'
import { openControlDoors } from './control-doors'
import { openDatagramDoor } from './datagrams'
import type { DatagramDoor, DatagramParts } from './datagrams'
import type { Command } from './doors/handle'
import type { PairEvent, ReadyServer } from './events'
import { openLeaseDatabase } from './lease-database'
import { loadConfig } from './load-config'
import { planOf, relationshipsOf } from './load-plan'
import { openPartnership } from './partnership'
import type { Partnership } from './partnership'
import { noPlaces } from './places'
import type { Places } from './places'
import { makeFolder } from './state-dir'

export interface ServerOptions {
  readonly name: string
  readonly configPath: string
  readonly agentPath: string | undefined
  /** Where included files are also looked for, uris. */
  readonly includeFolders: readonly string[]
  readonly release: Release
  readonly dhcpPort: number
  nextHttpPort(): number
  /** Where the doors of the deployment are on this machine. */
  readonly places?: Places | undefined
  /** For this server alone. */
  readonly stateDir: string
  /** Binds this interface of the machine in place of loopback. */
  readonly realInterface?: RealInterface | undefined
  readonly clock: () => number
  readonly random: () => number
  onEvent(event: PairEvent): void
  onShutdown(exitValue: number): void
}

export interface RealInterface {
  readonly name: string
  readonly address: number
  readonly directedBroadcast: string
}

export interface RunningServer {
  readonly ready: ReadyServer
  /** A command as the control channel would run it. */
  command(command: Command): Promise<Answer>
  /** From now on packets and leases are followed. */
  watch(): Reporter
  /** `clock` is ahead by so much more than before, ms. */
  shiftClock(ms: number): void
  close(): Promise<void>
}

const serverPort = 67

/** Throws with one sentence where the server cannot start. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { name, release, clock, onEvent, stateDir } = options
  const loaded = loadConfig(options.configPath, 'Dhcp4', options.includeFolders)
  if (!loaded.map) throw new Error(loaded.fault)
  const plan = planOf(loaded.map, options.configPath, release)
  const relationships = relationshipsOf(plan, options.configPath)
  makeFolder(stateDir)
  let reporter: Reporter | undefined
  const database = openLeaseDatabase(plan, stateDir, {
    onNotice: (text) => notice(options, text),
    onLease: (lease, isGone) => reporter?.leaseChanged(lease, isGone),
  })
  const { leases, format, commit } = database
  const interfaces = options.realInterface ? [{ ...options.realInterface, knownFrom: 'the machine', isLoopback: true }] : mapInterfaces(plan)
  const addresses = new Set<number>([...interfaces.map((one) => one.address)])
  const server = createServer({ plan, leases, random: options.random, addresses, now: clock() })
  recountSubnets(server)
  const timers = new Set<NodeJS.Timeout>()
  const fault = (error: unknown): void => onEvent({ event: 'fault', server: name, text: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  const drop = (reason: DropReason): void => onEvent({ event: 'drop', server: name, reason, text: dropReasons[reason] })
  const every = (seconds: number, work: () => void): void => {
    if (seconds <= 0) return
    timers.add(
      setInterval(() => {
        setNow(server, clock())
        try {
          work()
          commit()
        } catch (error) {
          fault(error)
        }
      }, seconds * 1000),
    )
  }
  const startTimers = (): void => {
    for (const timer of timers) clearInterval(timer)
    timers.clear()
    const { expiration, leaseDatabase } = server.plan
    every(expiration.reclaimTimerWaitTime, () => {
      reclaimExpired(server, { maxLeases: expiration.maxReclaimLeases, maxMs: expiration.maxReclaimTime, remove: expiration.holdReclaimedTime === 0, clock })
    })
    every(expiration.flushReclaimedTimerWaitTime, () => {
      removeReclaimed(server, expiration.holdReclaimedTime)
    })
    if (leaseDatabase.persist) every(leaseDatabase.lfcInterval, () => void database.clean().catch(fault))
  }
  tellUnfollowed(options, plan, interfaces)
  startTimers()

  let partnership: Partnership | undefined
  const doors: DatagramDoor[] = []
  const stopServing = async (): Promise<void> => {
    for (const timer of timers) clearInterval(timer)
    await Promise.all([...doors.map((door) => door.close()), partnership?.close()])
    database.close()
  }
  const host = createCommandHost({
    ...options,
    leases,
    format,
    apply: async (next) => {
      let found: Relationship[]
      try {
        found = relationshipsOf(next, options.configPath)
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
      await partnership?.close()
      partnership = undefined
      server.plan = next
      server.allocation.clear()
      database.follow(next)
      recountSubnets(server)
      startTimers()
      tellUnfollowed(options, next, [])
      await joinPartners(found)
      return undefined
    },
  })
  const command = async (asked: Command): Promise<Answer> => {
    setNow(server, clock())
    const answer = await (partnership?.command(asked) ?? runCommand({ server, host, release }, asked))
    await database.written()
    return partnership ? partnership.amend(asked.command, answer) : answer
  }
  const joinPartners = async (found: readonly Relationship[]): Promise<void> => {
    if (found.length === 0) return
    partnership = await openPartnership({
      server,
      relationships: found,
      places: options.places ?? noPlaces,
      nextPort: options.nextHttpPort,
      clock,
      commit,
      handle: command,
      onEvent: (event) => onEvent({ event: 'ha', server: name, ...event }),
      onNotice: (text) => notice(options, text),
      onFault: fault,
      onDiscard: () => drop('partner-refused'),
      onRoom: () => doors.forEach((door) => door.goOn()),
    })
  }
  try {
    for (const [at, iface] of interfaces.entries()) {
      const parts: DatagramParts = {
        server,
        address: options.realInterface ? '0.0.0.0' : '127.0.0.1',
        port: options.realInterface ? serverPort : at === 0 ? options.dhcpPort : 0,
        toSource: !options.realInterface,
        directedBroadcast: options.realInterface?.directedBroadcast,
        clock,
        arrivalOf: (octets, remote, remotePort) =>
          options.realInterface
            ? { octets, iface: iface.name, ifaceAddress: iface.address, local: remote === 0 ? 0xffffffff : iface.address, remote, remotePort }
            : arrivalOn(iface, octets, remote, remotePort),
        commit,
        room: () => partnership?.room() ?? Infinity,
        watch: () => reporter,
        holds: (outcome, held) => {
          const verdict = partnership ? partnership.holds(outcome, held) : 'send'
          if (verdict === 'drop') drop('too-many-parked')
          return verdict
        },
        onOutcome: (outcome) => {
          if (outcome.kind === 'drop') drop(outcome.reason)
        },
        onFault: fault,
      }
      doors.push(await openDatagramDoor(parts))
      if (at > 0) notice(options, `interface ${iface.name} is on 127.0.0.1:${doors[at]?.port ?? 0}`)
    }
    await joinPartners(relationships)
    const agent = options.agentPath === undefined ? undefined : loadConfig(options.agentPath, 'Control-agent', options.includeFolders)
    if (agent && !agent.map) notice(options, `no control agent: ${agent.fault}`)
    const control = await openControlDoors({
      dhcp4: plan.source,
      agent: agent?.map,
      socketPath: process.platform === 'win32' ? `\\\\.\\pipe\\kea-pair-${process.pid}-${name}` : path.join(stateDir, 'kea4.sock'),
      places: options.places ?? noPlaces,
      nextPort: options.nextHttpPort,
      handle: command,
      version: host.version,
      pid: process.pid,
      uptime: () => clock() - host.startedAt,
      shutdown: () => {
        host.shutdown(0)
      },
      onNotice: (text) => notice(options, text),
    })
    return {
      ready: {
        name,
        config: options.configPath,
        dhcp: `127.0.0.1:${doors[0]?.port ?? 0}`,
        control: control.url,
        socket: control.socket,
        leaseFile: database.path,
        pid: process.pid,
        partners: partnership?.doors ?? [],
      },
      command,
      shiftClock: (ms) => partnership?.shiftClock(ms),
      watch: () => (reporter ??= createReporter(server, () => partnership?.ha, () => performance.now())),
      close: async () => {
        await control.close()
        await stopServing()
      },
    }
  } catch (error) {
    await stopServing()
    throw error
  }
}

function notice({ name, onEvent }: ServerOptions, text: string): void {
  onEvent({ event: 'notice', server: name, text })
}

function tellUnfollowed(options: ServerOptions, plan: Plan, interfaces: readonly MappedInterface[]): void {
  const { name, onEvent } = options
  for (const { name: parameter, pointer, consequence } of plan.unsupported) onEvent({ event: 'not-followed', server: name, parameter, pointer, consequence })
  for (const iface of interfaces) {
    if (iface.knownFrom === undefined && iface.address !== loopback) {
      notice(options, `the address of interface ${iface.name} is not known here: ${textOfAddress(iface.address)} is assumed, so that clients without a relay are in its subnet`)
    }
  }
}
