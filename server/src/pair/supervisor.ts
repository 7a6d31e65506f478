/** All servers of a deployment: boots each as a process of its own, shows where its doors are, and follows its files. */
import { buildPlan } from '../dhcp/plan/build'
import { readRelationships } from '../ha/relationship'
import { assignPlaces } from './assign-places'
import type { HostDoors, PortFor } from './assign-places'
import { findingsBehind } from '../lab/causes'
import type { ServerReport } from '../lab/report'
import { refusalText } from './deployment'
import type { Deployment, Finding, Startable } from './deployment'
import type { DoorPlace, PairEvent, ReadyServer } from './events'
import { removeLeases } from './lease-file'
import { followFiles, stampFiles } from './follow-files'
import { loadConfig } from './load-config'
import { noPlaces } from './places'
import type { Places } from './places'
import { createServerProcess } from './server-process'
import type { ServerProcess } from './server-process'
import type { RealInterface } from './running-server'

export interface SupervisorOptions {
  /** The script that runs one server. */
  readonly entry: string
  readonly only: string | undefined
  /** 0: any. */
  readonly dhcpPort: number
  readonly realInterface: RealInterface | undefined
  readonly drops: boolean
  readonly portFor: PortFor
  stateDirOf(server: Startable, among: number): string
  /** The files, read anew; throws with one sentence. */
  readDeployment(): Deployment
  /** Puts something between the servers: the places as each is to see them. */
  readonly between?: ((places: ReadonlyMap<string, Places>) => Promise<ReadonlyMap<string, Places>>) | undefined
  /** ms between the reports of each server; undefined: none. */
  readonly reportEvery?: number | undefined
  onReport?: ((server: string, report: ServerReport) => void) | undefined
  /** The files were read anew and every server that has to do with it restarted. */
  onDeployment?: ((deployment: Deployment) => void) | undefined
  onEvent(event: PairEvent): void
  /** The last server has ended by itself. */
  onAllEnded(exitValue: number): void
}

export interface Supervisor {
  readonly names: readonly string[]
  stateOf(name: string): ServerProcess['state']
  /** It is down for what its file says. */
  awaitsFile(name: string): boolean
  start(name: string): Promise<void>
  stop(name: string): Promise<void>
  kill(name: string): Promise<void>
  pause(name: string): void
  goOn(name: string): void
  /** As if its disk were gone: it dies, and starts without leases if it was running. */
  loseLeases(name: string): Promise<void>
  /** Its clock is ahead by so much, ms; over restarts too. */
  skew(name: string, ms: number): void
  close(): Promise<void>
}

interface Member {
  server: Startable
  places: Places
  readonly process: ServerProcess
  ready: ReadyServer | undefined
  /** It is down for what its file says, and not because it was told to be. */
  awaitsFile: boolean
  /** Kept over restarts. */
  dhcpPort: number
  skew: number
}

