import assert from 'node:assert/strict'
import { test } from 'node:test'
import { subnetsOf } from '../config/dhcp4'
import { parseConfig } from '../config/parse'
import { applyEdits } from '../config/rewrite'
import type { Release } from '../config/release'
import { halves, splitPools } from './split-pool'

function split(subnet: string, release: Release = '3.0'): string {
  const text = `{ "Dhcp4": { "subnet4": [ ${subnet} ] } }`
  const file = parseConfig('file:///kea-dhcp4.conf', text, { readFile: () => undefined, includeFolders: [] })
  return applyEdits(text, splitPools(subnetsOf(file), () => true, ['a', 'b'], release)).slice(26, -6)
}

test('a pool becomes two, with the classes as the release writes them', () => {
  assert.equal(
    split('{ "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.10 - 192.0.2.19" } ] }'),
    '{ "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.10 - 192.0.2.14", "client-classes": [ "HA_a" ] }, { "pool": "192.0.2.15 - 192.0.2.19", "client-classes": [ "HA_b" ] } ] }',
  )
  assert.match(split('{ "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.128/25", "client-class": "" } ] }', '2.6'), /"pool": "192\.0\.2\.128 - 192\.0\.2\.191", "client-class": "HA_a" \}, \{ "pool": "192\.0\.2\.192 - 192\.0\.2\.255", "client-class": "HA_b" \}/)
})

test('what the pool says besides, with comments, is in both halves', () => {
  const pools = '{ "subnet": "192.0.2.0/24",\n  "pools": [\n    {\n      # offices\n      "pool": "192.0.2.10-192.0.2.13", // four\n      "option-data": [ ]\n    }\n  ] }'
  const half = (range: string, name: string): string => `    {\n      # offices\n      "pool": "${range}", // four\n      "client-classes": [ "HA_${name}" ],\n      "option-data": [ ]\n    }`
  assert.equal(split(pools), `{ "subnet": "192.0.2.0/24",\n  "pools": [\n${half('192.0.2.10 - 192.0.2.11', 'a')},\n${half('192.0.2.12 - 192.0.2.13', 'b')}\n  ] }`)
})

test('reserved addresses count for neither half', () => {
  assert.deepEqual(halves({ first: 10, last: 19 }, [10, 11, 12, 13]), [{ first: 10, last: 16 }, { first: 17, last: 19 }])
  assert.deepEqual(halves({ first: 10, last: 11 }, []), [{ first: 10, last: 10 }, { first: 11, last: 11 }])
  assert.deepEqual(halves({ first: 10, last: 13 }, [1, 99]), [{ first: 10, last: 11 }, { first: 12, last: 13 }])
})

test('pools that are kept for a class, or hold one address, stay as they are', () => {
  for (const subnet of [
    '{ "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.10 - 192.0.2.19", "client-classes": [ "phones" ] } ] }',
    '{ "subnet": "192.0.2.0/24", "client-classes": [ "HA_a" ], "pools": [ { "pool": "192.0.2.10 - 192.0.2.19" } ] }',
    '{ "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.10 - 192.0.2.10" }, { "pool": ',
  ]) assert.equal(split(subnet), subnet)
})
