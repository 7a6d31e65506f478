/** What is offered at a cursor, and the text that accepting it leaves. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { home, offered } from './accept'
import type { Desk } from './accept'

interface Case {
  readonly name: string
  /** `|` is the cursor. */
  readonly text: string
  readonly item: string
  readonly result: string
  readonly desk?: Desk
}

const plain: Desk = { can: { snippets: false } }

const cases: readonly Case[] = [
  // Keys: quotes and commas.
  { name: 'a key in an empty map', text: '{ "Dhcp4": { | } }', item: 'valid-lifetime', result: '{ "Dhcp4": { "valid-lifetime": 7200 } }' },
  { name: 'a key behind a member without a comma', text: '{ "Dhcp4": {\n  "valid-lifetime": 1\n  |\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\n  "valid-lifetime": 1,\n  "renew-timer": 900\n} }' },
  { name: 'a key behind a comma', text: '{ "Dhcp4": {\n  "valid-lifetime": 1,\n  |\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\n  "valid-lifetime": 1,\n  "renew-timer": 900\n} }' },
  { name: 'a key before another one', text: '{ "Dhcp4": {\n  |\n  "valid-lifetime": 1\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\n  "renew-timer": 900,\n  "valid-lifetime": 1\n} }' },
  { name: 'a key between two, both commas missing', text: '{ "Dhcp4": {\n  "valid-lifetime": 1\n  |\n  "t1-percent": 0.5\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\n  "valid-lifetime": 1,\n  "renew-timer": 900,\n  "t1-percent": 0.5\n} }' },
  { name: 'a key between two, the comma behind is there', text: '{ "Dhcp4": {\n  "valid-lifetime": 1,\n  |,\n  "t1-percent": 0.5\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\n  "valid-lifetime": 1,\n  "renew-timer": 900,\n  "t1-percent": 0.5\n} }' },
  { name: 'a key behind a comment', text: '{ "Dhcp4": {\n  "valid-lifetime": 1 # a day, "or": so\n  |\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\n  "valid-lifetime": 1, # a day, "or": so\n  "renew-timer": 900\n} }' },
  { name: 'a key behind a block comment of several lines', text: '{ "Dhcp4": {\n  "valid-lifetime": 1\n  /* so }\n  " don\'t */ |\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\n  "valid-lifetime": 1,\n  /* so }\n  " don\'t */ "renew-timer": 900\n} }' },
  { name: 'a key that touches the value before it', text: '{ "Dhcp4": { "valid-lifetime": 1| } }', item: '7200', result: '{ "Dhcp4": { "valid-lifetime": 7200 } }' },
  { name: 'a key that touches a bracket', text: '{ "Dhcp4": { "option-data": []| } }', item: 'renew-timer', result: '{ "Dhcp4": { "option-data": [], "renew-timer": 900 } }' },
  { name: 'one quote', text: '{ "Dhcp4": {\n  "|\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\n  "renew-timer": 900\n} }' },
  { name: 'one quote before another member', text: '{ "Dhcp4": {\n  "|\n  "pools": 1\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\n  "renew-timer": 900,\n  "pools": 1\n} }' },
  { name: 'one quote and letters before another member', text: '{ "Dhcp4": {\n  "ren|\n  "valid-lifetime": 1\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\n  "renew-timer": 900,\n  "valid-lifetime": 1\n} }' },
  { name: 'both quotes', text: '{ "Dhcp4": {\n  "ren|"\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\n  "renew-timer": 900\n} }' },
  { name: 'empty quotes', text: '{ "Dhcp4": { "|" } }', item: 'renew-timer', result: '{ "Dhcp4": { "renew-timer": 900 } }' },
  { name: 'behind both quotes', text: '{ "Dhcp4": { "ren"| } }', item: 'renew-timer', result: '{ "Dhcp4": { "renew-timer": 900 } }' },
  { name: 'in the middle of both quotes', text: '{ "Dhcp4": { "re|bind" } }', item: 'renew-timer', result: '{ "Dhcp4": { "renew-timer": 900 } }' },
  { name: 'a word without quotes', text: '{ "Dhcp4": { ren| } }', item: 'renew-timer', result: '{ "Dhcp4": { "renew-timer": 900 } }' },
  { name: 'a word without quotes, replaced', text: '{ "Dhcp4": { re|new } }', item: 'renew-timer', result: '{ "Dhcp4": { "renew-timer": 900 } }' },
  { name: 'a word without quotes, inserted', text: '{ "Dhcp4": { re|new } }', item: 'renew-timer', result: '{ "Dhcp4": { "renew-timer": 900new } }', desk: { mode: 'insert' } },
  { name: 'a key that has a value', text: '{ "Dhcp4": { "ren|ew": 5, "valid-lifetime": 1 } }', item: 'rebind-timer', result: '{ "Dhcp4": { "rebind-timer": 5, "valid-lifetime": 1 } }' },
  { name: 'a key that has a value, one quote missing', text: '{ "Dhcp4": { "ren|: 5 } }', item: 'rebind-timer', result: '{ "Dhcp4": { "rebind-timer": 5 } }' },
  { name: 'a map, a list, a choice and a text', text: '{ "Dhcp4": { | } }', item: 'interfaces-config', result: '{ "Dhcp4": { "interfaces-config": {  } } }' },
  { name: 'a list', text: '{ "Dhcp4": { | } }', item: 'option-data', result: '{ "Dhcp4": { "option-data": [  ] } }' },
  { name: 'a default that is true', text: '{ "Dhcp4": { | } }', item: 'match-client-id', result: '{ "Dhcp4": { "match-client-id": true } }' },
  { name: 'a text with its default', text: '{ "Dhcp4": { | } }', item: 'ddns-generated-prefix', result: '{ "Dhcp4": { "ddns-generated-prefix": "myhost" } }' },
  { name: 'plain, where the editor has no snippets', text: '{ "Dhcp4": { | } }', item: 'allocator', result: '{ "Dhcp4": { "allocator": "iterative" } }', desk: plain },
  { name: 'an unclosed file', text: '{ "Dhcp4": {\n  "subnet4": [ { "subnet": "192.0.2.0/24",\n    |', item: 'id', result: '{ "Dhcp4": {\n  "subnet4": [ { "subnet": "192.0.2.0/24",\n    "id": 1' },
  { name: 'an unclosed map before its brothers', text: '{ "Dhcp4": {\n  "subnet4": [\n    { "id": 1,\n      |\n    { "id": 2, "subnet": "192.0.2.0/24" }\n  ]\n} }', item: 'subnet', result: '{ "Dhcp4": {\n  "subnet4": [\n    { "id": 1,\n      "subnet": "",\n    { "id": 2, "subnet": "192.0.2.0/24" }\n  ]\n} }' },
  { name: 'behind a value that is missing', text: '{ "Dhcp4": {\n  "valid-lifetime":\n  "renew-timer": 5,\n  |\n} }', item: 'rebind-timer', result: '{ "Dhcp4": {\n  "valid-lifetime":\n  "renew-timer": 5,\n  "rebind-timer": 1800\n} }' },
  { name: 'lines that end in CR and LF', text: '{ "Dhcp4": {\r\n  "valid-lifetime": 1\r\n  |\r\n} }', item: 'renew-timer', result: '{ "Dhcp4": {\r\n  "valid-lifetime": 1,\r\n  "renew-timer": 900\r\n} }' },
  { name: 'hook parameters', text: '{ "Dhcp4": { "hooks-libraries": [ { "library": "/x/libdhcp_ha.so", "parameters": { "high-availability": [ { | } ] } } ] } }', item: 'mode', result: '{ "Dhcp4": { "hooks-libraries": [ { "library": "/x/libdhcp_ha.so", "parameters": { "high-availability": [ { "mode": "load-balancing" } ] } } ] } }' },
  { name: 'the daemon', text: '{ | }', item: 'Control-agent', result: '{ "Control-agent": {  } }' },

  // Values.
  { name: 'behind a colon', text: '{ "Dhcp4": { "match-client-id":| } }', item: 'false', result: '{ "Dhcp4": { "match-client-id": false } }' },
  { name: 'behind a colon and a blank', text: '{ "Dhcp4": { "match-client-id": | } }', item: 'false', result: '{ "Dhcp4": { "match-client-id": false } }' },
  { name: 'before the next member', text: '{ "Dhcp4": {\n  "match-client-id": |\n  "renew-timer": 5\n} }', item: 'false', result: '{ "Dhcp4": {\n  "match-client-id": false,\n  "renew-timer": 5\n} }' },
  { name: 'a text that has quotes', text: '{ "Dhcp4": { "allocator": "it|" } }', item: 'random', result: '{ "Dhcp4": { "allocator": "random" } }' },
  { name: 'a text that has one quote', text: '{ "Dhcp4": { "allocator": "|\n  "renew-timer": 5 } }', item: 'random', result: '{ "Dhcp4": { "allocator": "random",\n  "renew-timer": 5 } }' },
  { name: 'a text without quotes', text: '{ "Dhcp4": { "allocator": ra| } }', item: 'random', result: '{ "Dhcp4": { "allocator": "random" } }' },
  { name: 'quotes around what has none', text: '{ "Dhcp4": { "match-client-id": "|" } }', item: 'true', result: '{ "Dhcp4": { "match-client-id": true } }' },
  { name: 'before the value that is there', text: '{ "Dhcp4": { "allocator": |"iterative", "renew-timer": 5 } }', item: 'random', result: '{ "Dhcp4": { "allocator": "random", "renew-timer": 5 } }' },
  { name: 'a key without a colon', text: '{ "Dhcp4": { "allocator" | } }', item: 'random', result: '{ "Dhcp4": { "allocator" : "random" } }' },
  { name: 'an item behind another', text: '{ "Dhcp4": { "host-reservation-identifiers": [ "duid" | ] } }', item: 'hw-address', result: '{ "Dhcp4": { "host-reservation-identifiers": [ "duid", "hw-address" ] } }' },
  { name: 'an item before another', text: '{ "Dhcp4": { "host-reservation-identifiers": [ | "duid" ] } }', item: 'hw-address', result: '{ "Dhcp4": { "host-reservation-identifiers": [ "hw-address", "duid" ] } }' },
  { name: 'the name of an option', text: '{ "Dhcp4": { "option-data": [ { "name": "rou|" } ] } }', item: 'routers', result: '{ "Dhcp4": { "option-data": [ { "name": "routers" } ] } }' },
  { name: 'the code of an option', text: '{ "Dhcp4": { "option-data": [ { "name": "routers", "code": | } ] } }', item: '3', result: '{ "Dhcp4": { "option-data": [ { "name": "routers", "code": 3 } ] } }' },
  { name: 'an option of the file', text: '{ "Dhcp4": { "option-def": [ { "name": "site", "code": 1, "space": "vendor-9", "type": "string" } ], "option-data": [ { "space": "vendor-9", "name": "|" } ] } }', item: 'site', result: '{ "Dhcp4": { "option-def": [ { "name": "site", "code": 1, "space": "vendor-9", "type": "string" } ], "option-data": [ { "space": "vendor-9", "name": "site" } ] } }' },
  { name: 'an option of a class', text: '{ "Dhcp4": { "client-classes": [ { "name": "a", "option-def": [ { "name": "site", "code": 224, "type": "string" } ], "option-data": [ { "name": "|" } ] } ] } }', item: 'site', result: '{ "Dhcp4": { "client-classes": [ { "name": "a", "option-def": [ { "name": "site", "code": 224, "type": "string" } ], "option-data": [ { "name": "site" } ] } ] } }' },
  { name: 'a class', text: '{ "Dhcp4": { "client-classes": [ { "name": "pxe" } ], "subnet4": [ { "client-classes": [ "|" ] } ] } }', item: 'pxe', result: '{ "Dhcp4": { "client-classes": [ { "name": "pxe" } ], "subnet4": [ { "client-classes": [ "pxe" ] } ] } }' },
  { name: 'a free address', text: '{ "Dhcp4": { "subnet4": [ { "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.3 - 192.0.2.99" } ], "reservations": [ { "ip-address": "192.0.2.2" }, { "ip-address": "|" } ] } ] } }', item: '192.0.2.100', result: '{ "Dhcp4": { "subnet4": [ { "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.3 - 192.0.2.99" } ], "reservations": [ { "ip-address": "192.0.2.2" }, { "ip-address": "192.0.2.100" } ] } ] } }' },
  { name: 'a free range', text: '{ "Dhcp4": { "subnet4": [ { "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.10 - 192.0.2.99" }, { "pool": "|" } ] } ] } }', item: '192.0.2.100 - 192.0.2.254', result: '{ "Dhcp4": { "subnet4": [ { "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.10 - 192.0.2.99" }, { "pool": "192.0.2.100 - 192.0.2.254" } ] } ] } }' },
  { name: 'the next prefix', text: '{ "Dhcp4": { "subnet4": [ { "subnet": "10.0.0.0/16" }, { "subnet": "|" } ] } }', item: '10.1.0.0/16', result: '{ "Dhcp4": { "subnet4": [ { "subnet": "10.0.0.0/16" }, { "subnet": "10.1.0.0/16" } ] } }' },
  { name: 'a library with the folder of the others', text: '{ "Dhcp4": { "hooks-libraries": [ { "library": "/opt/kea/libdhcp_lease_cmds.so" }, { "library": "|" } ] } }', item: 'libdhcp_ha.so', result: '{ "Dhcp4": { "hooks-libraries": [ { "library": "/opt/kea/libdhcp_lease_cmds.so" }, { "library": "/opt/kea/libdhcp_ha.so" } ] } }' },
  { name: 'a logger of a library', text: '{ "Dhcp4": { "hooks-libraries": [ { "library": "libdhcp_ha.so" } ], "loggers": [ { "name": "|" } ] } }', item: 'kea-dhcp4.ha-hooks', result: '{ "Dhcp4": { "hooks-libraries": [ { "library": "libdhcp_ha.so" } ], "loggers": [ { "name": "kea-dhcp4.ha-hooks" } ] } }' },
  { name: 'a TSIG key', text: '{ "DhcpDdns": { "tsig-keys": [ { "name": "k1" } ], "forward-ddns": { "ddns-domains": [ { "key-name": "|" } ] } } }', item: 'k1', result: '{ "DhcpDdns": { "tsig-keys": [ { "name": "k1" } ], "forward-ddns": { "ddns-domains": [ { "key-name": "k1" } ] } } }' },
  { name: 'a type of a record', text: '{ "Dhcp4": { "option-def": [ { "record-types": "uint8, ui|" } ] } }', item: 'uint16', result: '{ "Dhcp4": { "option-def": [ { "record-types": "uint8, uint16" } ] } }' },
]

