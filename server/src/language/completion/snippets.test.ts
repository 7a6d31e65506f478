/** Ready-made entries, filled with what stands in their places at first: our rules have no error for them, and real Kea takes them. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { noFiles, parseConfig } from '../../config/parse'
import { releases } from '../../config/release'
import type { Release } from '../../config/release'
import { defaultLintOptions, lint } from '../../lint/run'
import { offered } from './accept'
import type { Desk } from './accept'

const oracle = process.env['KEA_ORACLE'] ?? ''

/** Places for ready-made entries: their label and the text around them. */
function places(release: Release): { readonly text: string; readonly uri: string }[] {
  const dhcp4 = 'file:///site/kea-dhcp4.conf'
  const dhcp6 = 'file:///site/kea-dhcp6.conf'
  const hook = '"hooks-libraries": [ { "library": "/usr/lib/x86_64-linux-gnu/kea/hooks/libdhcp_lease_cmds.so" } ]'
  const subnet = '"id": 1, "subnet": "10.20.0.0/22", "pools": [ { "pool": "10.20.1.0 - 10.20.1.255" } ]'
  const of4 = (inner: string): { text: string; uri: string } => ({ text: `{ "Dhcp4": {\n  ${inner}\n} }`, uri: dhcp4 })
  const of6 = (inner: string): { text: string; uri: string } => ({ text: `{ "Dhcp6": {\n  ${inner}\n} }`, uri: dhcp6 })
  return [
    { text: '|', uri: dhcp4 },
    { text: '# only a comment\n|', uri: 'file:///site/other.conf' },
    of4('|'),
    of4('"valid-lifetime": 4000\n  |'),
    of4(`${hook},\n  |`),
    of4('"lease-database": |'),
    of4(`"subnet4": [ { ${subnet} },\n    | ]`),
    of4(`"subnet4": [ { ${subnet},\n    "reservations": [ { "hw-address": "02:00:5e:10:00:01", "ip-address": "10.20.0.2" }\n | ] } ]`),
    of4(`"subnet4": [ { ${subnet}, "option-data": [ | ] } ]`),
    of4('"subnet4": [ { "id": 1, "subnet": "10.20.0.0/22", "pools": [ { "pool": "10.20.1.0 - 10.20.1.255" }, | ] } ]'),
    of4(`"subnet4": [ { ${subnet},\n | } ]`),
    of4('"shared-networks": [ { "name": "network-1" } | ]'),
    of4('"client-classes": [ { "name": "pxe", "test": "option[60].exists" }, | ]'),
    of4('"client-classes": [ { "name": "a", "option-def": [ | ] } ]'),
    of4('"option-def": [ { "name": "my-option-224", "code": 224, "type": "string" } | ]'),
    of4('"loggers": [ { "name": "kea-dhcp4", "severity": "INFO" } | ]'),
    of4(`${hook.slice(0, -2)}, | ]`),
    of6('|'),
    of6('"subnet6": [ { "id": 1, "subnet": "2001:db8:1::/64", | } ]'),
    { text: '{ "Control-agent": {\n  |\n} }', uri: 'file:///site/kea-ctrl-agent.conf' },
    { text: '{ "DhcpDdns": {\n "ip-address": "127.0.0.1", "port": 53001,\n |\n} }', uri: 'file:///site/kea-dhcp-ddns.conf' },
  ].filter((one) => !(one.uri.includes('agent') && release === '3.2'))
}

interface Made {
  readonly what: string
  readonly text: string
  readonly uri: string
}

function ready(release: Release, can: Desk['can'] = {}): Made[] {
  return places(release).flatMap(({ text, uri }) => {
    const { items, accept } = offered(text, { uri, release, can })
    return items.filter((one) => one.kind === 15).map((one) => ({ what: `${one.label} in ${text}`, text: accept(one.label), uri }))
  })
}

for (const release of releases) {
  test(`ready-made entries have no error under ${release}`, () => {
    const all = ready(release)
    assert.ok(all.length > 40, `${all.length}`)
    for (const { what, text, uri } of all) {
      const { problems } = lint([parseConfig(uri, text, noFiles)], { ...defaultLintOptions, release, each: true })
      assert.deepEqual(problems.filter((one) => one.severity === 'error').map((one) => `${one.rule}: ${String(one.message)}`), [], `${what}\n${text}`)
    }
  })
}