/** Boots what Kea would boot; throws with one sentence where nothing can be. */
export async function supervise(options: SupervisorOptions): Promise<Supervisor> {
  let deployment = options.readDeployment()
  const stamps = stampFiles(deployment.servers.flatMap((server) => server.files))
  const members = new Map<string, Member>()
  /** What is told before all are up waits until they are. */
  const early: (() => void)[] = []
  let isReady = false
  let isClosed = false
  /** A call, since it is asked again after a wait: the checker takes a variable to be what it was before. */
  const mayGoOn = (): boolean => !isClosed
  const inOrder = (say: () => void): void => {
    if (isReady) say()
    else early.push(say)
  }
  const tell = (event: PairEvent): void => inOrder(() => options.onEvent(event))
  const wanted = deployment.servers.filter((server) => options.only === undefined || server.name === options.only)
  if (wanted.length === 0) throw new Error(`there is no server ${options.only ?? ''} here: ${deployment.servers.map((server) => server.name).join(', ')}`)
  const placesOf = async (of: Deployment): Promise<ReadonlyMap<string, Places>> => {
    const assigned = await assignPlaces(of.servers.map((server) => doorsFor(server, of)), options.portFor)
    return options.between ? options.between(assigned) : assigned
  }
  const places = await placesOf(deployment)
  for (const [at, server] of wanted.entries()) {
    members.set(server.name, {
      server,
      places: places.get(server.name) ?? noPlaces,
      ready: undefined,
      awaitsFile: false,
      dhcpPort: options.dhcpPort === 0 ? 0 : options.dhcpPort + at,
      skew: 0,
      process: createServerProcess({
        entry: options.entry,
        onReport: (report) => inOrder(() => options.onReport?.(server.name, report)),
        onEvent: (event) => tell(explained(event, members.get(server.name)?.server.findings ?? [])),
        onEnd: (code, signal) => {
          tell({ event: 'ended', server: server.name, code, signal })
          if ([...members.values()].every((member) => member.process.state === 'down')) options.onAllEnded(code ?? 1)
        },
      }),
    })
  }

  const memberOf = (name: string): Member => {
    const member = members.get(name)
    if (!member) throw new Error(`there is no server ${name} here: ${[...members.keys()].join(', ')}`)
    return member
  }
  const boot = async (member: Member): Promise<void> => {
    const { server } = member
    const [first] = server.refusals
    member.awaitsFile = first !== undefined
    if (first) throw new Error(refusalText(first, server.refusals.length, deployment.release))
    member.ready = await member.process.start({
      name: server.name,
      configPath: server.config,
      agentPath: server.agent,
      includeFolders: server.includeFolders,
      release: deployment.release,
      dhcpPort: member.dhcpPort,
      places: member.places,
      stateDir: options.stateDirOf(server, members.size),
      realInterface: options.realInterface,
      drops: options.drops,
      skew: member.skew,
      reportEvery: options.reportEvery ?? 0,
    })
    member.dhcpPort = Number(member.ready.dhcp.split(':')[1])
  }
  const started = (member: Member): readonly PairEvent[] => {
    const { ready, server } = member
    return ready ? [{ event: 'started', server: { ...ready, doors: doorPlaces(member.places) } }, ...server.findings.filter((finding) => server.files.includes(finding.file)).map((finding) => ({ event: 'finding' as const, server: server.name, ...finding }))] : []
  }

  const faults: string[] = []
  for (const member of members.values()) {
    await boot(member).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error)
      faults.push(text)
      tell(member.server.refusals.length > 0 ? { event: 'refused', server: member.server.name, text, findings: member.server.refusals } : { event: 'fault', server: member.server.name, text: `did not start: ${text}` })
    })
  }
  const running = [...members.values()].flatMap((member) => (member.ready ? [{ ...member.ready, doors: doorPlaces(member.places) }] : []))
  if (running.length === 0) throw new Error(faults[0] ?? 'no server could be started')
  options.onEvent({ event: 'ready', servers: running })
  isReady = true
  for (const say of early) say()
  for (const event of [...members.values()].flatMap((member) => started(member).slice(1))) options.onEvent(event)

  const followChange = async (changed: readonly Member[]): Promise<void> => {
    let next: Deployment
    try {
      next = options.readDeployment()
    } catch (error) {
      for (const { server } of changed) tell({ event: 'fault', server: server.name, text: `its file changed and cannot be read: ${error instanceof Error ? error.message : String(error)}` })
      return
    }
    deployment = next
    const nextPlaces = await placesOf(next)
    for (const member of members.values()) {
      if (!mayGoOn()) return
      const server = next.servers.find((one) => one.config === member.server.config)
      if (!server) {
        if (changed.includes(member)) tell({ event: 'fault', server: member.server.name, text: `${member.server.config} is gone: ${member.process.state === 'down' ? 'it stays down' : 'it goes on with what it had'}` })
        continue
      }
      const own = { ...server, name: member.server.name }
      const ownPlaces = nextPlaces.get(server.name) ?? member.places
      const isConcerned = changed.includes(member) || JSON.stringify(ownPlaces) !== JSON.stringify(member.places)
      const [first] = own.refusals
      if (isConcerned && first) {
        member.server = own
        tell({ event: 'refused', server: own.name, text: `${refusalText(first, own.refusals.length, next.release)} ${member.process.state === 'down' ? 'It stays down' : 'It goes on with what it had'}.`, findings: own.refusals })
        continue
      }
      member.server = own
      if (!isConcerned) continue
      member.places = ownPlaces
      const isDown = member.process.state === 'down'
      if (isDown && !member.awaitsFile) continue
      tell({ event: 'notice', server: own.name, text: isDown ? 'its configuration was put right: it starts' : 'its configuration changed: it restarts' })
      await member.process.stop()
      if (!mayGoOn()) return
      await boot(member).then(
        () => started(member).forEach(tell),
        (error: unknown) => tell({ event: 'fault', server: own.name, text: `did not start: ${error instanceof Error ? error.message : String(error)}` }),
      )
    }
    options.onDeployment?.(next)
  }
  const follow = followFiles([...members.values()], (member) => member.server.files, stamps, (changed) =>
    followChange(changed).catch((error: unknown) => {
      for (const { server } of changed) tell({ event: 'fault', server: server.name, text: `its file changed and is not followed: ${error instanceof Error ? error.message : String(error)}` })
    }),
  )

  return {
    names: [...members.keys()],
    stateOf: (name) => memberOf(name).process.state,
    awaitsFile: (name) => memberOf(name).awaitsFile,
    start: async (name) => {
      const member = memberOf(name)
      await boot(member)
      started(member).forEach(tell)
    },
    stop: async (name) => {
      await memberOf(name).process.stop()
      tell({ event: 'ended', server: name, code: 0, signal: null })
    },
    kill: async (name) => {
      await memberOf(name).process.kill()
      tell({ event: 'ended', server: name, code: null, signal: 'SIGKILL' })
    },
    pause: (name) => {
      memberOf(name).process.pause()
      tell({ event: 'notice', server: name, text: 'is frozen: it holds its ports and answers nobody' })
    },
    goOn: (name) => {
      memberOf(name).process.goOn()
      tell({ event: 'notice', server: name, text: 'goes on' })
    },
    loseLeases: async (name) => {
      const member = memberOf(name)
      const wasUp = member.process.state !== 'down'
      await member.process.kill()
      removeLeases(options.stateDirOf(member.server, members.size))
      tell({ event: 'notice', server: name, text: 'has lost its lease database' })
      if (!wasUp) return
      tell({ event: 'ended', server: name, code: null, signal: 'SIGKILL' })
      await boot(member)
      started(member).forEach(tell)
    },
    skew: (name, ms) => {
      const member = memberOf(name)
      member.skew = ms
      member.process.skew(ms)
    },
    close: async () => {
      isClosed = true
      await follow.close()
      await Promise.all([...members.values()].map((member) => member.process.stop()))
    },
  }
}