for (const { name, text, item, result, desk } of cases) {
  test(name, () => {
    assert.equal(offered(text, desk).accept(item), result)
  })
}

function inTest(expression: string): string {
  return `{ "Dhcp4": { "option-def": [ { "name": "mine", "code": 230, "type": "string" } ], "client-classes": [ { "name": "first" }, { "name": "second", "test": "${expression}" }, { "name": "third" } ] } }`
}

const expressions: readonly { readonly text: string; readonly item: string; readonly result: string }[] = [
  { text: '|', item: 'option', result: 'option[60].hex' },
  { text: 'opt|', item: 'option', result: 'option[60].hex' },
  { text: "member('|", item: 'first', result: "member('first'" },
  { text: "member('|')", item: 'first', result: "member('first')" },
  { text: "member('fir|st')", item: 'KNOWN', result: "member('KNOWN')" },
  { text: "not member(|)", item: 'first', result: "not member('first')" },
  { text: 'option[|', item: 'mine', result: 'option[mine]' },
  { text: 'option[ho|].hex', item: 'host-name', result: 'option[host-name].hex' },
  { text: 'option[60].|', item: 'hex', result: 'option[60].hex' },
  { text: 'option[82].op|', item: 'option', result: 'option[82].option[1].hex' },
  { text: 'relay4[|].hex', item: '1', result: 'relay4[1].hex' },
  { text: 'pkt4.|', item: 'mac', result: 'pkt4.mac' },
  { text: 'pkt4.gi|addr == 192.0.2.1', item: 'giaddr', result: 'pkt4.giaddr == 192.0.2.1' },
  { text: 'option[60].hex |', item: '==', result: 'option[60].hex == ' },
  { text: "option[60].hex == 'a' |", item: 'and', result: "option[60].hex == 'a' and " },
  { text: 'sub|', item: 'substring', result: 'substring(pkt.iface, 0, all)' },
  { text: 'substring(option[60].hex, 0, |)', item: 'all', result: 'substring(option[60].hex, 0, all)' },
]

