/** What is looked at from outside: the state of a member, and the leases that both have. */
import assert from 'node:assert/strict'
import type { Config } from '../differential/case'
import type { Member } from './members'
import type { Pair } from './stage'
import { until } from './until'

interface HaStatus {
  readonly 'ha-servers': { readonly local: { readonly state: string; readonly scopes: readonly string[] }; readonly remote: Config }
}

export async function statusOf(member: Member): Promise<HaStatus | undefined> {
  const answer = await member.command('status-get').catch(() => undefined)
  return (answer?.arguments as { 'high-availability'?: readonly HaStatus[] } | undefined)?.['high-availability']?.[0]
}

export async function stateOf(member: Member): Promise<string | undefined> {
  return (await statusOf(member))?.['ha-servers'].local.state
}

export async function reach(member: Member, state: string): Promise<void> {
  await allReach([member], state)
}

/** At the same time: a state may be passed through more than once. */
export async function bothReach({ ours, real }: Pair, state: string): Promise<void> {
  await allReach([ours, real], state)
}

async function allReach(members: readonly Member[], state: string): Promise<void> {
  let last: (string | undefined)[] = []
  const areThere = async (): Promise<boolean> => (last = await Promise.all(members.map(stateOf))).every((one) => one === state)
  await until(state, areThere).catch((error: unknown) => {
    const seen = members.map(({ kind, name }, at) => `${kind} ${name} is in ${last[at] ?? 'no state'}`)
    throw new Error(`${error instanceof Error ? error.message : String(error)}: ${seen.join(', ')}`)
  })
}

/** Both are started at once and have found each other. */
export async function meet(pair: Pair, state: string): Promise<void> {
  await Promise.all([pair.ours.start(), pair.real.start()])
  await bothReach(pair, state)
}

export interface SeenLease {
  readonly 'ip-address': string
  readonly 'hw-address': string
  readonly state: number
  readonly 'valid-lft': number
  readonly cltt: number
  readonly [key: string]: unknown
}

export async function leasesOf(member: Member): Promise<SeenLease[]> {
  const answer = await member.command('lease4-get-all')
  assert.ok(answer.result === 0 || answer.result === 3, answer.text)
  const leases = (answer.arguments as { leases?: SeenLease[] } | undefined)?.leases ?? []
  return leases.sort((one, other) => (one['ip-address'] < other['ip-address'] ? -1 : 1))
}

export async function leaseOf(member: Member, address: string): Promise<SeenLease | undefined> {
  return (await leasesOf(member)).find((lease) => lease['ip-address'] === address)
}

/** Each field of each lease is the same in both databases. The last updates may still be on their way. */
export async function agree({ ours, real }: Pair, among: (lease: SeenLease) => boolean = () => true): Promise<SeenLease[]> {
  const see = async (): Promise<[SeenLease[], SeenLease[]]> => {
    const [own, theirs] = await Promise.all([leasesOf(ours), leasesOf(real)])
    return [own.filter(among), theirs.filter(among)]
  }
  const isSame = async (): Promise<boolean> => {
    const [own, theirs] = await see()
    return JSON.stringify(own.map(sorted)) === JSON.stringify(theirs.map(sorted))
  }
  await until('equal databases', isSame, 2000).catch(() => undefined)
  const [own, theirs] = await see()
  assert.deepEqual(own, theirs, 'ours has what real Kea has')
  return own
}

function sorted(lease: SeenLease): [string, unknown][] {
  return Object.entries(lease).sort(([one], [other]) => (one < other ? -1 : 1))
}
