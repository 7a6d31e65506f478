/** A crowd and DHCP servers in one process and in virtual time; what is said can be lost. */
import { answer } from '../src/dhcp/answer'
import { leaseFormat, textOfAddress } from '../src/dhcp/leases/csv'
import { isExpired, leaseState } from '../src/dhcp/leases/lease'
import { createLeaseStore } from '../src/dhcp/leases/store'
import { readQuery } from '../src/dhcp/packet/query'
import type { Query } from '../src/dhcp/packet/query'
import { buildPlan } from '../src/dhcp/plan/build'
import { createServer, setNow } from '../src/dhcp/server'
import type { DhcpServer } from '../src/dhcp/server'
import { createVirtualClock } from '../src/ha/world/clock'
import type { VirtualClock } from '../src/ha/world/clock'
import { arrivalOn } from '../src/dhcp/interfaces'
import { createCrowd } from '../src/clients/crowd'
import type { Crowd } from '../src/clients/crowd'
import type { ClientAct } from '../src/clients/profile'
import type { Rhythm } from '../src/clients/rhythm'
import type { Outcome } from '../src/clients/waits'
import { generator } from './random'

export const start = 1_700_000_000_000

export interface Heard {
  readonly at: number
  readonly server: string
  readonly query: Query
}

export interface Stage {
  readonly clock: VirtualClock
  readonly crowd: Crowd
  readonly servers: ReadonlyMap<string, DhcpServer>
  /** What was said. */
  readonly heard: Heard[]
  /** Whether what is said at that time to that server is lost. */
  lose: (heard: Heard) => boolean
  pass(ms: number): void
  /** Timers that wait. */
  readonly timers: () => number
}

interface StageOptions {
  readonly addresses?: number
  readonly lifetime?: number
  readonly servers?: readonly string[]
  readonly rhythm?: Rhythm
  readonly keep?: boolean
  readonly delay?: number
}

/** Each server has a part of 10.1.0.0/16 of its own, and an address of its own. */
export function createStage({ addresses = 1000, lifetime = 600, servers: names = ['one'], rhythm, keep = true, delay = 1 }: StageOptions = {}): Stage {
  const clock = createVirtualClock(start)
  const random = generator(7)
  const heard: Heard[] = []
  const servers = new Map<string, DhcpServer>()
  const ifaces = new Map<string, { name: string; address: number; knownFrom: undefined; isLoopback: boolean }>()
  for (const [at, name] of names.entries()) {
    const first = 0x0a010000 + 256 + at * 0x4000
    const { plan, fault } = buildPlan(
      {
        authoritative: true,
        'valid-lifetime': lifetime,
        'interfaces-config': { interfaces: ['eth0'] },
        subnet4: [{ id: 1, subnet: '10.1.0.0/16', interface: 'eth0', pools: [{ pool: `${textOfAddress(first)} - ${textOfAddress(first + addresses - 1)}` }] }],
      },
      '3.0',
    )
    if (!plan) throw new Error(fault.message)
    const address = 0x0a010001 + at
    servers.set(name, createServer({ plan, leases: createLeaseStore(() => undefined, leaseFormat('3.0')), random, addresses: new Set([address]), now: start }))
    ifaces.set(name, { name: 'eth0', address, knownFrom: undefined, isLoopback: false })
  }
  let waiting = 0
  const stage: Stage = {
    clock,
    servers,
    heard,
    lose: () => false,
    pass: (ms) => clock.runUntil(clock.now + ms),
    timers: () => waiting,
    crowd: createCrowd({
      servers: names,
      random,
      ...(rhythm ? { rhythm } : {}),
      clock: {
        now: () => clock.now,
        after: (ms, work) => {
          let isOff = false
          waiting++
          const over = (): void => {
            if (isOff) return
            isOff = true
            waiting--
          }
          clock.after(ms, () => {
            if (isOff) return
            over()
            work()
          })
          return over
        },
      },
      send: (name, octets) => {
        const said = { at: clock.now, server: name, query: readQuery(octets) }
        if (keep) heard.push(said)
        if (stage.lose(said)) return
        clock.after(delay, () => {
          const server = servers.get(name)
          const iface = ifaces.get(name)
          if (!server || !iface) return
          setNow(server, clock.now)
          const outcome = answer(server, arrivalOn(iface, octets, 0x7f000001, 50_000))
          if (outcome.kind === 'reply') clock.after(delay, () => stage.crowd.receive(name, outcome.octets))
        })
      },
    }),
  }
  return stage
}

export const typeOf = ({ query }: Heard): number => query.options.get(53)?.[0] ?? 0
export const types = (heard: readonly Heard[]): number[] => heard.map(typeOf)

/** What came of it in that time, in ms; undefined: it is not over. */
export function actAll(stage: Stage, act: ClientAct, ms = 10_000): Outcome | undefined {
  let outcome: Outcome | undefined
  stage.crowd.act('all', act)
  stage.crowd.whenDone('all', (told) => {
    outcome = told
  })
  stage.pass(ms)
  return outcome
}

export function leasesOf(server: DhcpServer | undefined): number {
  return server ? [...server.leases.all()].filter((lease) => lease.state === leaseState.assigned && !isExpired(lease, server.now)).length : 0
}