for (const { text, item, result } of expressions) {
  test(`in the expression ${text}`, () => {
    assert.equal(offered(inTest(text.replace('|', '\u0000')).replace('|', '').replace('\u0000', '|')).accept(item), inTest(result))
  })
}

test('a class is offered where it is defined before, in a test', () => {
  const { labels } = offered(inTest("member('|')"))
  assert.ok(labels.includes('first') && !labels.includes('second') && !labels.includes('third'))
})

test('behind a comparison there are junctions and no second comparison', () => {
  const { labels } = offered(inTest("option[60].hex == 'a' |"))
  assert.deepEqual(labels, ['and', 'or', 'sand', 'sor'])
  assert.deepEqual(offered(inTest("option[60].exists |"), { release: '2.6' }).labels, ['and', 'or'])
  assert.deepEqual(offered(inTest("(option[60].hex == 'a') |"), { release: '2.6' }).labels, ['and', 'or'])
  assert.deepEqual(offered(inTest('substring(option[60].hex, 0, 1) |')).labels, ['==', '+'])
})

test('an identifier of libdhcp_flex_id is an expression that gives a text', () => {
  const text = (expression: string): string => `{ "Dhcp4": { "hooks-libraries": [ { "library": "libdhcp_flex_id.so", "parameters": { "identifier-expression": "${expression}" } } ] } }`
  const { labels, accept } = offered(text('hex|'))
  assert.ok(!labels.includes('member'))
  assert.equal(accept('hexstring'), text("hexstring(pkt.iface, ':')"))
})

