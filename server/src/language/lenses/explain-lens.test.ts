import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseConfig } from '../../config/parse'
import { mostLenses, placesToExplain } from './explain-lens'

const uri = 'file:///site/kea-dhcp4.conf'

function placesIn(text: string, files: Record<string, string> = {}, of = uri): string[] {
  const file = parseConfig(uri, text, { readFile: (name) => files[name], includeFolders: [] })
  return placesToExplain(file, of).map(({ source, start, end }) => `${source.positionAt(start).line + 1} ${source.text.slice(start, end)}`)
}

test('classes, subnets, pools and reservations, those of shared networks too, have a place at their first key', () => {
  const text = `{ "Dhcp4": {
    "client-classes": [ { "name": "phones" } ],
    "reservations": [ { "hw-address": "02:00:00:00:00:01" } ],
    "subnet4": [
      { "id": 1,
        "subnet": "192.0.2.0/24",
        "pools": [ { "pool": "192.0.2.10 - 192.0.2.20" } ],
        "reservations": [ { "ip-address": "192.0.2.5" }, {} ] } ],
    "shared-networks": [ { "name": "floor",
      "subnet4": [ { "subnet": "198.51.100.0/24", "id": 2 } ] } ] } }`
  assert.deepEqual(placesIn(text), ['2 "name"', '5 "id"', '10 "subnet"', '7 "pool"', '3 "hw-address"', '8 "ip-address"'])
})

test('what an included file holds has its place there', () => {
  const part = 'file:///site/subnets.inc'
  const text = '{ "Dhcp4": { "client-classes": [ { "name": "phones" } ], "subnet4": [ <?include "/site/subnets.inc"?> ] } }'
  const files = { [part]: '{ "id": 1, "subnet": "192.0.2.0/24" }' }
  assert.deepEqual(placesIn(text, files), ['1 "name"'])
  assert.deepEqual(placesIn(text, files, part), ['1 "id"'])
})

test('a kind comes whole or not at all', () => {
  const subnets = (count: number): string => Array.from({ length: count }, (_, at) => `{ "id": ${at + 1}, "pools": [ { "pool": "192.0.2.1/32" } ] }`).join()
  const text = (count: number): string => `{ "Dhcp4": { "subnet4": [ ${subnets(count)} ] } }`
  assert.equal(placesIn(text(mostLenses / 2)).length, mostLenses)
  assert.deepEqual(new Set(placesIn(text(mostLenses / 2 + 1))), new Set(['1 "id"']))
  assert.deepEqual(placesIn(text(mostLenses + 1)), [])
})

test('other daemons serve no clients of DHCPv4', () => {
  assert.deepEqual(placesIn('{ "Dhcp6": { "client-classes": [ { "name": "phones" } ] } }'), [])
})
