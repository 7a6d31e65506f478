/** From names to what they stand for, over the files of a whole deployment. «» marks what is expected, | the cursor. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dhcp4, marked, shown } from './names/test-site'
import type { Texts } from './names/test-site'
import { definitionsAt, highlightsAt, referencesAt } from './navigate'

function definitions(given: Texts): string[] {
  const { texts, uri, offset, names } = marked(given)
  return definitionsAt(uri, offset, names).map((one) => shown(texts, one.targetUri, one.targetSelectionRange))
}

function references(given: Texts, withDefinition = true): string[] {
  const { texts, uri, offset, names } = marked(given)
  return referencesAt(uri, offset, withDefinition, names).map((one) => shown(texts, one.uri, one.range))
}

function highlights(given: Texts): string[] {
  const { texts, uri, offset, names } = marked(given)
  return highlightsAt(uri, offset, names).map((one) => `${one.kind === 3 ? 'write' : 'read'} ${shown(texts, uri, one.range).replace(/^\S+:/, '')}`)
}

test('a server of a relationship is one thing in both files: its entry, this-server-name, its class', () => {
  const files = { 'a/kea-dhcp4.conf': dhcp4('al|pha'), 'b/kea-dhcp4.conf': dhcp4('beta') }
  assert.deepEqual(definitions(files), ['a/kea-dhcp4.conf:4 alpha'])
  const all = ['a/kea-dhcp4.conf:3 alpha', 'a/kea-dhcp4.conf:4 alpha', 'a/kea-dhcp4.conf:8 alpha', 'b/kea-dhcp4.conf:4 alpha', 'b/kea-dhcp4.conf:8 alpha']
  assert.deepEqual(references(files), all)
  assert.deepEqual(references(files, false), all.filter((one) => !one.includes(':4 ')))
  assert.deepEqual(highlights(files), ['read 3 alpha', 'write 4 alpha', 'read 8 alpha'])
  assert.deepEqual(definitions({ ...files, 'a/kea-dhcp4.conf': dhcp4('alpha').replace('HA_alpha', 'HA_|alpha') }), ['a/kea-dhcp4.conf:4 alpha'])
  assert.deepEqual(definitions({ ...files, 'a/kea-dhcp4.conf': dhcp4('alpha').replace('"name": "alpha', '"name": "|alpha') }), ['a/kea-dhcp4.conf:4 alpha', 'b/kea-dhcp4.conf:4 alpha'])
})

test("a peer's url leads to where that server takes messages: its own door, or its agent's", () => {
  const url = (file: string): string => file.replace('http://192.0.2.2', 'http://|192.0.2.2')
  const agent = '{ "Control-agent": {\n "http-host": "192.0.2.2",\n "http-port": 8001 } }'
  const plain = { 'a/kea-dhcp4.conf': url(dhcp4('alpha')), 'b/kea-dhcp4.conf': dhcp4('beta') }
  assert.deepEqual(definitions(plain), ['b/kea-dhcp4.conf:5 http://192.0.2.2:8001/'])
  const single = '"multi-threading": { "enable-multi-threading": false },'
  const byAgent = { 'a/kea-dhcp4.conf': url(dhcp4('alpha')), 'b/kea-dhcp4.conf': dhcp4('beta', single), 'b/kea-ctrl-agent.conf': agent }
  assert.deepEqual(definitions(byAgent), ['b/kea-ctrl-agent.conf:3 8001'])
  assert.deepEqual(references({ ...byAgent, 'a/kea-dhcp4.conf': dhcp4('alpha'), 'b/kea-ctrl-agent.conf': agent.replace('80', '|80') }), [
    'b/kea-ctrl-agent.conf:2 192.0.2.2',
    'b/kea-ctrl-agent.conf:3 8001',
    'b/kea-dhcp4.conf:5 http://192.0.2.2:8001/',
    'a/kea-dhcp4.conf:5 http://192.0.2.2:8001/',
  ])
  assert.deepEqual(definitions({ ...byAgent, 'b/kea-ctrl-agent.conf': agent.replace('8001', '8002') }), [], 'another port is another door')
  const byServer = dhcp4('beta', `${single} "control-socket": {\n "socket-type": "http", "socket-address": "0.0.0.0", "socket-port": 8001 },`)
  assert.deepEqual(definitions({ 'a/kea-dhcp4.conf': plain['a/kea-dhcp4.conf'], 'b/kea-dhcp4.conf': byServer }), ['b/kea-dhcp4.conf:8 8001'])
})

const classes = `"client-classes": [
    { "name": "phones", "test": "member('ALL') and option[60].text == 'phones'" },
    { "name": "desk", "test": "member('phones') and not member('KNOWN')" },
    { "name": "per", "template-test": "substring(option[82].option[1].hex, 0, 2)" } ],
  "option-data": [ { "name": "routers", "data": "192.0.2.1", "client-classes": [ "phones" ] } ],
  "reservations": [ { "hw-address": "00:00:00:00:00:01", "client-classes": [ "phones", "SPAWN_per_x" ] } ],
  "shared-networks": [ { "name": "net", "client-class": "phones", "require-client-classes": [ "desk" ], "subnet4": [
    { "id": 9, "subnet": "10.0.0.0/8", "evaluate-additional-classes": [ "phones" ], "pools": [ { "pool": "10.0.0.0/24", "client-classes": [ "phones" ] } ] } ] } ],`

test('a class is found wherever it is named, in tests as well, and with the partner', () => {
  const files = { 'a/kea-dhcp4.conf': dhcp4('alpha', classes.replace("member('phones", "member('pho|nes")), 'b/kea-dhcp4.conf': dhcp4('beta', '"client-classes": [ { "name": "phones" } ],') }
  assert.deepEqual(definitions(files), ['a/kea-dhcp4.conf:8 phones'])
  assert.deepEqual(references(files), [8, 9, 11, 12, 13, 14, 14].map((line) => `a/kea-dhcp4.conf:${line} phones`).concat('b/kea-dhcp4.conf:7 phones'))
  assert.deepEqual(highlights(files)[0], 'write 8 phones')
})

test('a spawned class leads to its template', () => {
  assert.deepEqual(definitions({ 'a/kea-dhcp4.conf': dhcp4('alpha', classes.replace('SPAWN_per', 'SPAWN_p|er')) }), ['a/kea-dhcp4.conf:10 per'])
})

const options = `"option-def": [
    { "name": "box", "code": 224, "type": "empty", "encapsulate": "inner" },
    { "name": "url", "code": 1, "space": "inner", "type": "string" } ],
  "option-data": [
    { "name": "box" }, { "code": 224, "csv-format": true },
    { "name": "url", "space": "inner", "data": "x" }, { "name": "subnet-mask", "data": "255.0.0.0" } ],
  "client-classes": [ { "name": "c", "test": "option[box].exists or option[ 224 ].exists or option[82].option[224].exists",
    "option-def": [ { "name": "own", "code": 230, "type": "string" } ],
    "option-data": [ { "name": "own", "data": "x" }, { "code": 230, "data": "y" } ] } ],`

test('an option is its definition, its entries by name and by code, and what expressions ask of it', () => {
  const at = (from: string, to: string): Texts => ({ 'a/kea-dhcp4.conf': dhcp4('alpha', options.replace(from, to)) })
  assert.deepEqual(definitions(at('{ "code": 224', '{ "code": 2|24')), ['a/kea-dhcp4.conf:8 box'])
  assert.deepEqual(references(at('"box", "code"', '"b|ox", "code"')), ['8 box', '8 224', '11 box', '11 224', '13 box', '13 224'].map((one) => `a/kea-dhcp4.conf:${one}`))
  assert.deepEqual(definitions(at('option[box]', 'option[b|ox]')), ['a/kea-dhcp4.conf:8 box'])
  assert.deepEqual(definitions(at('"own", "data"', '"o|wn", "data"')), ['a/kea-dhcp4.conf:14 own'])
  assert.deepEqual(definitions(at('"url", "space"', '"ur|l", "space"')), ['a/kea-dhcp4.conf:9 url'])
  assert.deepEqual(definitions(at('"space": "inner", "data"', '"space": "in|ner", "data"')), ['a/kea-dhcp4.conf:8 inner'])
  assert.deepEqual(definitions(at('"subnet-mask"', '"subnet-|mask"')), [])
  assert.deepEqual(references(at('"subnet-mask"', '"subnet-|mask"')), ['a/kea-dhcp4.conf:12 subnet-mask'])
})

test('keys, sockets and doors of one host', () => {
  const ddns = `{ "DhcpDdns": { "ip-address": "127.0.0.1",
  "port": 53001, "control-socket": { "socket-type": "unix", "socket-name": "/run/kea/d2" },
  "tsig-keys": [ { "name": "k.example", "algorithm": "HMAC-SHA256", "secret": "x" } ],
  "forward-ddns": { "ddns-domains": [ { "name": "example.", "key-name": "k.example",
    "dns-servers": [ { "ip-address": "192.0.2.53", "key-name": "k.example" } ] } ] } } }`
  const agent = `{ "Control-agent": { "control-sockets": {
  "dhcp4": { "socket-type": "unix", "socket-name": "/var/run/kea/four" },
  "d2": { "socket-type": "unix", "socket-name": "/run/kea/d2" } } } }`
  const server = dhcp4('alpha', '"control-socket": { "socket-type": "unix", "socket-name": "/run/kea/four" },\n"dhcp-ddns": { "server-port": 53001 },')
  const partner = dhcp4('beta', '"control-socket": { "socket-type": "unix", "socket-name": "/run/kea/four" },')
  const site = { 'a/kea-dhcp4.conf': server, 'a/kea-ctrl-agent.conf': agent, 'a/kea-dhcp-ddns.conf': ddns, 'b/kea-dhcp4.conf': partner, 'b/kea-dhcp-ddns.conf': ddns }
  const at = (file: keyof typeof site, from: string, to: string): Texts => ({ ...site, [file]: site[file].replace(from, to) })
  assert.deepEqual(definitions(at('a/kea-ctrl-agent.conf', '/four', '/fo|ur')), ['a/kea-dhcp4.conf:7 /run/kea/four'])
  assert.deepEqual(references(at('a/kea-dhcp4.conf', '/four', '/fo|ur')), ['a/kea-dhcp4.conf:7 /run/kea/four', 'a/kea-ctrl-agent.conf:2 /var/run/kea/four'])
  assert.deepEqual(definitions(at('a/kea-ctrl-agent.conf', '/d2', '/d|2')), ['a/kea-dhcp-ddns.conf:2 /run/kea/d2'])
  assert.deepEqual(definitions(at('a/kea-dhcp4.conf', '53001', '530|01')), ['a/kea-dhcp-ddns.conf:2 53001'])
  assert.deepEqual(definitions(at('a/kea-dhcp-ddns.conf', '.53", "key-name": "', '.53", "key-name": "|')), ['a/kea-dhcp-ddns.conf:3 k.example'])
  assert.deepEqual(
    references(at('a/kea-dhcp-ddns.conf', 'k.exa', 'k.|exa'), false),
    ['a', 'b'].flatMap((host) => [`${host}/kea-dhcp-ddns.conf:4 k.example`, `${host}/kea-dhcp-ddns.conf:5 k.example`]),
  )
})

test('subnets by their prefix and by their id, shared networks, interfaces', () => {
  const hook = `"hooks-libraries": [ { "library": "libdhcp_radius.so", "parameters": { "nas-ports": [ { "subnet-id": 7, "port": 1 }, { "shared-network-name": "net", "port": 2 } ] } } ],`
  const text = `{ "Dhcp4": { "interfaces-config": { "interfaces": [ "eth0/192.0.2.1", "*" ] }, ${hook}
  "shared-networks": [ { "name": "net",
    "subnet4": [ { "id": 7, "subnet": "10.0.0.0/8", "interface": "eth0" } ] } ] } }`
  const at = (from: string, to: string): Texts => ({ 'kea-dhcp4.conf': text.replace(from, to) })
  assert.deepEqual(definitions(at('"subnet-id": 7', '"subnet-id": |7')), ['kea-dhcp4.conf:3 7'])
  assert.deepEqual(definitions(at('-name": "net', '-name": "n|et')), ['kea-dhcp4.conf:2 net'])
  assert.deepEqual(highlights(at('"eth0" }', '"et|h0" }')), ['read 1 eth0', 'read 3 eth0'])
  assert.deepEqual(definitions(at('"eth0" }', '"et|h0" }')), [])
  const pair = { 'a/kea-dhcp4.conf': dhcp4('alpha').replace('"192.0.2.0', '"192.|0.2.0'), 'b/kea-dhcp4.conf': dhcp4('beta').replace('192.0.2.0/24', '192.0.2.1/24') }
  assert.deepEqual(references(pair), ['a/kea-dhcp4.conf:8 192.0.2.0/24', 'b/kea-dhcp4.conf:8 192.0.2.1/24'])
})

test('an include directive leads to its file, and names in it to those around it', () => {
  const server = (cursor: string): string => `{ "Dhcp4": { <?include "${cursor}classes.inc"?>,\r\n "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "client-class": "phones" } ] } }`
  const part = '"client-classes": [\r\n { "name": "phones" } ]'
  const { texts, uri, offset, names } = marked({ 'kea-dhcp4.conf': server('|'), 'classes.inc': part })
  assert.deepEqual(definitionsAt(uri, offset, names).map((one) => one.targetUri), ['file:///site/classes.inc'])
  assert.equal(texts.size, 2)
  const inPart = { 'kea-dhcp4.conf': server(''), 'other/kea-dhcp4.conf': server('').replace('"classes', '"../classes'), 'classes.inc': part.replace('phones', 'ph|ones') }
  assert.deepEqual(definitions(inPart), ['classes.inc:2 phones'])
  assert.deepEqual(references(inPart), ['kea-dhcp4.conf:2 phones', 'classes.inc:2 phones', 'other/kea-dhcp4.conf:2 phones'].sort((a, b) => Number(a > b) - Number(a < b)))
  assert.deepEqual(highlights(inPart), ['write 2 phones'])
})

test('half-written files, escapes and other line ends', () => {
  const halfway = '{ "Dhcp4": {\r\n "client-classes": [ { "name": "ph\\u006fnes", "test": "member(\'" }, { "name" } ],\r\n "subnet4": [ { "id": 1\r\n "client-class": "ph|ones" } ]\r\n } }'
  assert.deepEqual(definitions({ 'kea-dhcp4.conf': halfway }), ['kea-dhcp4.conf:2 ph\\u006fnes'])
  const open = '{ "Dhcp4": {\n  "client-classes": [ { "name": "phones" } ],\n  "subnet4": [\n    {\n      "client-class": "ph|ones"\n    \n  ]\n} }'
  assert.deepEqual(definitions({ 'kea-dhcp4.conf': open }), ['kea-dhcp4.conf:2 phones'])
  assert.deepEqual(definitions({ 'kea-dhcp4.conf': '{ "Dhcp4": | { ' }), [])
  assert.deepEqual(references({ 'kea-dhcp4.conf': '|' }), [])
})
