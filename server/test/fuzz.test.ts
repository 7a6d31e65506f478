import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fuzz } from './fuzz'

test('30,000 broken packets: no throw, no answer to what is no message', () => {
  const result = fuzz(30_000, 7)
  assert.deepEqual(result.faults, [])
  assert.equal(result.wronglyAnswered, 0)
  assert.ok(result.answered > 2000, `only ${result.answered} were answered: the seeds are no messages any more`)
})
