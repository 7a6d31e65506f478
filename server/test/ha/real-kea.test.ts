/** High Availability with real Kea as the partner of our server: each scenario with every release that KEA_ORACLE runs. */
import { describe, test } from 'node:test'
import { atLeast } from '../../src/config/release'
import type { Release } from '../../src/config/release'
import { accessScenarios } from './scenarios/access'
import { backupScenarios } from './scenarios/backup'
import { clockScenarios } from './scenarios/clocks'
import { commandScenarios } from './scenarios/commands'
import { leaseScenarios } from './scenarios/leases'
import { loadScenarios } from './scenarios/load'
import { maintenanceScenarios } from './scenarios/maintenance'
import { outageScenarios } from './scenarios/outage'
import { partitionScenarios } from './scenarios/partition'
import { sharingScenarios } from './scenarios/sharing'
import { startScenarios } from './scenarios/start'
import { createStage } from './stage'
import type { Scenario } from './stage'

const oracle = process.env['KEA_ORACLE']
const releases: readonly Release[] = ['3.0', '2.6']
const scenarios: readonly Scenario[] = [...startScenarios, ...leaseScenarios, ...outageScenarios, ...sharingScenarios, ...maintenanceScenarios, ...partitionScenarios, ...accessScenarios, ...commandScenarios, ...backupScenarios, ...clockScenarios, ...loadScenarios]

/** A scenario waits for timers most of the time. */
const together = 6

describe('a pair with real Kea', { concurrency: together }, () => {
  // One line in place of more than a hundred.
  if (oracle === undefined) {
    test('every scenario', { skip: 'KEA_ORACLE names no real Kea' }, () => undefined)
    return
  }
  for (const release of releases) {
    for (const { name, play, since, missing } of scenarios) {
      if (since !== undefined && !atLeast(release, since)) continue
      test(`${release}: ${name}`, { skip: missing?.[release] ?? false }, async () => {
        const stage = createStage(oracle, release)
        try {
          await play(stage)
        } catch (error) {
          console.error(`${release}: ${name}\n${stage.logs()}`)
          throw error
        } finally {
          await stage.clear()
        }
      })
    }
  }
})
