/**
 * A deployment in one process and in its own time: DHCP servers with their partnerships, links between them and to their clients.
 * Nothing here waits for anything, so that ten thousand failures are tried in the time of one.
 */
import { reclaimExpired, removeReclaimed } from '../../dhcp/allocate/reclaim'
import { recountSubnets } from '../../dhcp/commands/subnet-statistics'
import { runCommand } from '../../dhcp/commands/run'
import { leaseFormat } from '../../dhcp/leases/csv'
import type { Lease } from '../../dhcp/leases/lease'
import { createLeaseStore } from '../../dhcp/leases/store'
import { createServer, setNow } from '../../dhcp/server'
import type { Release } from '../../config/release'
import type { PacketWatch } from '../../lab/report'
import { sameDoor } from '../../net/peer-url'
import { amend, runHaCommand } from '../commands'
import type { HaEvent } from '../events'
import type { Answer, Ask, Effect, HaNode } from '../node'
import { createHa, nextDueOf, react, shiftClock, startHa, tickHa } from '../server'
import { reactionOf } from '../wire'
import type { Reaction } from '../wire'
import { arrive } from './arrive'
import type { HeldReply } from './arrive'
import { createVirtualClock } from './clock'
import type { VirtualClock } from './clock'
import { hostWithoutFiles } from './host'
import { createLink, crossing } from './link'
import type { Link } from './link'
import { readServer } from './world-server'
import type { Running, WorldServer } from './world-server'

export interface WorldOptions {
  readonly servers: readonly { readonly name: string; readonly dhcp4: Readonly<Record<string, unknown>> }[]
  readonly release: Release
  /** 0 to 1, 1 left out. */
  readonly random: () => number
  /** ms since the epoch */
  readonly start: number
  onEvent(server: string, event: HaEvent): void
  /** An answer leaves a server. */
  onReply?(server: string, octets: Buffer): void
  /** A server has begun; who follows its packets and leases from now on. */
  follow?(server: string, running: Running): PacketWatch
  /** A datagram is lost on a link with the clients; `isReply`: an answer. */
  onLost?(server: string, octets: Buffer, isReply: boolean): void
}

export interface World {
  readonly clock: VirtualClock
  readonly servers: ReadonlyMap<string, WorldServer>
  start(name: string): void
  /** At once; what is on disk stays. */
  kill(name: string): void
  /** What is on its disk is gone; it is not running. */
  loseLeases(name: string): void
  /** A server of that name is there, and from its next start on it runs by this. Throws with one sentence where it cannot. */
  configure(name: string, dhcp4: Readonly<Record<string, unknown>>): void
  /** It does nothing until it goes on; what reaches it waits. */
  pause(name: string): void
  goOn(name: string): void
  /** From now on its clock is ahead by so much, ms; over restarts too. */
  skew(name: string, ms: number): void
  /** From one server to another, or from 'clients' to one and back. */
  link(from: string, to: string): Link
  /** A client's datagram; each answer that arrives is told. */
  send(name: string, octets: Buffer, onReply: (octets: Buffer) => void): void
  command(name: string, command: string, args: unknown, onAnswer: (answer: Answer) => void): void
}

interface Disk {
  leases: readonly Lease[]
}

const turn = 0.05

