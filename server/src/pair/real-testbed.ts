/** The deployment as processes on loopback: the supervisor's servers, proxies between them, and the clients' datagrams by UDP. */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { setTimeout as sleep } from 'node:timers/promises'
import { crossing } from '../ha/world/link'
import type { BootedView, ProcessState, Testbed, TestbedEvents } from '../lab/testbed'
import type { Deployment } from './deployment'
import { askUnix } from './doors/unix'
import type { BootedServer, PairEvent } from './events'
import { openFailingLinks } from './failing-links'
import { supervise } from './supervisor'
import type { Supervisor, SupervisorOptions } from './supervisor'
import { wallClock } from './wall-clock'

export type RealTestbedParts = Pick<SupervisorOptions, 'entry' | 'dhcpPort' | 'portFor' | 'stateDirOf'> & {
  readonly reportEvery: number
  readonly random: () => number
  readDeployment(): Deployment
  /** Everything, as the command prints it. */
  onEvent(event: PairEvent): void
}

const patienceMs = 12_000
/** What a timer of Node holds, ms. */
const longestSleep = 2 ** 31 - 1

/** Throws with one sentence where no server can be started. */
export async function openRealTestbed(parts: RealTestbedParts, events: TestbedEvents): Promise<Testbed> {
  const links = openFailingLinks(parts.random)
  const booted = new Map<string, BootedServer>()
  const serverAt = new Map<number, string>()
  let isClosed = false
  const socket = await openSocket()
  socket.on('message', (octets, { port }) => {
    const server = serverAt.get(port)
    if (server === undefined) return
    carry(links.link(server, 'clients'), () => events.onReply(server, octets), () => events.onLost(server, octets, true))
  })
  const carry = (link: ReturnType<typeof links.link>, arrive: () => void, lose: () => void): void => {
    const delay = crossing(link, parts.random)
    if (delay === undefined) lose()
    else if (delay < 1) arrive()
    else {
      setTimeout(() => {
        if (!isClosed) arrive()
      }, delay)
    }
  }
  const note = (server: BootedServer): void => {
    booted.set(server.name, server)
    serverAt.set(Number(server.dhcp.split(':')[1]), server.name)
    events.onState(server.name, 'running', viewOf(server))
  }
  const onEvent = (event: PairEvent): void => {
    parts.onEvent(event)
    switch (event.event) {
      case 'ready':
        event.servers.forEach(note)
        return
      case 'started':
        note(event.server)
        return
      case 'ended':
        events.onState(event.server, 'down', undefined)
        if (event.code !== 0 && event.signal !== 'SIGKILL') events.onNotice(event.server, 'fault', `ended by itself (${event.signal ?? `exit code ${event.code ?? 0}`})`, undefined)
        return
      case 'refused':
        if (supervisor === undefined || supervisor.stateOf(event.server) === 'down') events.onState(event.server, 'refused', undefined)
        events.onNotice(event.server, 'refused', event.text, event.findings[0])
        return
      case 'ha':
        events.onHa(event)
        return
      case 'not-followed':
        events.onNotice(event.server, 'notice', `${event.parameter} is not followed. ${event.consequence}`, undefined)
        return
      case 'notice':
      case 'fault':
        events.onNotice(event.server, event.event, event.text, undefined)
        return
      case 'finding':
      case 'drop':
      case 'stopped':
        return
    }
  }
  let supervisor: Supervisor | undefined
  try {
    supervisor = await supervise({
      ...parts,
      only: undefined,
      realInterface: undefined,
      drops: false,
      between: links.between,
      onReport: events.onReport,
      onDeployment: () => events.onFilesChanged(),
      onEvent,
      onAllEnded: () => undefined,
    })
  } catch (error) {
    socket.close()
    await links.close()
    throw error
  }
  const running = supervisor
  let passes = new AbortController()
  const endPasses = (): void => {
    passes.abort()
    passes = new AbortController()
  }
  const stateOf = (name: string): ProcessState => running.stateOf(name)
  return {
    time: 'real',
    clock: wallClock,
    stateOf,
    start: async (name) => {
      if (stateOf(name) !== 'down') throw new Error(`${name} is running already`)
      events.onState(name, 'starting', undefined)
      try {
        await running.start(name)
      } catch (error) {
        events.onState(name, running.awaitsFile(name) ? 'refused' : 'down', undefined)
        throw error
      }
    },
    stop: (name) => running.stop(name),
    kill: (name) => running.kill(name),
    pause: async (name) => {
      running.pause(name)
      await Promise.resolve()
      events.onState(name, 'paused', undefined)
    },
    goOn: async (name) => {
      running.goOn(name)
      await Promise.resolve()
      const server = booted.get(name)
      events.onState(name, 'running', server && viewOf(server))
    },
    loseLeases: (name) => running.loseLeases(name),
    skew: (name, ms) => running.skew(name, ms),
    link: links.link,
    command: async (name, command, args) => {
      const server = booted.get(name)
      if (!server || stateOf(name) !== 'running') throw new Error(`${name} is not running`)
      return askUnix(server.socket, args === undefined ? { command } : { command, arguments: args }, patienceMs)
    },
    send: (name, octets) => {
      const server = booted.get(name)
      if (!server || isClosed) return
      const port = Number(server.dhcp.split(':')[1])
      // Nobody there to hear it: as on a network, nothing comes back.
      carry(links.link('clients', name), () => socket.send(octets, port, '127.0.0.1', () => undefined), () => events.onLost(name, octets, false))
    },
    setSpeed: () => endPasses(),
    pass: async (ms) => {
      const { signal } = passes
      for (let left = ms; left > 0 && !signal.aborted; left -= longestSleep) await sleep(Math.min(left, longestSleep), undefined, { signal }).catch(() => undefined)
      if (isClosed) throw new Error('the pair has ended')
    },
    close: async () => {
      isClosed = true
      endPasses()
      await running.close()
      socket.close()
      await links.close()
    },
  }
}

function viewOf({ dhcp, doors, pid }: BootedServer): BootedView {
  return { dhcp, doors: doors.filter((door) => door.whose === 'own').map(({ configured, at }) => ({ configured, at })), pid }
}

async function openSocket(): Promise<Socket> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, '127.0.0.1', resolve)
  })
  socket.on('error', () => undefined)
  try {
    socket.setRecvBufferSize(4 * 1024 * 1024)
  } catch {
    return socket
  }
  return socket
}
