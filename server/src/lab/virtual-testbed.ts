/** The deployment in its own time: all servers in one process, and an hour passes in the time that its work takes. */
import type { Release } from '../config/release'
import { createWorld } from '../ha/world/world'
import type { Finding } from '../pair/deployment'
import { findingsBehind } from './causes'
import { createReporter } from './report'
import type { Reporter } from './report'
import type { LabClock, ProcessState, Testbed, TestbedEvents } from './testbed'

export interface VirtualParts {
  readonly servers: readonly VirtualServer[]
  readonly release: Release
  /** 0 to 1, 1 left out. */
  readonly random: () => number
  /** ms since the epoch, where its time begins. */
  readonly start: number
  /** The clock of the machine: how long the work takes, and when the next slice of it is due. */
  readonly wall: LabClock
}

export interface VirtualServer {
  readonly name: string
  /** The map under "Dhcp4". */
  readonly dhcp4: Readonly<Record<string, unknown>>
  /** Why Kea would not start with it; '' where it would. */
  readonly refusal: string
  readonly findings: readonly Finding[]
}

export interface VirtualTestbed extends Testbed {
  /** The server's file has changed: a server that runs, or was kept down by its file, starts again with it. */
  configure(server: VirtualServer): void
}

/** ms of work in one slice, so that whoever looks on is served in between. */
const sliceMs = 25
const betweenSlices = 40
const second = 1000