export function createWorld(options: WorldOptions): World {
  const { release, random } = options
  const clock = createVirtualClock(options.start)
  const servers = new Map<string, WorldServer>()
  const disks = new Map<string, Disk>()
  const links = new Map<string, Link>()
  const targets = new Map<string, WorldServer | undefined>()
  const configure = (name: string, dhcp4: Readonly<Record<string, unknown>>): void => {
    const found = readServer(name, dhcp4, release)
    const before = servers.get(name)
    if (before) Object.assign(before, found)
    else {
      servers.set(name, { name, ...found, running: undefined, skew: 0 })
      disks.set(name, { leases: [] })
    }
    targets.clear()
  }

  for (const { name, dhcp4 } of options.servers) configure(name, dhcp4)

  const serverOf = (name: string): WorldServer => {
    const server = servers.get(name)
    if (!server) throw new Error(`there is no server ${name}`)
    return server
  }
  const link = (from: string, to: string): Link => {
    const key = `${from} ${to}`
    let found = links.get(key)
    if (!found) links.set(key, (found = createLink()))
    return found
  }
  const timeOf = (server: WorldServer): number => clock.now + server.skew
  /** Does the work while the server of this start lives; later where it is paused. */
  const within = (server: WorldServer, running: Running, work: () => void): void => {
    if (server.running !== running) return
    if (running.isPaused) {
      running.waiting.push(() => within(server, running, work))
      return
    }
    setNow(running.dhcp, timeOf(server))
    work()
    planTick(server, running)
  }
  const planned = new WeakMap<Running, number>()
  const planTick = (server: WorldServer, running: Running): void => {
    const due = nextDueOf(running.ha) - server.skew
    if (due === Infinity || planned.get(running) === due) return
    planned.set(running, due)
    clock.at(due, () => within(server, running, () => tickHa(running.ha, timeOf(server))))
  }

  /** Who listens at a peer's url. */
  const targetOf = (server: WorldServer, url: string): WorldServer | undefined => {
    const key = `${server.name} ${url}`
    if (!targets.has(key)) targets.set(key, [...servers.values()].find((one) => one !== server && one.relationships.some(({ own }) => sameDoor(own.url, url))))
    return targets.get(key)
  }
  const ask = (server: WorldServer, running: Running, node: HaNode, asked: Ask): void => {
    const done = (reaction: Reaction): void => within(server, running, () => react(running.ha, node, asked, reaction, timeOf(server)))
    let isOver = false
    const finish = (delay: number, reaction: Reaction): void => {
      clock.after(delay, () => {
        if (isOver) return
        isOver = true
        done(reaction)
      })
    }
    finish(asked.timeoutMs, { kind: 'lost', reason: `no answer within ${asked.timeoutMs} ms` })
    const target = targetOf(server, asked.peer.url)
    const there = crossing(target ? link(server.name, target.name) : createLink(), random)
    if (there === undefined) return
    clock.after(there, () => {
      const at = target?.running
      if (!target || !at) {
        finish(turn, { kind: 'lost', reason: 'connection refused' })
        return
      }
      within(target, at, () => {
        runIn(target, at, asked.command.command, asked.command.arguments, (answered) => {
          const back = crossing(link(target.name, server.name), random)
          if (back !== undefined) finish(back, reactionOf([answered]))
        })
      })
    })
  }
  const runIn = (server: WorldServer, running: Running, command: string, args: unknown, onAnswer: (answer: Answer) => void): void => {
    const { ha, dhcp } = running
    const own = runHaCommand(ha, { command, arguments: args, token: onAnswer }, timeOf(server))
    if (own === 'pending') return
    const answered = own ?? runCommand({ server: dhcp, host: hostWithoutFiles(server.name, options.start, () => timeOf(server)), release }, { command, arguments: args })
    if (answered instanceof Promise) throw new Error(`${command} cannot run in a world of its own`)
    onAnswer(amend(ha, command, answered, timeOf(server)))
  }
  const perform = (server: WorldServer, running: () => Running | undefined, node: HaNode, effect: Effect): void => {
    switch (effect.kind) {
      case 'ask': {
        const current = running()
        if (current) ask(server, current, node, effect.ask)
        return
      }
      case 'release':
        ;(effect.held.token as HeldReply | undefined)?.leave()
        return
      case 'discard':
        ;(effect.held.token as HeldReply | undefined)?.discard()
        return
      case 'event':
        options.onEvent(server.name, effect.event)
        return
      case 'answer':
        ;(effect.token as (answer: Answer) => void)(effect.answer)
    }
  }
  const kill = (name: string): void => {
    const server = serverOf(name)
    const disk = disks.get(name)
    if (!server.running || !disk) return
    disk.leases = [...server.running.dhcp.leases.all()]
    server.running = undefined
  }
  const every = (server: WorldServer, running: Running, seconds: number, work: () => void): void => {
    if (seconds <= 0) return
    clock.after(seconds * 1000, () => {
      if (server.running !== running) return
      within(server, running, work)
      every(server, running, seconds, work)
    })
  }

  return {
    clock,
    servers,
    link,
    kill,
    start: (name) => {
      const server = serverOf(name)
      const disk = disks.get(name)
      if (server.running || !disk) return
      const made: { running?: Running } = {}
      const leases = createLeaseStore((_row, lease, isGone) => made.running?.watch?.leaseChanged(lease, isGone), leaseFormat(release))
      leases.load(disk.leases)
      const now = timeOf(server)
      const dhcp = createServer({ plan: server.plan, leases, random, addresses: new Set(server.iface ? [server.iface.address] : []), now })
      recountSubnets(dhcp)
      const ha = createHa({ dhcp, relationships: server.relationships, perform: (node, effect) => perform(server, () => made.running, node, effect), now })
      const running: Running = { dhcp, ha, watch: undefined, isPaused: false, waiting: [] }
      running.watch = options.follow?.(name, running)
      made.running = running
      server.running = running
      within(server, running, () => startHa(ha, timeOf(server)))
      const { expiration } = server.plan
      every(server, running, expiration.reclaimTimerWaitTime, () => {
        reclaimExpired(dhcp, { maxLeases: 0, maxMs: 0, remove: expiration.holdReclaimedTime === 0 })
      })
      every(server, running, expiration.flushReclaimedTimerWaitTime, () => {
        removeReclaimed(dhcp, expiration.holdReclaimedTime)
      })
    },
    loseLeases: (name) => {
      const disk = disks.get(name)
      if (disk && !serverOf(name).running) disk.leases = []
    },
    configure,
    skew: (name, ms) => {
      const server = serverOf(name)
      if (server.running) shiftClock(server.running.ha, ms - server.skew)
      server.skew = ms
    },
    pause: (name) => {
      const { running } = serverOf(name)
      if (running) running.isPaused = true
    },
    goOn: (name) => {
      const { running } = serverOf(name)
      if (!running?.isPaused) return
      running.isPaused = false
      for (const work of running.waiting.splice(0)) work()
    },
    send: (name, octets, onReply) => {
      const server = serverOf(name)
      const there = crossing(link('clients', name), random)
      if (there === undefined) {
        options.onLost?.(name, octets, false)
        return
      }
      clock.after(there, () => {
        const { running } = server
        if (!running || !server.iface) return
        const { iface } = server
        within(server, running, () => {
          arrive(running, iface, octets, (reply) => {
            options.onReply?.(name, reply)
            const back = crossing(link(name, 'clients'), random)
            if (back === undefined) options.onLost?.(name, reply, true)
            else clock.after(back, () => onReply(reply))
          })
        })
      })
    },
    command: (name, command, args, onAnswer) => {
      const server = serverOf(name)
      const { running } = server
      if (!running) onAnswer({ result: 1, text: `${name} is not running` })
      else within(server, running, () => runIn(server, running, command, args, onAnswer))
    },
  }
}
