/** Beside a real Kea: the same configurations and the same packets to both, replies and leases compared. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Release } from '../../src/config/release'
import type { Case } from './case'
import { allCases } from './cases'
import { compareCase } from './compare'
import { knownDifferences } from './known-differences'
import { startOurs, startReal } from './servers'
import type { Peer } from './servers'

const oracle = process.env['KEA_ORACLE']
const releases: readonly Release[] = ['3.0', '2.6', '2.2']

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
      console.log(`beside Kea ${release}: ${cases.length} configurations, ${exchanges} exchanges`)
    })
    for (const one of cases) {
      test(one.name, async () => {
        const outcome = await compareCase(one, real, ours)
        exchanges += outcome.exchanges
        const unknown = outcome.differences.filter((found) => !isKnown(one, release, found.step, found.what))
        assert.deepEqual(unknown, [])
      })
    }
  })
}

function isKnown(one: Case, release: Release, step: string, what: string): boolean {
  return knownDifferences.some((known) => known.case === one.name && (known.step === undefined || known.step === step) && known.what === what && (known.releases ?? releases).includes(release))
}
