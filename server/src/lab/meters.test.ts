/** What is measured outlives the single latencies, which are kept for the newest seconds only. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMeters } from './meters'

test('the chart has the latencies of seconds that nobody looked at while they were new', () => {
  const meters = createMeters(['one', 'other'])
  for (let second = 0; second < 20; second++) {
    for (const part of [0, 400]) meters.add('one', { answered: 2, unanswered: 1, latencies: [second, second + 0.5] }, second * 1000 + part)
    meters.add('other', { answered: 0, unanswered: 1, latencies: [] }, second * 1000)
  }
  const { at, servers } = meters.chart(20_000)
  assert.equal(at.length, 20)
  assert.deepEqual(servers[0]?.median, at.map((ms) => ms / 1000 + 0.5))
  assert.deepEqual(servers[0].answered, at.map(() => 4))
  assert.deepEqual(servers[1]?.p99, at.map(() => null))
  assert.deepEqual(meters.now('one', 19_500).latency, { median: 17.5, p99: 19.5 })
})
