/** Many clients at once, who ask both members as clients do, while one of these dies and comes back. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { hostOf } from '../client'
import { loadBalancingHash } from '../../../src/ha/hash'
import { agree, bothReach, leasesOf, meet, reach } from '../looks'
import type { SeenLease } from '../looks'
import type { Pair, Scenario } from '../stage'
import { uncached } from './leases'
import { cut, heal } from './partition'

const clientsAtOnce = 16
/** How long each part of a scenario lasts, ms. */
const some = 500
/** Or leases are given faster than a backlog is sent, one after the other. */
const rest = 100

/** Ever new clients as long as `work` takes: who has which address. `restMs`: between two clients. */
async function besiege({ client, primary, second }: Pair, restMs: number, work: () => Promise<void>): Promise<Map<string, string>> {
  const given = new Map<string, string>()
  let isOver = false
  let last = 0
  const live = async (): Promise<void> => {
    while (!isOver) {
      const host = hostOf(1, last++)
      given.set(host.mac, await client.obtain([primary.port, second.port], host))
      await sleep(restMs)
    }
  }
  const lives = Promise.all(Array.from({ length: clientsAtOnce }, live))
  try {
    await work()
  } finally {
    isOver = true
    await lives
  }
  return given
}

function judge(given: ReadonlyMap<string, string>, agreed: readonly SeenLease[]): void {
  assert.ok(given.size > clientsAtOnce)
  const leases = new Map(agreed.map((lease) => [lease['ip-address'], lease['hw-address'].replace(/:/g, '')]))
  for (const [mac, address] of given) assert.equal(leases.get(address), mac, `${address} was promised to ${mac}`)
}

/** Equal databases, but for what only real Kea can have lost. */
async function agreeOnTold(pair: Pair): Promise<SeenLease[]> {
  try {
    return await agree(pair)
  } catch (error) {
    const forgotten = await forgottenByKea(pair)
    if (forgotten.length === 0) throw error
    const addresses = new Set(forgotten.map((lease) => lease['ip-address']))
    return [...(await agree(pair, (lease) => !addresses.has(lease['ip-address']))), ...forgotten]
  }
}

/** What Kea's other threads give while its backlog ends, it tells nobody of: a lease or two of its own clients, and no promise of ours. */
const mostForgotten = 2

async function forgottenByKea({ ours, real, primary }: Pair): Promise<SeenLease[]> {
  const own = new Set((await leasesOf(ours)).map((lease) => lease['ip-address']))
  const servedByReal = primary === real ? 0 : 1
  const missing = (await leasesOf(real)).filter((lease) => !own.has(lease['ip-address']) && loadBalancingHash(clientOf(lease)) % 2 === servedByReal)
  return missing.length <= mostForgotten ? missing : []
}

function clientOf(lease: SeenLease): string {
  const id = typeof lease['client-id'] === 'string' ? lease['client-id'] : lease['hw-address']
  return Buffer.from(id.replace(/:/g, ''), 'hex').toString('latin1')
}

const outages = ([['hot-standby', 'standby', 'real'], ['hot-standby', 'primary', 'ours'], ['load-balancing', 'secondary', 'real'], ['load-balancing', 'primary', 'ours']] as const).map(([mode, role, dying]): Scenario => ({
  name: `${mode}, ours is the ${role}; under load ${dying === 'real' ? 'real Kea is killed' : 'ours ends'} and comes back: every promise is kept`,
  play: async (stage) => {
    const pair = await stage.setUp({ mode, ours: role })
    const [dies, lives] = dying === 'real' ? [pair.real, pair.ours] : [pair.ours, pair.real]
    await meet(pair, mode)
    const given = await besiege(pair, 0, async () => {
      await sleep(some)
      await dies.crash()
      await reach(lives, 'partner-down')
      await sleep(some)
      await dies.start()
      await bothReach(pair, mode)
      await sleep(some)
    })
    judge(given, await agree(pair))
  },
}))

const interruptions = (['secondary', 'primary'] as const).map((role): Scenario => ({
  name: `load-balancing, ours is the ${role}; under load the two are kept apart for a while: every promise is kept`,
  play: async (stage) => {
    const pair = await stage.setUp({ mode: 'load-balancing', ours: role, linked: true, ha: { 'max-response-delay': 20_000, 'delayed-updates-limit': 100_000 }, dhcp4: uncached })
    await meet(pair, 'load-balancing')
    const given = await besiege(pair, rest, async () => {
      await sleep(some)
      await cut(pair)
      await bothReach(pair, 'communication-recovery')
      await sleep(some)
      await heal(pair)
      await bothReach(pair, 'load-balancing')
      await sleep(some)
    })
    judge(given, await agreeOnTold(pair))
  },
}))

export const loadScenarios: readonly Scenario[] = [...outages, ...interruptions]
