/** Both live, and cannot reach each other for a while. */
import assert from 'node:assert/strict'
import type { Config } from '../../differential/case'
import { types } from '../../differential/message'
import { hostOf, messageOf } from '../client'
import type { Host } from '../client'
import { timing } from '../config'
import type { Mode } from '../config'
import { agree, bothReach, leaseOf, meet, reach, stateOf, statusOf } from '../looks'
import type { Member } from '../members'
import type { Pair, Scenario } from '../stage'
import { until } from '../until'
import { hostsOf, nextSecond, obtainAll, shareOut, uncached } from './leases'

export async function cut({ links }: Pair): Promise<void> {
  await Promise.all(links.map((link) => link.cut()))
}

export async function heal({ links }: Pair): Promise<void> {
  await Promise.all(links.map((link) => link.heal()))
}

interface Interruption {
  readonly what: string
  /** Leases given meanwhile. */
  readonly ours: number
  readonly real: number
  readonly ends: 'backlog' | 'sync'
  /** What tells of it: a heartbeat before the first lease, or the first lease. */
  readonly found: 'by a heartbeat' | 'by a lost update'
  readonly dhcp4?: Config
}

const recoveries: readonly Interruption[] = [
  { what: 'few leases: each sends the other its backlog', ours: 3, real: 3, ends: 'backlog', found: 'by a heartbeat' },
  { what: 'more leases than delayed-updates-limit on both sides: both synchronize', ours: 8, real: 8, ends: 'sync', found: 'by a heartbeat' },
  // Had real Kea a backlog, ha-reset could come while it sends that, and then it never synchronizes.
  { what: 'more leases than delayed-updates-limit on our side: both synchronize', ours: 8, real: 0, ends: 'sync', found: 'by a heartbeat' },
  { what: "more leases than delayed-updates-limit on real Kea's side: both synchronize", ours: 3, real: 8, ends: 'sync', found: 'by a heartbeat' },
  { what: 'an update of ours is lost: its lease is in the backlog', ours: 3, real: 0, ends: 'backlog', found: 'by a lost update' },
  // With its cache, real Kea 3.0 never tells of a lease whose first update was lost.
  { what: 'an update of each is lost: its lease is in the backlog', ours: 3, real: 3, ends: 'backlog', found: 'by a lost update', dhcp4: uncached },
]

/** Nobody gives the other one up meanwhile. */
const patience = 20_000
/** Between two of these there is time for a lost update, ms. */
const rareHeartbeat = 1500

const recoveryScenarios = (['secondary', 'primary'] as const).flatMap((role) =>
  recoveries.map(({ what, ends, found, dhcp4, ...given }): Scenario => ({
    name: `load balancing, ours is the ${role}; a short interruption, ${what}`,
    play: async (stage) => {
      const heartbeat = found === 'by a heartbeat' ? {} : { 'heartbeat-delay': rareHeartbeat }
      const pair = await stage.setUp({ mode: 'load-balancing', ours: role, linked: true, ha: { ...heartbeat, 'max-response-delay': patience, 'delayed-updates-limit': 5 }, dhcp4: dhcp4 ?? {} })
      await meet(pair, 'load-balancing')
      const shares = await shareOut(pair, 1, 10)
      for (const [server, hosts] of shares) await obtainAll(pair, server, hosts.slice(0, 1))
      await agree(pair)

      await cut(pair)
      if (found === 'by a heartbeat') await bothReach(pair, 'communication-recovery')
      for (const [server, hosts] of shares) await obtainAll(pair, server, hosts.slice(1, 1 + given[server.kind]))
      await bothReach(pair, 'communication-recovery')
      const heard = [pair.ours, pair.real].map((member) => ({ member, since: member.log().length }))
      await heal(pair)
      await bothReach(pair, 'load-balancing')
      assert.equal((await agree(pair)).length, 2 + given.ours + given.real)
      for (const { member, since } of heard) {
        const said = member.log().slice(since)
        assert.equal(said.includes('HA_SYNC_START'), ends === 'sync', `${member.kind} synchronizes`)
        if (ends === 'backlog' && given[member.kind] > 0) assert.ok(said.includes('HA_LEASES_BACKLOG_SUCCESS'), `${member.kind} sends its backlog`)
      }
      for (const [server, hosts] of await shareOut(pair, 2, 1)) await obtainAll(pair, server, hosts)
      assert.equal((await agree(pair)).length, 4 + given.ours + given.real)
    },
  })),
)

