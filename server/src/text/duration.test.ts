import assert from 'node:assert/strict'
import { test } from 'node:test'
import { durationOf } from './duration'

const cases: readonly (readonly [number, 's' | 'ms', string | undefined])[] = [
  [4000, 's', '1 h 6 min 40 s'],
  [60, 's', '1 min'],
  [59, 's', undefined],
  [0, 's', undefined],
  [86400, 's', '1 d'],
  [90061, 's', '1 d 1 h 1 min 1 s'],
  [4294967295, 's', 'for ever'],
  [4294967294, 's', '49710 d 6 h 28 min 14 s'],
  [10000, 'ms', '10 s'],
  [1500, 'ms', '1 s 500 ms'],
  [999, 'ms', undefined],
  [61.5, 's', undefined],
  [-3600, 's', undefined],
]

for (const [value, unit, words] of cases) {
  test(`${value} ${unit} is ${words ?? 'plain as it is'}`, () => {
    assert.equal(durationOf(value, unit)?.toString(), words)
  })
}
