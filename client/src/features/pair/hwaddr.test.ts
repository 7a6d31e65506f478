import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hwaddrOfGroup } from './hwaddr'

test('each group of clients has hardware addresses of its own, of the same vendor', () => {
  assert.equal(hwaddrOfGroup('02:00:00:00:00:01', 0), '02:00:00:00:00:01')
  assert.equal(hwaddrOfGroup('02:00:00:00:00:01', 1), '02:00:00:02:00:01')
  assert.equal(hwaddrOfGroup('a4:bb:6d:ff:00:10', 1), 'a4:bb:6d:01:00:10')
  assert.equal(hwaddrOfGroup('none', 3), 'none')
})
