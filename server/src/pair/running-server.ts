/** One server of a deployment, running: its lease file, its sockets, its timers, its control channel. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { reclaimExpired, removeReclaimed } from '../dhcp/allocate/reclaim'
import { runCommand } from '../dhcp/commands/run'
import { recountSubnets } from '../dhcp/commands/subnet-statistics'
import type { CommandHost } from '../dhcp/commands/context'
import { dropReasons } from '../dhcp/exchange'
import { leaseFormat, textOfAddress, writeHeader, writeRow } from '../dhcp/leases/csv'
import { checkLeases } from '../dhcp/leases/sanity'
import { createLeaseStore } from '../dhcp/leases/store'
import { buildPlan } from '../dhcp/plan/build'
import type { Plan } from '../dhcp/plan-types'
import { createServer, setNow } from '../dhcp/server'
import type { Release } from '../config/release'
import { openControlDoors } from './control-doors'
import { openDatagramDoor } from './datagrams'
import type { DatagramDoor, DatagramParts } from './datagrams'
import type { Command } from './doors/handle'
import type { PairEvent, ReadyServer } from './events'
import { arrivalOn, loopback, mapInterfaces } from './interfaces'
import { openLeaseFile } from './lease-file'
import { loadConfig } from './load-config'

export interface ServerOptions {
  readonly name: string
  readonly configPath: string
  readonly agentPath: string | undefined
  readonly release: Release
  readonly dhcpPort: number
  nextHttpPort(): number
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
  command(command: Command): ReturnType<typeof runCommand>
  close(): Promise<void>
}

const versions: Readonly<Record<Release, string>> = { '2.2': '2.2.0', '2.4': '2.4.0', '2.6': '2.6.3', '3.0': '3.0.4', '3.2': '3.2.0' }
const serverPort = 67
/** The answer to `shutdown` is on its way before the doors close. */
const answerLeavesMs = 100