/** Throws with one sentence where no server can be started. */
export function openVirtualTestbed(parts: VirtualParts, events: TestbedEvents): VirtualTestbed {
  const { wall } = parts
  const states = new Map<string, ProcessState>()
  const files = new Map<string, VirtualServer>()
  const reporters = new Map<string, Reporter>()
  const world = createWorld({
    servers: [],
    release: parts.release,
    random: parts.random,
    start: parts.start,
    onEvent: (server, event) => {
      const because = findingsBehind({ event: 'ha', server, ...event }, files.get(server)?.findings ?? [])
      events.onHa({ event: 'ha', server, ...event, ...(because.length > 0 ? { because } : {}) })
    },
    follow: (server, running) => {
      const reporter = createReporter(running.dhcp, () => running.ha, () => world.clock.now)
      reporters.set(server, reporter)
      return reporter
    },
    onLost: events.onLost,
  })
  const { clock } = world
  /** The server with why it cannot run, which may be what nothing but the plan of its file shows. */
  const settle = (server: VirtualServer): VirtualServer => {
    const settled = server.refusal === '' ? { ...server, refusal: faultOf(() => world.configure(server.name, server.dhcp4)) } : server
    files.set(server.name, settled)
    return settled
  }
  let speed = 1
  let isClosed = false
  let passing: { readonly until: number; readonly done: () => void }[] = []

  const report = (): void => {
    for (const [name, reporter] of reporters) if (states.get(name) === 'running') events.onReport(name, reporter.take(clock.now + (world.servers.get(name)?.skew ?? 0)))
  }
  /** Works until then, or until the slice is over. */
  const work = (until: number): void => {
    const begun = wall.now()
    while (clock.now < until && wall.now() - begun < sliceMs) {
      const next = Math.min(until, (Math.floor(clock.now / second) + 1) * second)
      clock.runUntil(next)
      if (next % second === 0) report()
    }
    report()
    const over = passing.filter((one) => one.until <= clock.now)
    passing = passing.filter((one) => one.until > clock.now)
    for (const { done } of over) done()
  }
  let last = wall.now()
  let cancel: () => void = () => undefined
  const turn = (): void => {
    if (isClosed) return
    const now = wall.now()
    const goal = passing.length > 0 ? Math.min(...passing.map((one) => one.until)) : clock.now + (now - last) * speed
    last = now
    work(goal)
    cancel = wall.after(passing.length > 0 ? 0 : betweenSlices, turn)
  }

  const setState = (name: string, state: ProcessState): void => {
    states.set(name, state)
    events.onState(name, state, state === 'running' ? { dhcp: '', doors: [], pid: 0 } : undefined)
  }
  const stateOf = (name: string): ProcessState => {
    const state = states.get(name)
    if (state === undefined) throw new Error(`there is no server ${name}`)
    return state
  }
  const boot = (name: string): void => {
    if (stateOf(name) === 'running' || stateOf(name) === 'paused') throw new Error(`${name} is running already`)
    const refusal = files.get(name)?.refusal ?? ''
    if (refusal !== '') {
      if (stateOf(name) !== 'refused') setState(name, 'refused')
      throw new Error(refusal)
    }
    // Told first, so that what it does as it starts comes behind it.
    setState(name, 'running')
    world.start(name)
  }
  const end = (name: string): void => {
    if (stateOf(name) !== 'running' && stateOf(name) !== 'paused') throw new Error(`${name} is not running`)
    reporters.delete(name)
    world.kill(name)
    setState(name, 'down')
  }
  const later = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()))

  const settled = parts.servers.map(settle)
  if (settled.every((server) => server.refusal !== '')) throw new Error(settled[0]?.refusal ?? 'no server could be started')
  cancel = wall.after(0, turn)
  for (const { name, refusal } of settled) {
    states.set(name, 'down')
    if (refusal === '') boot(name)
    else {
      setState(name, 'refused')
      events.onNotice(name, 'refused', refusal, undefined)
    }
  }
  return {
    time: 'virtual',
    clock: {
      now: () => clock.now,
      after: (ms, work) => {
        let isOff = false
        clock.after(ms, () => {
          if (!isOff) work()
        })
        return () => {
          isOff = true
        }
      },
    },
    stateOf,
    start: (name) => later(() => boot(name)),
    stop: (name) => later(() => end(name)),
    kill: (name) => later(() => end(name)),
    pause: (name) =>
      later(() => {
        if (stateOf(name) !== 'running') throw new Error(`${name} is not running`)
        world.pause(name)
        setState(name, 'paused')
      }),
    goOn: (name) =>
      later(() => {
        if (stateOf(name) !== 'paused') throw new Error(`${name} is not paused`)
        setState(name, 'running')
        world.goOn(name)
      }),
    loseLeases: (name) =>
      later(() => {
        const wasUp = stateOf(name) === 'running' || stateOf(name) === 'paused'
        if (wasUp) end(name)
        world.loseLeases(name)
        events.onNotice(name, 'notice', 'has lost its lease database', undefined)
        if (wasUp) boot(name)
      }),
    skew: (name, ms) => {
      // Of a server that Kea would refuse the world knows nothing yet.
      if (world.servers.has(name)) world.skew(name, ms)
    },
    link: (from, to) => world.link(from, to),
    command: (name, command, args) =>
      new Promise((resolve) => {
        world.command(name, command, args, resolve)
      }),
    // One that Kea would refuse is not there: as on a network, nothing comes back.
    send: (name, octets) => {
      if (world.servers.has(name)) world.send(name, octets, (reply) => events.onReply(name, reply))
    },
    setSpeed: (factor) => {
      speed = factor
      last = wall.now()
      const broken = passing
      passing = []
      for (const { done } of broken) done()
    },
    pass: (ms) =>
      new Promise((resolve, reject) => {
        if (isClosed) {
          reject(new Error('the pair has ended'))
          return
        }
        passing.push({ until: clock.now + ms, done: resolve })
        cancel()
        cancel = wall.after(0, turn)
      }),
    configure: (server) => {
      const { name } = server
      const before = files.get(name)?.refusal ?? ''
      const { refusal } = settle(server)
      const isUp = ['running', 'paused'].includes(states.get(name) ?? 'down')
      if (refusal !== '') {
        if (!isUp) setState(name, 'refused')
        events.onNotice(name, 'refused', `${refusal} ${isUp ? 'It goes on with what it had' : 'It stays down'}.`, server.findings[0])
        return
      }
      if (isUp) end(name)
      if (!isUp && before === '') return
      events.onNotice(name, 'notice', isUp ? 'its configuration changed: it restarts' : 'its configuration was put right: it starts', undefined)
      states.set(name, 'down')
      boot(name)
    },
    close: () => {
      isClosed = true
      cancel()
      const broken = passing
      passing = []
      for (const { done } of broken) done()
      return Promise.resolve()
    },
  }
}

/** One sentence; '' where it works. */
function faultOf(work: () => void): string {
  try {
    work()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