interface Given {
  readonly host: Host
  readonly address: string
}

/** Four clients for each member, with addresses that nobody else has: where both serve, of its own clients and of the other's. */
async function planGifts(pair: Pair, mode: Mode): Promise<readonly [Member, Given[]][]> {
  const giveTo = (hosts: readonly Host[], net: string): Given[] => hosts.map((host, n) => ({ host, address: `${net}.${n + 1}` }))
  if (mode === 'hot-standby') return [[pair.ours, giveTo(hostsOf(1, 4), '10.20.0')], [pair.real, giveTo(hostsOf(2, 4), '10.30.0')]]
  const shares = (await shareOut(pair, 1, 4)).map(([member, hosts]) => ({ hosts, net: member === pair.primary ? '10.20' : '10.220' }))
  const gifts = (from: number): Given[] => shares.flatMap(({ hosts, net }) => giveTo(hosts.slice(from, from + 2), `${net}.${from}`))
  return [[pair.ours, gifts(0)], [pair.real, gifts(2)]]
}

/** Each takes the other one for dead and serves everybody. */
async function part(pair: Pair): Promise<void> {
  await cut(pair)
  await bothReach(pair, 'partner-down')
}

const longScenarios = ([['hot-standby', 'standby'], ['hot-standby', 'primary'], ['load-balancing', 'secondary'], ['load-balancing', 'primary']] as const).map(([mode, role]): Scenario => ({
  name: `${mode}, ours is the ${role}; a long interruption: both serve everybody, then both have all leases`,
  play: async (stage) => {
    const pair = await stage.setUp({ mode, ours: role, linked: true, ha: { 'delayed-updates-limit': 0 } })
    await meet(pair, mode)
    const gifts = await planGifts(pair, mode)
    await part(pair)
    for (const [server, given] of gifts) for (const { host, address } of given) assert.equal(await pair.client.obtain(server.port, host, address), address)
    await heal(pair)
    await bothReach(pair, mode)
    assert.equal((await agree(pair)).length, 8)
  },
}))

const slowScenarios = (['standby', 'primary'] as const).map((role): Scenario => ({
  name: `ours is the ${role}; after a long interruption real Kea fetches our leases for longer than a heartbeat: ours does not forget those of real Kea`,
  play: async (stage) => {
    const pair = await stage.setUp({ mode: 'hot-standby', ours: role, linked: true })
    const { primary, ours, real, client, links } = pair
    await meet(pair, 'hot-standby')
    await part(pair)
    assert.equal(await client.obtain(ours.port, hostOf(1, 1), '10.20.0.1'), '10.20.0.1')
    assert.equal(await client.obtain(real.port, hostOf(2, 1), '10.30.0.1'), '10.30.0.1')
    const [toOurs, toReal] = ours === primary ? links : [...links].reverse()
    toOurs?.slowDown('lease4-get-page', 3 * timing.heartbeat)
    await toOurs?.heal()
    await reach(real, 'syncing')
    await toReal?.heal()
    await bothReach(pair, 'hot-standby')
    assert.equal((await agree(pair)).length, 2)
  },
}))