test('nothing is offered in comments, behind values, in directives and in other texts of an expression', () => {
  for (const text of ['{ # |\n }', '{ "Dhcp4": { // |\n } }', '{ "Dhcp4": { /* | */ } }', '{ "Dhcp4": { /*\n "a": |\n */ } }', '{ "Dhcp4": { <?include "|"?> } }']) assert.deepEqual(offered(text).labels, [], text)
  assert.deepEqual(offered(inTest("option[60].hex == '|'")).labels, [])
})

test('typed signs ask in their places only', () => {
  const labels = (text: string, trigger: string): readonly string[] => offered(text, { trigger }).labels
  assert.deepEqual(labels('{ "Dhcp4": { "option-data": [|] } }', '['), [])
  assert.deepEqual(labels('{ "Dhcp4": { "allocator": "random"| } }', '"'), [])
  assert.ok(labels('{ "Dhcp4": { "allocator": "|" } }', '"').includes('random'))
  assert.ok(labels('{ "Dhcp4": { "allocator":| } }', ':').includes('random'))
  assert.deepEqual(labels('{ "Dhcp4": { "renew-timer": 1.| } }', '.'), [])
  assert.deepEqual(labels('{ "Dhcp4": { "subnet4": [ { "reservations": [ { "hw-address": "02:|" } ] } ] } }', ':'), [])
})