/** Throws with one sentence where the server cannot start. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { name, release, clock, onEvent, stateDir } = options
  const plan = planOf(options.configPath, release)
  mkdirSync(stateDir, { recursive: true })
  const format = leaseFormat(release)
  const file = openLeaseFile(path.join(stateDir, 'kea-leases4.csv'), format)
  for (const { line, reason } of file.errors) onEvent({ event: 'notice', server: name, text: `lease file, line ${line}: ${reason}` })
  let rows: string[] = []
  const leases = createLeaseStore((row) => rows.push(row), format)
  const { maxRowErrors, persist } = plan.leaseDatabase
  if (maxRowErrors > 0 && file.errors.length > maxRowErrors) {
    file.close()
    throw new Error(`${file.path}: ${file.errors.length} rows cannot be read, and max-row-errors is ${maxRowErrors}`)
  }
  if (persist) {
    const checked = checkLeases(file.leases.values(), plan, textOfAddress)
    for (const text of checked.remarks) onEvent({ event: 'notice', server: name, text })
    leases.load(checked.leases)
  }
  const interfaces = options.realInterface ? [{ ...options.realInterface, knownFrom: 'the machine', isLoopback: true }] : mapInterfaces(plan)
  const addresses = new Set<number>([...interfaces.map((one) => one.address)])
  const server = createServer({ plan, leases, random: options.random, addresses, now: clock() })
  recountSubnets(server)
  const timers = new Set<NodeJS.Timeout>()
  const commit = (): void => {
    if (rows.length === 0) return
    const batch = rows
    rows = []
    if (server.plan.leaseDatabase.persist) file.append(batch.join(''))
  }
  const fault = (error: unknown): void => onEvent({ event: 'fault', server: name, text: error instanceof Error ? (error.stack ?? error.message) : String(error) })
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
  const clean = (): void => {
    commit()
    file.clean().catch(fault)
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
    if (leaseDatabase.persist) every(leaseDatabase.lfcInterval, clean)
  }
  tellUnfollowed(options, plan, interfaces)
  startTimers()

  const doors: DatagramDoor[] = []
  const stopServing = async (): Promise<void> => {
    for (const timer of timers) clearInterval(timer)
    await Promise.all(doors.map((door) => door.close()))
    commit()
    file.close()
  }
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
      onOutcome: (outcome) => {
        if (outcome.kind === 'drop') onEvent({ event: 'drop', server: name, reason: outcome.reason, text: dropReasons[outcome.reason] })
      },
      onFault: fault,
    }
    try {
      doors.push(await openDatagramDoor(parts))
    } catch (error) {
      await stopServing()
      throw error
    }
    if (at > 0) onEvent({ event: 'notice', server: name, text: `interface ${iface.name} is on 127.0.0.1:${doors[at]?.port ?? 0}` })
  }

  const startedAt = clock()
  let reloadedAt = startedAt
  const host: CommandHost = {
    version: versions[release],
    pid: process.pid,
    startedAt,
    reloadedAt: () => reloadedAt,
    configPath: options.configPath,
    clock,
    readConfig: () => {
      const loaded = loadConfig(options.configPath, 'Dhcp4')
      return loaded.map ?? loaded.fault
    },
    writeConfig: (target, dhcp4) => {
      const text = `${JSON.stringify({ Dhcp4: dhcp4 }, undefined, 2)}\n`
      try {
        writeFileSync(path.resolve(stateDir, target), text)
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
      return Buffer.byteLength(text)
    },
    apply: (next) => {
      server.plan = next
      server.allocation.clear()
      if (!next.leaseDatabase.persist) for (const lease of [...leases.all()]) leases.delete(lease.address)
      rows = next.leaseDatabase.persist ? rows : []
      recountSubnets(server)
      startTimers()
      reloadedAt = clock()
      tellUnfollowed(options, next, [])
      return Promise.resolve(undefined)
    },
    shutdown: (exitValue) => {
      setTimeout(() => {
        options.onShutdown(exitValue)
      }, answerLeavesMs)
    },
    enableLater: (origin, ms) => {
      timers.add(setTimeout(() => server.disabledBy.delete(origin), ms))
    },
    sha256: (text) => createHash('sha256').update(text).digest('hex').toUpperCase(),
    writeLeases: (target) => {
      try {
        writeFileSync(path.resolve(stateDir, target), writeHeader(format) + leases.page(-1, Infinity).map((lease) => writeRow(lease, format)).join(''))
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
      return undefined
    },
  }
  const command = async (asked: Command): ReturnType<typeof runCommand> => {
    setNow(server, clock())
    const answer = await runCommand({ server, host, release }, asked)
    commit()
    return answer
  }
  const agent = options.agentPath === undefined ? undefined : loadConfig(options.agentPath, 'Control-agent')
  if (agent && !agent.map) onEvent({ event: 'notice', server: name, text: `no control agent: ${agent.fault}` })
  const control = await openControlDoors({
    dhcp4: plan.source,
    agent: agent?.map,
    socketPath: process.platform === 'win32' ? `\\\\.\\pipe\\kea-pair-${process.pid}-${name}` : path.join(stateDir, 'kea4.sock'),
    nextPort: options.nextHttpPort,
    handle: command,
    version: host.version,
    pid: process.pid,
    uptime: () => clock() - startedAt,
    shutdown: () => {
      host.shutdown(0)
    },
    onNotice: (text) => onEvent({ event: 'notice', server: name, text }),
  }).catch(async (error: unknown) => {
    await stopServing()
    throw error
  })
  return {
    ready: { name, config: options.configPath, dhcp: `127.0.0.1:${doors[0]?.port ?? 0}`, control: control.url, socket: control.socket, leaseFile: file.path },
    command,
    close: async () => {
      await control.close()
      await stopServing()
    },
  }
}

function planOf(file: string, release: Release): Plan {
  const loaded = loadConfig(file, 'Dhcp4')
  if (!loaded.map) throw new Error(loaded.fault)
  const built = buildPlan(loaded.map, release)
  if (!built.plan) throw new Error(`${file}: ${built.fault.message} (at ${built.fault.pointer || 'the top'})`)
  return built.plan
}

function tellUnfollowed({ name, onEvent }: ServerOptions, plan: Plan, interfaces: ReturnType<typeof mapInterfaces>): void {
  for (const { name: parameter, pointer, consequence } of plan.unsupported) onEvent({ event: 'not-followed', server: name, parameter, pointer, consequence })
  for (const iface of interfaces) {
    if (iface.knownFrom === undefined && iface.address !== loopback) {
      onEvent({ event: 'notice', server: name, text: `the address of interface ${iface.name} is not known here: ${textOfAddress(iface.address)} is assumed, so that clients without a relay are in its subnet` })
    }
  }
}