function explained(event: PairEvent, findings: readonly Finding[]): PairEvent {
  if (event.event !== 'ha') return event
  const because = findingsBehind(event, findings)
  return because.length === 0 ? event : { ...event, because }
}

function doorsFor(server: Startable, { release }: Deployment): HostDoors {
  const dhcp4 = loadConfig(server.config, 'Dhcp4', server.includeFolders).map ?? {}
  const agent = server.agent === undefined ? undefined : loadConfig(server.agent, 'Control-agent', server.includeFolders).map
  return { name: server.name, dhcp4, agent, relationships: relationshipsIn(dhcp4, release) }
}

/** None where the file is not one that Kea would run: it is told when the server starts. */
function relationshipsIn(dhcp4: Readonly<Record<string, unknown>>, release: Deployment['release']): HostDoors['relationships'] {
  try {
    return readRelationships(dhcp4, release, buildPlan(dhcp4, release).plan?.multiThreading ?? true)
  } catch {
    return []
  }
}

function doorPlaces({ own, peers }: Places): DoorPlace[] {
  const at = (port: number): string => `127.0.0.1:${port}`
  return [
    ...Object.entries(own).map(([configured, port]) => ({ whose: 'own' as const, configured, at: at(port) })),
    ...Object.entries(peers).map(([configured, port]) => ({ whose: 'peer' as const, configured, at: at(port) })),
  ]
}
