/** One member is taken out of service on purpose. */
import assert from 'node:assert/strict'
import { types } from '../../differential/message'
import { hostOf, messageOf } from '../client'
import { agree, bothReach, meet, reach, stateOf, statusOf } from '../looks'
import type { Member } from '../members'
import type { Pair, Scenario } from '../stage'
import { until } from '../until'
import { hostsOf, obtainAll } from './leases'

/** Long enough to be sure that nobody answers, ms. */
const silence = 400

/**
 * Both are back, and have heard so. A heartbeat that crosses the end of a maintenance tells of a state that is over, and up to 2.6 a lease that is
 * given before the next one brings it up: real Kea then begins the maintenance again, which is called off again.
 */
async function callOff({ ours, real }: Pair, stays: Member): Promise<void> {
  const isBack = async (member: Member): Promise<boolean> => {
    const { local, remote } = (await statusOf(member))?.['ha-servers'] ?? {}
    return local?.state === 'hot-standby' && remote?.['last-state'] === 'hot-standby'
  }
  assert.equal((await stays.command('ha-maintenance-cancel')).result, 0)
  await until('the end of the maintenance', async () => {
    if ((await stateOf(stays)) === 'partner-in-maintenance') await stays.command('ha-maintenance-cancel')
    return (await isBack(ours)) && (await isBack(real))
  })
}

const againScenarios = (['ours', 'real'] as const).map((asked): Scenario => ({
  name: `maintenance is called off and asked for again at once, of ${asked === 'real' ? 'real Kea' : 'ours'}`,
  play: async (stage) => {
    const pair = await stage.setUp({ mode: 'hot-standby', ours: 'standby' })
    const [stays, goes] = asked === 'ours' ? [pair.ours, pair.real] : [pair.real, pair.ours]
    await meet(pair, 'hot-standby')
    for (const command of ['ha-maintenance-start', 'ha-maintenance-cancel', 'ha-maintenance-start']) assert.equal((await stays.command(command)).result, 0)
    assert.deepEqual([await stateOf(stays), await stateOf(goes)], ['partner-in-maintenance', 'in-maintenance'])
  },
}))

const takenDown = (['standby', 'primary'] as const).flatMap((role) =>
  (['ours', 'real'] as const).map((asked): Scenario => ({
    name: `ours is the ${role}; maintenance of the partner is asked of ${asked === 'real' ? 'real Kea' : 'ours'}`,
    play: async (stage) => {
      const pair = await stage.setUp({ mode: 'hot-standby', ours: role })
      const [stays, goes] = asked === 'ours' ? [pair.ours, pair.real] : [pair.real, pair.ours]
      const ask = async (command: string): Promise<void> => {
        const answer = await stays.command(command)
        assert.equal(answer.result, 0, `${command}: ${answer.text}`)
      }
      await meet(pair, 'hot-standby')
      await ask('ha-maintenance-start')
      await Promise.all([reach(stays, 'partner-in-maintenance'), reach(goes, 'in-maintenance')])
      await obtainAll(pair, stays, hostsOf(1, 2))
      assert.equal(await pair.client.exchange(goes.port, messageOf(hostOf(1, 0), types.discover), silence), undefined)
      assert.equal((await agree(pair)).length, 2)

      await callOff(pair, stays)
      await obtainAll(pair, pair.primary, hostsOf(2, 2))
      assert.equal((await agree(pair)).length, 4)

      await ask('ha-maintenance-start')
      await Promise.all([reach(stays, 'partner-in-maintenance'), reach(goes, 'in-maintenance')])
      await goes.stop()
      await reach(stays, 'partner-down')
      await obtainAll(pair, stays, hostsOf(3, 2))
      await goes.start()
      await bothReach(pair, 'hot-standby')
      assert.equal((await agree(pair)).length, 6)
    },
  })),
)

export const maintenanceScenarios: readonly Scenario[] = [...takenDown, ...againScenarios]
