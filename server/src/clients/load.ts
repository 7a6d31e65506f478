/** A steady load: so many acts a second, one client after the other. */
import type { Client } from './client'
import type { ClientAct } from './profile'

export interface Load {
  /** What it is told by: a new one of the same name takes its place. */
  readonly name: string
  readonly clients: readonly Client[]
  readonly act: ClientAct
  readonly perSecond: number
}

export interface Loads {
  put(load: Load, now: number): void
  /** undefined: all. */
  stop(name: string | undefined): void
  /** Begins what is due, as long as `mayBegin`; true: something was begun. */
  run(now: number, mayBegin: () => boolean, begin: (client: Client, act: ClientAct) => void): boolean
  /** ms; Infinity where none can go on before a client is done. */
  readonly nextAt: number
  readonly current: Load | undefined
}

interface Running {
  readonly load: Load
  /** The begin of its count, ms, and how many were begun since. */
  base: number
  begun: number
  cursor: number
  /** Nobody could begin what is due. */
  isHeld: boolean
}

/** What could not be begun for longer than this is not made up for, ms. */
const longestDebt = 1000

export function createLoads(): Loads {
  const running = new Map<string, Running>()
  const dueOf = ({ load, base, begun }: Running): number => base + (begun * 1000) / load.perSecond

  const runOne = (one: Running, now: number, mayBegin: () => boolean, begin: (client: Client, act: ClientAct) => void): boolean => {
    let any = false
    one.isHeld = false
    while (dueOf(one) <= now) {
      const client = mayBegin() ? nextIdle(one) : undefined
      if (!client) {
        one.isHeld = true
        if (now - dueOf(one) > longestDebt) {
          one.base = now - longestDebt
          one.begun = 0
        }
        break
      }
      one.begun++
      begin(client, fitting(client, one.load.act))
      any = true
    }
    return any
  }
  return {
    put: (load, now) => {
      running.delete(load.name)
      running.set(load.name, { load, base: now, begun: 0, cursor: 0, isHeld: false })
    },
    stop: (name) => {
      if (name === undefined) running.clear()
      else running.delete(name)
    },
    run: (now, mayBegin, begin) => {
      let any = false
      for (const one of running.values()) if (runOne(one, now, mayBegin, begin)) any = true
      return any
    },
    get nextAt() {
      let next = Infinity
      for (const one of running.values()) if (!one.isHeld) next = Math.min(next, dueOf(one))
      return next
    },
    get current() {
      return [...running.values()].at(-1)?.load
    },
  }
}

/** How many are looked at for one that has nothing under way. */
const mostLooks = 1000

/** Who has nothing under way, from where it stopped; undefined: nobody near. */
function nextIdle(one: Running): Client | undefined {
  const { clients } = one.load
  for (let tried = 0; tried < Math.min(clients.length, mostLooks); tried++) {
    const client = clients[one.cursor % clients.length]
    one.cursor = (one.cursor + 1) % clients.length
    if (client && !client.asking) return client
  }
  return undefined
}

/** Without a lease it first needs one. */
function fitting(client: Client, act: ClientAct): ClientAct {
  if (client.lease || act === 'discover') return act
  if (act === 'init-reboot' || act === 'inform') return client.remembered !== 0 || client.group.requestedAddress !== 0 ? act : 'dora'
  return 'dora'
}
