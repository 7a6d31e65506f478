/** Whatever real Kea 2.2, 2.6 and 3.0 say of the files at hand, the project says before: no false refusal, none missed without its cause. */
import assert from 'node:assert/strict'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { causeOf } from './causes'
import { compare } from './ours'
import type { Compared } from './ours'
import { realKea } from './real'
import { allCases } from './sets'

const corpus = process.env['KEA_CORPUS'] ?? ''
const oracle = process.env['KEA_ORACLE'] ?? ''

test('the verdicts of real Kea', { skip: corpus === '' ? 'KEA_CORPUS names no folder of configurations' : oracle === '' ? 'KEA_ORACLE names no real Kea' : false }, () => {
  const cases = allCases(corpus)
  const verdicts = realKea(oracle, path.join(os.tmpdir(), 'kea-verdicts.json')).verdicts(cases)
  const compared = cases.flatMap((one, at): Compared[] => {
    const verdict = verdicts[at]
    return verdict ? [compare(one, verdict)] : []
  })
  assert.ok(compared.length > 4000, `${compared.length} verdicts`)
  const open = compared.filter(({ one, outcome, real }) => outcome !== 'agree' && causeOf(one, outcome, real.message) === undefined)
  assert.deepEqual(open.map(({ one, outcome, real }) => `${outcome}: ${one.set} ${one.name} ${one.release} ${one.phase}: ${real.message}`), [])
  const placed = compared.filter(({ place }) => place !== undefined)
  const told = placed.filter(({ place }) => place !== 'other')
  assert.ok(told.length >= 0.95 * placed.length, `${told.length} of ${placed.length} are where Kea points, or more exact`)
})
