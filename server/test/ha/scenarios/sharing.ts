/** Load balancing: each client has one server, and the same one whoever plays which role. */
import assert from 'node:assert/strict'
import { types } from '../../differential/message'
import { hostOf, messageOf } from '../client'
import { meet } from '../looks'
import type { Pair, Scenario } from '../stage'
import { until } from '../until'

const clients = 1000
/** Real Kea keeps 64 packets waiting. */
const atOnce = 25

/** Who answers whom, by the role: 'primary', 'secondary', or both names where two answer. */
async function shareOf(pair: Pair): Promise<string[]> {
  const { client, primary, second } = pair
  const asked: number[][] = []
  const answered = (n: number): Set<number> => new Set((asked[n] ?? []).flatMap((xid) => client.heard(xid).map(({ from }) => from)))
  for (let from = 0; from < clients; from += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, clients - from) }, (_, at) => from + at)
    await until('offers', async () => {
      const missing = batch.filter((n) => answered(n).size === 0)
      for (const n of missing) (asked[n] ??= []).push(client.send([primary.port, second.port], messageOf(hostOf(1, n), types.discover)))
      return until('an offer to each', () => missing.every((n) => answered(n).size > 0), 700).catch(() => false)
    })
  }
  // A second answer would have come by now: what came last was asked for last.
  const last = client.send([primary.port, second.port], messageOf(hostOf(2, 0), types.discover))
  await until('the last offer', () => client.heard(last).length > 0)
  return Array.from({ length: clients }, (_, n) => [...answered(n)].map((port) => (port === primary.port ? 'primary' : 'secondary')).sort().join(' and '))
}

export const sharingScenarios: readonly Scenario[] = [
  {
    name: `load balancing: ${clients} clients are shared out as between two real servers`,
    play: async (stage) => {
      const pairs = await Promise.all((['secondary', 'primary'] as const).map((ours) => stage.setUp({ mode: 'load-balancing', ours })))
      const shares: string[][] = []
      for (const pair of pairs) {
        await meet(pair, 'load-balancing')
        shares.push(await shareOf(pair))
        await Promise.all([pair.ours.stop(), pair.real.stop()])
      }
      const [withRealPrimary, withRealSecondary] = shares
      assert.ok(withRealPrimary && withRealSecondary)
      for (const name of withRealPrimary) assert.ok(name === 'primary' || name === 'secondary', `answered by ${name}`)
      const primarys = withRealPrimary.filter((name) => name === 'primary').length
      assert.ok(primarys > clients / 3 && primarys < (clients * 2) / 3, `${primarys} are the primary's`)
      // What real Kea answers as the primary, and leaves to the secondary, is what it leaves to the primary, and answers, as the secondary.
      assert.deepEqual(withRealSecondary, withRealPrimary)
    },
  },
]
