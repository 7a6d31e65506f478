/** Outlines and the search, over whole and half-written files. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SymbolKind } from 'vscode-languageserver-types'
import type { DocumentSymbol } from 'vscode-languageserver-types'
import { parseConfig } from '../../config/parse'
import { flatOutline, mostSymbols, outlineOf } from './outline'
import { mostFound, search } from './search'

function tree(symbols: readonly DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, detail, kind, children }) => [`${indent}${name}${detail === undefined ? '' : ` — ${detail}`} (${Object.keys(SymbolKind).find((key) => SymbolKind[key as keyof typeof SymbolKind] === kind) ?? ''})`, ...tree(children ?? [], `${indent}  `)])
}

function outline(text: string, uri = 'file:///site/kea.conf', parts: Readonly<Record<string, string>> = {}): DocumentSymbol[] {
  return outlineOf(parseConfig('file:///site/kea.conf', text, { readFile: (one) => parts[one], includeFolders: [] }), uri)
}

const server = `{ "Dhcp4": {
  "interfaces-config": { "interfaces": [ "eth0", "eth1" ] },
  "valid-lifetime": 3600,
  "lease-database": { "type": "memfile", "name": "leases.csv" },
  "control-socket": { "socket-type": "unix", "socket-name": "/run/kea/s" },
  "hooks-libraries": [ { "library": "/x/libdhcp_lease_cmds.so" }, { "library": "/x/libdhcp_ha.so", "parameters": { "high-availability": [ {
    "this-server-name": "a", "mode": "hot-standby", "peers": [ { "name": "a", "url": "http://192.0.2.1:1/", "role": "primary" } ] } ] } } ],
  "option-def": [ { "name": "box", "code": 224, "type": "string" } ],
  "option-data": [ { "name": "routers", "data": "192.0.2.1" }, { "code": 1, "space": "inner" } ],
  "client-classes": [ { "name": "phones", "test": "option[60].text\\n== 'x'", "option-data": [ { "name": "boot-size", "data": "1" } ] } ],
  "shared-networks": [ { "name": "net", "subnet4": [ { "id": 2, "subnet": "10.0.0.0/8" } ] } ],
  "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "client-class": "phones", "user-context": { "x": { } },
    "pools": [ { "pool": "192.0.2.10 - 192.0.2.20", "client-class": "phones" } ],
    "reservations": [ { "hw-address": "00:00:00:00:00:01", "ip-address": "192.0.2.9", "hostname": "printer" }, { "duid": "01:02", "hostname": "x" }, { } ] } ],
  "loggers": [ { "name": "kea-dhcp4", "severity": "INFO", "output-options": [ { "output": "stdout" } ] } ]
} }`

test('the outline names things as people do', () => {
  assert.deepEqual(tree(outline(server)), [
    'Dhcp4 (Module)',
    '  interfaces-config — eth0, eth1 (Object)',
    '  lease-database — memfile, leases.csv (Object)',
    '  control-socket — /run/kea/s, unix (Object)',
    '  hooks-libraries — 2 (Array)',
    '    libdhcp_lease_cmds.so (Package)',
    '    libdhcp_ha.so (Package)',
    '      a — hot-standby (Interface)',
    '        a — primary, http://192.0.2.1:1/ (Constant)',
    '  option-def — 1 (Array)',
    '    box — 224, string (TypeParameter)',
    '  option-data — 2 (Array)',
    '    routers — 192.0.2.1 (Property)',
    '    inner.1 (Property)',
    '  client-classes — 1 (Array)',
    "    phones — option[60].text == 'x' (Class)",
    '      boot-size — 1 (Property)',
    '  shared-networks — 1 (Array)',
    '    net (Namespace)',
    '      10.0.0.0/8 — id 2 (Struct)',
    '  subnet4 — 1 (Array)',
    '    192.0.2.0/24 — id 1, phones (Struct)',
    '      192.0.2.10 - 192.0.2.20 — phones (Array)',
    '      192.0.2.9 — 00:00:00:00:00:01, printer (Field)',
    '      x — 01:02 (Field)',
    '      reservations (Field)',
    '  loggers — 1 (Array)',
    '    kea-dhcp4 — INFO (Event)',
    '      stdout (File)',
  ])
})

test('the outline of kea-dhcp-ddns and of the control agent', () => {
  const ddns = outline(`{ "DhcpDdns": { "tsig-keys": [ { "name": "k", "algorithm": "HMAC-SHA256" } ],
    "forward-ddns": { "ddns-domains": [ { "name": "x.", "key-name": "k", "dns-servers": [ { "ip-address": "192.0.2.1", "port": 53 } ] } ] } } }`)
  assert.deepEqual(tree(ddns), ['DhcpDdns (Module)', '  tsig-keys — 1 (Array)', '    k — HMAC-SHA256 (Key)', '  forward-ddns (Object)', '    x. — k (Namespace)', '      192.0.2.1 — 53 (Object)'])
  const agent = outline('{ "Control-agent": { "control-sockets": { "dhcp4": { "socket-type": "unix", "socket-name": "/run/x" } } } }')
  assert.deepEqual(tree(agent), ['Control-agent (Module)', '  control-sockets (Object)', '    dhcp4 — /run/x (Object)'])
})

test('a range holds its selection, and what is below it', () => {
  const within = ({ range, selectionRange, children }: DocumentSymbol): void => {
    for (const inner of [selectionRange, ...(children ?? []).map((one) => one.range)]) {
      assert.ok(before(range.start, inner.start) && before(inner.end, range.end), JSON.stringify([range, inner]))
    }
    children?.forEach(within)
  }
  const before = (one: { line: number; character: number }, other: { line: number; character: number }): boolean => one.line < other.line || (one.line === other.line && one.character <= other.character)
  outline(server).forEach(within)
  for (let cut = 1; cut < server.length; cut += 7) {
    const symbols = outline(server.slice(0, cut))
    symbols.forEach(within)
    assert.ok(flatOutline(symbols, 'x').every((one) => one.name !== ''), `cut at ${cut}`)
  }
})

test('an included part has an outline of its own', () => {
  const parts = { 'file:///site/subnets.inc': '{ "id": 1, "subnet": "192.0.2.0/24", "pools": [ { "pool": "192.0.2.0/25" } ] }, <?include "more.inc"?>', 'file:///site/more.inc': '{ "subnet": "10.0.0.0/8" }' }
  const text = '{ "Dhcp4": { "valid-lifetime": 1, "subnet4": [ <?include "subnets.inc"?> ] } }'
  assert.deepEqual(tree(outline(text, 'file:///site/subnets.inc', parts)), ['192.0.2.0/24 — id 1 (Struct)', '  192.0.2.0/25 (Array)'])
  assert.deepEqual(tree(outline(text, 'file:///site/more.inc', parts)), ['10.0.0.0/8 (Struct)'])
  assert.deepEqual(tree(outline(text, 'file:///site/kea.conf', parts)), ['Dhcp4 (Module)', '  subnet4 — 2 (Array)'])
})

test('in a very large file a level comes whole or not at all', () => {
  const subnets = Array.from({ length: 10_000 }, (_one, at) => `{ "id": ${at + 1}, "subnet": "10.${at >> 8}.${at & 255}.0/24", "pools": [ { "pool": "10.${at >> 8}.${at & 255}.0/25" }, { "pool": "10.${at >> 8}.${at & 255}.128/25" } ] }`)
  const [root] = outline(`{ "Dhcp4": { "subnet4": [\n${subnets.join(',\n')}\n] } }`)
  const list = root?.children?.[0]
  assert.equal(list?.children?.length, 10_000)
  assert.ok(list.children.every((one) => one.children === undefined))
  assert.ok(list.children.length < mostSymbols)
})

const found = (query: string, ...texts: string[]): string[] =>
  search(query, texts.map((text, at) => parseConfig(`file:///site/${at}.conf`, text)), new WeakMap()).map((one) => `${one.name}${one.containerName === undefined ? '' : ` in ${one.containerName}`}`)

test('a reservation is found by its address, its hardware address and its name', () => {
  const printer = '192.0.2.9 00:00:00:00:00:01 printer in 192.0.2.0/24'
  for (const query of ['192.0.2.9', '00:00:00:00:00:01', '000000000001', 'printer', 'Print', 'prtr']) assert.equal(found(query, server)[0], printer, query)
  assert.deepEqual(found('10.0.0.0', server), ['10.0.0.0/8 in net'])
  assert.deepEqual(found('box', server), ['box'])
  assert.deepEqual(found('224', server), ['box'])
  assert.deepEqual(found('nothing at all', server), [])
})

test('what is meant exactly comes first, and is never cut off', () => {
  const many = `{ "Dhcp4": { "client-classes": [ ${Array.from({ length: 2 * mostFound }, (_one, at) => `{ "name": "x${at}" }, { "name": "x" }`).join(', ')} ] } }`
  const all = found('x', many)
  assert.deepEqual([all.filter((one) => one === 'x').length, all.length], [2 * mostFound, 2 * mostFound])
  assert.equal(found('x1', many)[0], 'x1')
  assert.equal(found('', many).length, mostFound)
})
