import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseConfig } from '../config/parse'
import { inlaysIn } from './inlay-hints'
import type { InlayWishes } from './inlay-hints'

const uri = 'file:///site/kea-dhcp4.conf'
const all: InlayWishes = { durations: true, poolSizes: true, optionCodes: true }

/** The text with its hints in brackets; the hints are those between the bars, where there are some. */
function hinted(marked: string, wishes: InlayWishes = all, files: Record<string, string> = {}, of = uri): string {
  const text = marked.replaceAll('|', '')
  const file = parseConfig(uri, text, { readFile: (name) => files[name], includeFolders: [] })
  const seen = of === uri ? text : (files[of] ?? '')
  const [start, end] = marked.includes('|') ? [marked.indexOf('|'), marked.lastIndexOf('|') - 1] : [0, seen.length]
  const hints = inlaysIn(file, { uri: of, start, end }, '3.0', wishes)
  return [...hints].sort((one, other) => other.offset - one.offset).reduce((shown, { offset, text: words }) => `${shown.slice(0, offset)}[${String(words)}]${shown.slice(offset)}`, seen)
}

test('seconds and milliseconds from a minute and a second on have their duration', () => {
  assert.equal(
    hinted('{ "Dhcp4": { "valid-lifetime": 4000, "renew-timer": 59, "hooks-libraries": [ { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ { "heartbeat-delay": 10000, "max-unacked-clients": 5000 } ] } } ] } }'),
    '{ "Dhcp4": { "valid-lifetime": 4000[= 1 h 6 min 40 s], "renew-timer": 59, "hooks-libraries": [ { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ { "heartbeat-delay": 10000[= 10 s], "max-unacked-clients": 5000 } ] } } ] } }',
  )
})

test('pools have their size, and faulty ones none', () => {
  assert.equal(
    hinted('{ "Dhcp4": { "subnet4": [ { "pools": [ { "pool": "192.0.2.10 - 192.0.2.110" }, { "pool": "192.0.2.128/25" }, { "pool": "192.0.2.9 - 192.0.2.1" }, { "pool": "192.0.2.1/32" } ] } ] } }'),
    '{ "Dhcp4": { "subnet4": [ { "pools": [ { "pool": "192.0.2.10 - 192.0.2.110"[101 addresses] }, { "pool": "192.0.2.128/25"[128 addresses] }, { "pool": "192.0.2.9 - 192.0.2.1" }, { "pool": "192.0.2.1/32"[1 address] } ] } ] } }',
  )
  assert.equal(
    hinted('{ "Dhcp6": { "subnet6": [ { "pools": [ { "pool": "2001:db8::/80" } ], "pd-pools": [ { "prefix": "2001:db8:1::", "prefix-len": 48, "delegated-len": 56 } ] } ] } }'),
    '{ "Dhcp6": { "subnet6": [ { "pools": [ { "pool": "2001:db8::/80"[2^48 addresses] } ], "pd-pools": [ { "prefix": "2001:db8:1::", "prefix-len": 48, "delegated-len": 56[256 prefixes] } ] } ] } }',
  )
})

test('an option has its code, or its name, where it does not have both', () => {
  assert.equal(
    hinted('{ "Dhcp4": { "option-data": [ { "name": "routers" }, { "code": 6 }, { "name": "routers", "code": 3 }, { "name": "no-such" } ] } }'),
    '{ "Dhcp4": { "option-data": [ { "name": "routers"[option 3] }, { "code": 6[domain-name-servers] }, { "name": "routers", "code": 3 }, { "name": "no-such" } ] } }',
  )
})

test('only what is asked for is shown, and only what is in view', () => {
  const text = '{ "Dhcp4": { "valid-lifetime": 4000, |"subnet4": [ { "valid-lifetime": 60, "pools": [ { "pool": "192.0.2.0/24" } ] }, | { "valid-lifetime": 120 } ] } }'
  assert.equal(hinted(text, { durations: true, poolSizes: false, optionCodes: false }), '{ "Dhcp4": { "valid-lifetime": 4000, "subnet4": [ { "valid-lifetime": 60[= 1 min], "pools": [ { "pool": "192.0.2.0/24" } ] },  { "valid-lifetime": 120 } ] } }')
})

test('a half-written file has hints for what is there', () => {
  assert.equal(hinted('{ "Dhcp4": { "valid-lifetime": 4000, "subnet4": [ { "pools": [ { "pool": "192.0.2.0/24"'), '{ "Dhcp4": { "valid-lifetime": 4000[= 1 h 6 min 40 s], "subnet4": [ { "pools": [ { "pool": "192.0.2.0/24"[256 addresses]')
})

test('an included file has the hints of what it is part of', () => {
  const part = 'file:///site/subnets.inc'
  const files = { [part]: '{ "valid-lifetime": 4000 }' }
  const text = '{ "Dhcp4": { "valid-lifetime": 3600, "subnet4": [ <?include "subnets.inc"?> ] } }'
  assert.equal(hinted(text, all, files, part), '{ "valid-lifetime": 4000[= 1 h 6 min 40 s] }')
  assert.equal(hinted(text, all, files), text.replace('3600', '3600[= 1 h]'))
})
