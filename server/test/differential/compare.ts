/** One case on both servers: what differs, in words. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Case } from './case'
import { build, read } from './message'
import type { Fields } from './message'
import type { Peer } from './servers'

export interface Difference {
  readonly step: string
  readonly what: string
  readonly real: string
  readonly ours: string
}

export interface Outcome {
  readonly exchanges: number
  readonly differences: readonly Difference[]
  /** What real Kea did, to be kept for where there is none. */
  readonly recorded: Recorded
}

export interface Recorded {
  /** Of each message that was sent; null for silence. */
  readonly replies: (Fields | null)[]
  readonly leases: string | null
}

const quietMs = 60
const lateMs = 800
const silentMs = 20

export async function compareCase(one: Case, real: Peer, ours: Peer): Promise<Outcome> {
  const differences: Difference[] = []
  const [realFault, ourFault] = await Promise.all([real.configure(one), ours.configure(one)])
  if ((realFault === undefined) !== (ourFault === undefined) || realFault !== undefined) {
    return { exchanges: 0, recorded: { replies: [], leases: null }, differences: [{ step: 'config-set', what: 'taken', real: realFault ?? 'yes', ours: ourFault ?? 'yes' }] }
  }
  const seen: { real: (Fields | undefined)[]; ours: (Fields | undefined)[] } = { real: [], ours: [] }
  let exchanges = 0
  const passed = secondsSince(Date.now())
  for (const step of one.steps) {
    if ('waitMs' in step) await sleep(step.waitMs)
    else if ('command' in step) {
      const [theirs, own] = await Promise.all([real.command(step.command, step.arguments), ours.command(step.command, step.arguments)])
      differ(differences, step.does, 'answer', masked(theirs), masked(own))
    } else {
      exchanges++
      const { send } = step
      real.replies.length = 0
      ours.replies.length = 0
      real.send(build(typeof send === 'function' ? send(seen.real) : send))
      ours.send(build(typeof send === 'function' ? send(seen.ours) : send))
      await settle(real, ours)
      const [theirs, own] = [real, ours].map((peer) => (peer.replies[0] ? read(peer.replies[0]) : undefined))
      seen.real.push(theirs)
      seen.ours.push(own)
      compareFields(differences, step.does, theirs, own, one, passed())
    }
  }
  const hasLeases = one.leasesDiffer === undefined && one.anyAddress !== true
  let leases: string | null = null
  if (hasLeases) {
    const [theirs, own] = await Promise.all([real.command('lease4-get-all'), ours.command('lease4-get-all')])
    leases = masked(theirs)
    differ(differences, 'at the end', 'leases', leases, masked(own))
  }
  return { exchanges, differences, recorded: { replies: seen.real.map((fields) => fields ?? null), leases } }
}

/** The same against what real Kea did once. */
export async function replayCase(one: Case, recorded: Recorded, ours: Peer): Promise<Difference[]> {
  const differences: Difference[] = []
  const fault = await ours.configure(one)
  if (fault !== undefined) return [{ step: 'config-set', what: 'taken', real: 'yes', ours: fault }]
  const seen: (Fields | undefined)[] = []
  const passed = secondsSince(Date.now())
  for (const step of one.steps) {
    if ('waitMs' in step) await sleep(step.waitMs)
    else if ('command' in step) await ours.command(step.command, step.arguments)
    else {
      const theirs = recorded.replies[seen.length] ?? undefined
      ours.replies.length = 0
      ours.send(build(typeof step.send === 'function' ? step.send(seen) : step.send))
      const until = Date.now() + (theirs ? lateMs : silentMs)
      while (ours.replies.length === 0 && Date.now() < until) await sleep(1)
      const own = ours.replies[0] && read(ours.replies[0])
      seen.push(own)
      compareFields(differences, step.does, theirs, own, one, passed())
    }
  }
  if (recorded.leases !== null) differ(differences, 'at the end', 'leases', recorded.leases, masked(await ours.command('lease4-get-all')))
  return differences
}

/** Both have answered, or neither does. */
async function settle(real: Peer, ours: Peer): Promise<void> {
  const begun = Date.now()
  for (;;) {
    const count = [real, ours].filter((peer) => peer.replies.length > 0).length
    const passed = Date.now() - begun
    if (count === 2 || (count === 0 && passed > quietMs) || passed > lateMs) return
    await sleep(2)
  }
}

/** Ends of seconds since then: a lease that is used again is one younger for each, and the two servers look at the clock one after the other. */
function secondsSince(begun: number): () => number {
  return () => Math.floor(Date.now() / 1000) - Math.floor(begun / 1000)
}

const times = ['option 51', 'option 58', 'option 59']

function compareFields(differences: Difference[], step: string, theirs: Fields | undefined, own: Fields | undefined, one: Case, passed: number): void {
  if (!theirs || !own) {
    differ(differences, step, 'reply', theirs ? 'sent' : 'none', own ? 'sent' : 'none')
    return
  }
  for (const field of new Set([...Object.keys(theirs), ...Object.keys(own)])) {
    const real = theirs[field] ?? 'none'
    const ours = own[field] ?? 'none'
    if (times.includes(field) && Math.abs(parseInt(real, 16) - parseInt(ours, 16)) <= Math.max(passed, one.timed === true ? 1 : 0)) continue
    if (one.anyAddress === true && field === 'yiaddr' && (real === '0.0.0.0') === (ours === '0.0.0.0')) continue
    differ(differences, step, field, real, ours)
  }
}

function differ(differences: Difference[], step: string, what: string, real: string, ours: string): void {
  if (real !== ours) differences.push({ step, what, real, ours })
}

/** Times of leases within ten seconds are the same here. */
function masked(answer: unknown): string {
  return JSON.stringify(sorted(answer))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted)
    const isLeases = items.every((item) => typeof item === 'object' && item !== null && 'ip-address' in item)
    return isLeases ? items.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)) : items
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => key !== 'cltt')
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]))
}