test('keys that the map has are left out, also when the entry at the cursor is half written', () => {
  const { labels } = offered('{ "Dhcp4": { "subnet4": [ {\n "id": 1,\n "po|\n "pools": [ { "pool": "a" } ],\n "subnet": "192.0.2.0/24" } ] } }')
  for (const key of ['id', 'pools', 'subnet']) assert.ok(!labels.includes(key), key)
  assert.ok(labels.includes('reservations'))
})

test('required keys come first, deprecated ones last and marked', () => {
  const { items } = offered('{ "Dhcp4": { "subnet4": [ { | } ] } }')
  const sorted = [...items].sort((one, other) => ((one.sortText ?? '') < (other.sortText ?? '') ? -1 : 1))
  assert.deepEqual(sorted.slice(0, 2).map((one) => one.label), ['id', 'subnet'])
  assert.deepEqual(items.find((one) => one.label === 'client-class')?.tags, [1])
  assert.equal(items.find((one) => one.label === 'client-classes')?.tags, undefined)
  assert.ok(!offered('{ "Dhcp4": { "subnet4": [ { | } ] } }', { release: '2.6' }).labels.includes('client-classes'))
  assert.equal(offered('{ "Dhcp4": { "subnet4": [ { | } ] } }', { release: '2.6' }).items.find((one) => one.label === 'client-class')?.tags, undefined)
  assert.ok(sorted.slice(-3).every((one) => one.tags?.includes(1)))
})

