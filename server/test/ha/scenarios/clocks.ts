/** Clocks that differ: a warning, and beyond a minute the end of the partnership. */
import assert from 'node:assert/strict'
import { agree, bothReach, meet, stateOf } from '../looks'
import type { Scenario } from '../stage'
import { until } from '../until'
import { hostsOf, obtainAll } from './leases'

export const clockScenarios: readonly Scenario[] = (['standby', 'primary'] as const).map((role): Scenario => ({
  name: `ours is the ${role}; our clock is 40 s ahead: both warn; 70 s ahead: both terminate, until both are started again`,
  play: async (stage) => {
    let ahead = 0
    const pair = await stage.setUp({ mode: 'hot-standby', ours: role, clock: () => Date.now() + ahead })
    const { ours, real, primary } = pair
    await meet(pair, 'hot-standby')
    await obtainAll(pair, primary, hostsOf(1, 2))
    ahead = 40_000
    for (const member of [ours, real]) await until(`a warning of ${member.kind}`, () => /HA_HIGH_CLOCK_SKEW\b/.test(member.log()))
    await bothReach(pair, 'hot-standby')
    ahead = 70_000
    await bothReach(pair, 'terminated')
    await ours.stop()
    ahead = 0
    await ours.start()
    await until('an answer of the partner', () => ours.log().includes('HA_TERMINATED_RESTART_PARTNER'))
    assert.equal(await stateOf(ours), 'waiting')
    await real.stop()
    await real.start()
    await bothReach(pair, 'hot-standby')
    assert.equal((await agree(pair)).length, 2)
  },
}))
