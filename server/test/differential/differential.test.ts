/** Beside a real Kea: the same configurations and the same packets to both, replies and leases compared. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Release } from '../../src/config/release'
import type { Case } from './case'
import { allCases } from './cases'
import { compareCase, replayCase } from './compare'
import type { Recorded } from './compare'
import { knownDifferences } from './known-differences'
import { startOurs, startReal } from './servers'
import type { Peer } from './servers'

const oracle = process.env['KEA_ORACLE']
const releases: readonly Release[] = ['3.0', '2.6', '2.2']
const recordFile = path.join(process.env['KEA_PROJECT'] ?? process.cwd(), 'test-fixtures/dhcp/kea-3.0.json')
/** Set to write down anew what real Kea 3.0 does. */
const isRecording = process.env['KEA_RECORD'] === '1'
const recording: Record<string, Recorded> = {}

for (const [at, release] of releases.entries()) {
  const cases = allCases.filter((one) => (one.releases ?? ['3.0']).some((name) => name === release))
  describe(`beside Kea ${release}`, { skip: oracle === undefined ? 'real Kea is not here (KEA_ORACLE)' : false }, () => {
    let real: Peer
    let ours: Peer
    let exchanges = 0
    before(async () => {
      real = await startReal(oracle ?? '', release, 17000 + 10 * at)
      ours = await startOurs(release, 17005 + 10 * at)
    })
    after(async () => {
      await real.stop()
      await ours.stop()
      if (isRecording && release === '3.0') writeFileSync(recordFile, `{\n${Object.entries(recording).map(([name, one]) => `${JSON.stringify(name)}: ${JSON.stringify(one)}`).join(',\n')}\n}\n`)
      console.log(`beside Kea ${release}: ${cases.length} configurations, ${exchanges} exchanges`)
    })
    for (const one of cases) {
      test(one.name, async () => {
        const outcome = await compareCase(one, real, ours)
        exchanges += outcome.exchanges
        if (release === '3.0') recording[one.name] = outcome.recorded
        const unknown = outcome.differences.filter((found) => !isKnown(one, release, found.step, found.what))
        assert.deepEqual(unknown, [])
      })
    }
  })
}

describe('what Kea 3.0 did', { skip: oracle === undefined ? false : 'real Kea is here and was asked itself' }, () => {
  const recorded = JSON.parse(readFileSync(recordFile, 'utf8')) as Record<string, Recorded>
  let ours: Peer
  before(async () => {
    ours = await startOurs('3.0', 17045)
  })
  after(async () => {
    await ours.stop()
  })
  for (const one of allCases.filter((each) => (each.releases ?? ['3.0']).includes('3.0'))) {
    test(one.name, async () => {
      const then = recorded[one.name]
      assert.ok(then, 'not recorded: run with KEA_RECORD=1 and KEA_ORACLE')
      const unknown = (await replayCase(one, then, ours)).filter((found) => !isKnown(one, '3.0', found.step, found.what))
      assert.deepEqual(unknown, [])
    })
  }
})

function isKnown(one: Case, release: Release, step: string, what: string): boolean {
  return knownDifferences.some((known) => known.case === one.name && (known.step === undefined || known.step === step) && known.what === what && (known.releases ?? releases).includes(release))
}