test('of a reservation one identifier is required, until there is one', () => {
  const ranks = (text: string): string | undefined => offered(text).items.find((one) => one.label === 'duid')?.sortText?.slice(0, 2)
  assert.equal(ranks('{ "Dhcp4": { "reservations": [ { | } ] } }'), '00')
  assert.notEqual(ranks('{ "Dhcp4": { "reservations": [ { "hw-address": "a", | } ] } }'), '00')
})

test('a part that a server includes is known by where it is included', () => {
  const part = 'file:///site/subnets.inc'
  const others = { [home]: '{ "Dhcp4": { "client-classes": [ { "name": "pxe" } ], "subnet4": [ <?include "subnets.inc"?> ] } }' }
  const desk: Desk = { uri: part, others }
  assert.equal(offered('{ "id": 1, | }', desk).accept('subnet'), '{ "id": 1, "subnet": "" }')
  assert.equal(offered('{ "id": 1, "subnet": "192.0.2.0/24" }\n|', desk).accept('{ }'), '{ "id": 1, "subnet": "192.0.2.0/24" },\n{  }')
  assert.ok(offered('{ "client-classes": [ "|" ] }', desk).labels.includes('pxe'))
  const members = { [home]: '{ "Dhcp4": { "valid-lifetime": 1, <?include "subnets.inc"?> } }' }
  const { labels } = offered('"renew-timer": 5,\n|', { uri: part, others: members })
  assert.ok(labels.includes('rebind-timer') && !labels.includes('valid-lifetime') && !labels.includes('renew-timer'), labels.join())
})

test('what the partner has is offered', () => {
  const ha = (name: string, more = ''): string =>
    `"hooks-libraries": [ { "library": "/x/libdhcp_ha.so", "parameters": { "high-availability": [ { "this-server-name": "${name}", "mode": "hot-standby", "peers": [ { "name": "alpha", "url": "http://192.0.2.1:8001/", "role": "primary" }, { "name": "beta", "url": "http://192.0.2.2:8001/", "role": "standby" }${more} ] } ] } } ]`
  const others = { 'file:///site/alpha.conf': `{ "Dhcp4": { "interfaces-config": { "interfaces": [ "ens5" ] }, "control-socket": { "socket-type": "unix", "socket-name": "/run/kea/a" }, ${ha('alpha')}, "subnet4": [ { "id": 7, "subnet": "10.7.0.0/24" } ] } }` }
  const text = (inner: string): string => `{ "Dhcp4": { ${inner} } }`
  const first = (marked: string, uri = home): string | undefined => [...offered(marked, { uri, others }).items].sort((one, other) => ((one.sortText ?? '') < (other.sortText ?? '') ? -1 : 1))[0]?.label
  assert.equal(first(text(ha('|'))), 'beta')
  assert.equal(first(text('"subnet4": [ { "subnet": "10.7.0.0/24", "id": | } ]')), '7')
  assert.equal(first(text('"subnet4": [ { "subnet": "|" } ]')), '10.7.0.0/24')
  assert.ok(offered(text('"interfaces-config": { "interfaces": [ "|" ] }'), { others }).labels.includes('ens5'))
  const agent = '{ "Control-agent": { "control-sockets": { "dhcp4": { "socket-name": "|" } } } }'
  assert.equal(first(agent, 'file:///site/kea-ctrl-agent.conf'), '/run/kea/a')
  assert.ok(offered(text(`${ha('beta')}, "subnet4": [ { "client-classes": [ "|" ] } ]`), { others }).labels.includes('HA_beta'))
})

test('a role is one that the mode has and nobody plays yet', () => {
  const text = '{ "Dhcp4": { "hooks-libraries": [ { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ { "mode": "hot-standby", "peers": [ { "role": "primary" }, { "role": "|" } ] } ] } } ] } }'
  assert.deepEqual(offered(text).labels, ['standby', 'backup'])
})

test('libraries are those of the daemon and the release', () => {
  const agent = offered('{ "DhcpDdns": { "hooks-libraries": [ { "library": "|" } ] } }').labels
  assert.deepEqual(agent, ['libdhcp_rbac.so', 'libddns_gss_tsig.so'])
  const text = '{ "Dhcp4": { "hooks-libraries": [ { "library": "|" } ] } }'
  assert.ok(!offered(text, { release: '2.4' }).labels.includes('libdhcp_perfmon.so') && offered(text).labels.includes('libdhcp_perfmon.so'))
})
