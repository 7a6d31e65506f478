/** One member dies and comes back: the other one serves meanwhile, then both have everything. */
import assert from 'node:assert/strict'
import { hostOf } from '../client'
import { timing } from '../config'
import { agree, bothReach, leasesOf, meet, reach } from '../looks'
import type { Scenario } from '../stage'
import { hostsOf, nextSecond, obtainAll, uncached } from './leases'

/** A busy machine is late now and then, ms. */
const slack = 1500

export const outageScenarios: readonly Scenario[] = (['standby', 'primary'] as const).flatMap((role) =>
  (['real', 'ours'] as const).map((dying): Scenario => ({
    name: `ours is the ${role}; ${dying === 'real' ? 'real Kea is killed' : 'ours ends without a word'} and comes back`,
    play: async (stage) => {
      const pair = await stage.setUp({ mode: 'hot-standby', ours: role, ha: { 'sync-page-limit': 3 }, dhcp4: uncached })
      const [dies, lives] = dying === 'real' ? [pair.real, pair.ours] : [pair.ours, pair.real]
      await meet(pair, 'hot-standby')
      const [address] = await obtainAll(pair, pair.primary, hostsOf(1, 5))
      assert.equal((await agree(pair)).length, 5)

      await dies.crash()
      const begun = Date.now()
      await reach(lives, 'partner-down')
      const took = Date.now() - begun
      assert.ok(took <= timing.response + timing.heartbeat + slack, `partner-down after ${took} ms`)
      await obtainAll(pair, lives, hostsOf(2, 5))
      await nextSecond()
      await pair.client.renew(lives.port, hostOf(1, 0), address ?? '')
      assert.equal((await leasesOf(lives)).length, 10)

      await dies.start()
      await bothReach(pair, 'hot-standby')
      assert.equal((await agree(pair)).length, 10)
      await obtainAll(pair, pair.primary, hostsOf(3, 2))
      assert.equal((await agree(pair)).length, 12)
    },
  })),
)