const installed: readonly Release[] = ['2.2', '2.6', '3.0']

for (const release of installed) {
  test(`real Kea ${release} takes ready-made entries`, { skip: oracle === '' ? 'KEA_ORACLE names no real Kea' : false }, () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-ready-'))
    try {
      // The program that asks real Kea has no kea-dhcp6.
      const all = ready(release).filter((one) => !one.text.includes('"Dhcp6"')).map((one, at) => {
        const file = path.join(folder, `${at}.conf`)
        writeFileSync(file, one.text)
        return { ...one, file }
      })
      const { stdout } = spawnSync(oracle, ['check', '-j', '2', release, ...all.map((one) => one.file)], { encoding: 'utf8', maxBuffer: 1e8 })
      const verdicts = new Map(stdout.trim().split('\n').map((line) => line.split('\t')).map(([file = '', , verdict, message]) => [file, verdict === 'ok' ? 'ok' : (message ?? '')]))
      for (const { file, what, text } of all) assert.equal(verdicts.get(file), 'ok', `${what}\n${text}`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

test('lines follow the indentation and the line ends of the file', () => {
  const text = '{\r\n   "Dhcp4": {\r\n      "subnet4": [\r\n         |\r\n      ]\r\n   }\r\n}\r\n'
  const made = offered(text).accept('subnet')
  assert.equal(made, text.replace('|', ['{', '   "id": 1,', '   "subnet": "192.0.2.0/24",', '   "pools": [ { "pool": "192.0.2.2 - 192.0.2.254" } ],', '   "option-data": [ { "name": "routers", "data": "192.0.2.1" } ]', '}'].join('\r\n         ')))
  // An editor that does not move lines in gets them as they have to stand.
  assert.equal(offered(text, { can: { adjustsIndentation: false } }).accept('subnet'), made)
})

test('the partner of a server gets its relationship with the names changed over', () => {
  const alpha = `{ "Dhcp4": { "hooks-libraries": [ { "library": "/x/libdhcp_lease_cmds.so" }, { "library": "/x/libdhcp_ha.so", "parameters": { "high-availability": [ { "this-server-name": "alpha", "mode": "hot-standby", "peers": [ { "name": "alpha", "url": "http://192.0.2.1:8001/", "role": "primary" }, { "name": "beta", "url": "http://192.0.2.2:8001/", "role": "standby" } ] } ] } } ] } }`
  const made = offered('{ "Dhcp4": { "hooks-libraries": [ | ] } }', { others: { 'file:///site/alpha.conf': alpha } }).accept('High Availability: partner of alpha')
  const { problems } = lint([parseConfig('file:///site/b/kea-dhcp4.conf', made), parseConfig('file:///site/alpha.conf', alpha)], defaultLintOptions)
  assert.match(made, /"this-server-name": "beta"/)
  assert.match(made, /\/x\/libdhcp_lease_cmds\.so/)
  assert.deepEqual(problems.filter((one) => one.rule.startsWith('ha-') || one.rule.startsWith('partner-')).map((one) => one.rule), [])
})

test('a database brings its library since Kea 3.0', () => {
  const list = '{ "Dhcp4": {\n  "hooks-libraries": [ { "library": "/opt/libdhcp_ha.so" } ],\n  "lease-database": |\n} }'
  assert.match(offered(list).accept('postgresql'), /\{ "library": "\/opt\/libdhcp_pgsql\.so" \}/)
  assert.doesNotMatch(offered(list, { release: '2.6' }).accept('postgresql'), /pgsql/)
})

test('without snippets there are no ready-made members, and values are right as they stand', () => {
  const { items, accept } = offered('{ "Dhcp4": { | } }', { can: { snippets: false } })
  assert.deepEqual(items.filter((one) => one.insertTextFormat === 2 || one.kind === 15), [])
  assert.equal(accept('subnet4'), '{ "Dhcp4": { "subnet4": [ ] } }')
})
