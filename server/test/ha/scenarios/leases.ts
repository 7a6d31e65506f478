/** What one member promises, the other one knows. */
import assert from 'node:assert/strict'
import { atLeast } from '../../../src/config/release'
import { hostOf, messageOf } from '../client'
import type { Host } from '../client'
import { types } from '../../differential/message'
import { agree, leaseOf, meet } from '../looks'
import type { Member } from '../members'
import type { Pair, Scenario } from '../stage'
import { until } from '../until'

/** Real Kea reads a clock that is a few ms behind. */
const clockSlack = 50

/** Leases are told apart by whole seconds. */
export async function nextSecond(): Promise<void> {
  const second = (): number => Math.floor((Date.now() - clockSlack) / 1000)
  const begun = Math.floor(Date.now() / 1000)
  await until('the next second', () => second() > begun)
}

export async function obtainAll({ client }: Pair, server: Member, hosts: readonly Host[]): Promise<string[]> {
  const addresses: string[] = []
  for (const host of hosts) addresses.push(await client.obtain(server.port, host))
  assert.equal(new Set(addresses).size, hosts.length, 'nobody shares an address')
  return addresses
}

export function hostsOf(family: number, count: number): Host[] {
  return Array.from({ length: count }, (_, n) => hostOf(family, n))
}

/** The member that answers this client where both serve. */
export async function serverOf({ client, primary, second }: Pair, host: Host): Promise<Member> {
  const port = await until(`an offer to ${host.mac}`, async () => {
    const xid = client.send([primary.port, second.port], messageOf(host, types.discover))
    return until('an offer', () => client.heard(xid)[0]?.from, 700).catch(() => undefined)
  })
  return port === primary.port ? primary : second
}

/** Hosts of the family, for each member those that are its own. */
export async function shareOut(pair: Pair, family: number, each: number): Promise<readonly [Member, Host[]][]> {
  const shares: readonly [Member, Host[]][] = [[pair.ours, []], [pair.real, []]]
  for (let n = 0; shares.some(([, hosts]) => hosts.length < each); n++) {
    const host = hostOf(family, n)
    const server = await serverOf(pair, host)
    const share = shares.find(([member]) => member === server)?.[1]
    if (share && share.length < each) share.push(host)
  }
  return shares
}

/** Obtained, prolonged, given back and declined at one member. */
async function liveOut(pair: Pair, server: Member, hosts: readonly Host[], release: 'known' | 'deleted'): Promise<void> {
  const { client, ours, real } = pair
  const [first, second, third, fourth] = hosts
  assert.ok(first && second && third && fourth)
  const addresses = await obtainAll(pair, server, hosts)
  const [one, two, three, four] = addresses as [string, string, string, string]
  const isOneOf = ({ 'ip-address': address }: { readonly 'ip-address': string }): boolean => addresses.includes(address)
  const begun = await agree(pair, isOneOf)
  assert.equal(begun.length, hosts.length)

  await nextSecond()
  await client.renew(server.port, first, one)
  await client.renew(server.port, second, two)
  await agree(pair, isOneOf)
  const before = begun.find((lease) => lease['ip-address'] === one)
  const after = await leaseOf(server, one)
  assert.ok(before && after && after.cltt > before.cltt, 'a new term has begun')

  client.decline(server.port, third, three)
  for (const member of [ours, real]) await until('a declined lease', async () => (await leaseOf(member, three))?.state === 1, 3000)
  await agree(pair, isOneOf)

  client.release(server.port, fourth, four)
  await until('a lease given back', async () => (await leaseOf(server, four))?.['valid-lft'] === 0, 3000)
  if (release === 'known') {
    await agree(pair, isOneOf)
    return
  }
  const other = server === ours ? real : ours
  await until('a lease deleted', async () => (await leaseOf(other, four)) === undefined, 3000)
  await agree(pair, (lease) => isOneOf(lease) && lease['ip-address'] !== four)
}

/** Since 3.0 a lease that is prolonged soon is not written anew. */
export const uncached = { 'cache-max-age': 0 }

export const leaseScenarios: readonly Scenario[] = [
  ...(['standby', 'primary'] as const).map((role): Scenario => ({
    name: `ours is the ${role}: every change of a lease is in both databases`,
    play: async (stage) => {
      const pair = await stage.setUp({ mode: 'hot-standby', ours: role, dhcp4: uncached })
      await meet(pair, 'hot-standby')
      // Up to 2.6 a partner is told to delete what was given back.
      await liveOut(pair, pair.primary, hostsOf(1, 6), atLeast(stage.release, '3.0') ? 'known' : 'deleted')
    },
  })),
  ...(['secondary', 'primary'] as const).map((role): Scenario => ({
    name: `load balancing, ours is the ${role}: every change at either member is in both databases`,
    play: async (stage) => {
      const pair = await stage.setUp({ mode: 'load-balancing', ours: role, dhcp4: uncached })
      await meet(pair, 'load-balancing')
      for (const [server, hosts] of await shareOut(pair, 1, 5)) await liveOut(pair, server, hosts, atLeast(stage.release, '3.0') ? 'known' : 'deleted')
    },
  })),
]