const conflictScenarios = (['standby', 'primary'] as const).flatMap((role) =>
  (['ours', 'real'] as const).map((younger): Scenario => ({
    name: `ours is the ${role}; both gave one address while apart: the younger lease stays, here that of ${younger === 'real' ? 'real Kea' : 'ours'}`,
    play: async (stage) => {
      const pair = await stage.setUp({ mode: 'hot-standby', ours: role, linked: true })
      const [early, late] = younger === 'real' ? [pair.ours, pair.real] : [pair.real, pair.ours]
      await meet(pair, 'hot-standby')
      await part(pair)
      const address = '10.40.0.1'
      assert.equal(await pair.client.obtain(early.port, hostOf(1, 1), address), address)
      await nextSecond()
      assert.equal(await pair.client.obtain(late.port, hostOf(2, 1), address), address)
      await heal(pair)
      await bothReach(pair, 'hot-standby')
      await agree(pair)
      const lease = await leaseOf(pair.ours, address)
      assert.equal(lease?.['hw-address'].replace(/:/g, ''), hostOf(2, 1).mac)
    },
  })),
)

interface Waiting {
  readonly host: Host
  readonly secs: number
  /** As status-get of the standby counts afterwards. */
  readonly packets: number
  readonly clients: number
  readonly unacked: number
}

const tooLong = 5
/** In the order of the octets that some clients send it in. */
const swapped = (seconds: number): number => seconds << 8

/** Clients that ask the primary, as the standby hears them; more than two of them without an answer for more than 2 s. */
const waiting: readonly Waiting[] = [
  { host: hostOf(1, 0), secs: 1, packets: 1, clients: 1, unacked: 0 },
  { host: hostOf(1, 1), secs: swapped(1), packets: 2, clients: 2, unacked: 0 },
  { host: hostOf(1, 0), secs: tooLong, packets: 3, clients: 2, unacked: 1 },
  { host: hostOf(1, 0), secs: tooLong + 1, packets: 4, clients: 2, unacked: 1 },
  { host: hostOf(1, 1), secs: swapped(tooLong), packets: 5, clients: 2, unacked: 2 },
  { host: { mac: hostOf(1, 1).mac, clientId: '01020304' }, secs: 0, packets: 6, clients: 3, unacked: 2 },
]

const unackedScenarios = (['standby', 'primary'] as const).map((role): Scenario => ({
  name: `ours is the ${role}; with max-unacked-clients the standby takes over only when enough clients are left waiting`,
  play: async (stage) => {
    const pair = await stage.setUp({ mode: 'hot-standby', ours: role, linked: true, ha: { 'max-unacked-clients': 2, 'max-ack-delay': 2000 } })
    const { primary, second: standby, client } = pair
    await meet(pair, 'hot-standby')
    await cut(pair)
    await reach(primary, 'partner-down')
    const remote = async (): Promise<Record<string, unknown>> => (await statusOf(standby))?.['ha-servers'].remote ?? {}
    await until('an interruption', async () => (await remote())['communication-interrupted'])
    for (const { host, secs, packets, clients, unacked } of waiting) {
      client.send([standby.port], { ...messageOf(host, types.discover), secs })
      await until(`packet ${packets}`, async () => (await remote())['analyzed-packets'] === packets, 3000).catch(() => undefined)
      const seen = await remote()
      const counts = ['analyzed-packets', 'connecting-clients', 'unacked-clients', 'unacked-clients-left'].map((key) => seen[key])
      assert.deepEqual(counts, [packets, clients, unacked, 3 - unacked])
    }
    assert.equal(await stateOf(standby), 'hot-standby')
    client.send([standby.port], { ...messageOf(hostOf(1, 2), types.discover), secs: tooLong })
    await reach(standby, 'partner-down')
    await obtainAll(pair, standby, hostsOf(3, 2))
    await heal(pair)
    await bothReach(pair, 'hot-standby')
    assert.equal((await agree(pair)).length, 2)
  },
}))

export const partitionScenarios: readonly Scenario[] = [...recoveryScenarios, ...longScenarios, ...slowScenarios, ...conflictScenarios, ...unackedScenarios]
