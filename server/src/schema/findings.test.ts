import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editConfig } from '../config/edit'
import { noFiles, parseConfig } from '../config/parse'
import type { ConfigFile } from '../config/config-file'
import type { Release } from '../config/release'
import { createSchemaMemo, schemaFindings } from './findings'
import type { SchemaFinding } from './finding'
import type { SchemaMemo } from './findings'
import { walk } from './walk'

function all(file: ConfigFile, release: Release = '3.0', memo: SchemaMemo = createSchemaMemo()): SchemaFinding[] {
  const steps = schemaFindings(file, release, memo)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function findings(body: string, release: Release = '3.0'): string[] {
  return all(parseConfig('file:///kea-dhcp4.conf', `{ "Dhcp4": { ${body} } }`), release).map((one) => `${String(one.message)} ${String(one.help)}`)
}

test('every map is paired with its scope, hook parameters by their library', () => {
  const text = `{ "Dhcp4": { "shared-networks": [ { "subnet4": [ { "pools": [ { } ] } ] } ],
    "hooks-libraries": [ { "library": "/x/libdhcp_ha.so", "parameters": { "high-availability": [ { "peers": [ { } ] } ] } },
                         { "library": "libdhcp_other.so", "parameters": { "any": { } } } ] } }`
  const scopes: string[] = []
  walk(parseConfig('file:///a', text), (_node, scope) => scopes.push(`${scope.family}/${scope.name}`))
  assert.deepEqual(scopes, [
    'dhcp4/',
    'dhcp4/Dhcp4',
    'dhcp4/shared-networks',
    'dhcp4/subnet4',
    'dhcp4/pools',
    'dhcp4/hooks-libraries',
    'libdhcp_ha/',
    'libdhcp_ha/relationship',
    'libdhcp_ha/peer',
    'dhcp4/hooks-libraries',
  ])
})

test('every daemon has its scopes, and parameters of a library only where that daemon loads it', () => {
  const scopesIn = (text: string): string[] => {
    const scopes: string[] = []
    walk(parseConfig('file:///a', text), (_node, scope) => scopes.push(`${scope.family}/${scope.name}`))
    return scopes.slice(1)
  }
  const hook = (library: string): string => `"hooks-libraries": [ { "library": "${library}.so", "parameters": { } } ]`
  assert.deepEqual(scopesIn(`{ "Dhcp6": { "subnet6": [ { "pd-pools": [ { } ] } ], ${hook('libdhcp_lease_cmds')} } }`), [
    'dhcp6/Dhcp6', 'dhcp6/subnet6', 'dhcp6/pd-pools', 'dhcp6/hooks-libraries', 'libdhcp_lease_cmds/',
  ])
  assert.deepEqual(scopesIn(`{ "DhcpDdns": { "forward-ddns": { "ddns-domains": [ { "dns-servers": [ { } ] } ] }, ${hook('libddns_gss_tsig')} } }`), [
    'ddns/DhcpDdns', 'ddns/forward-ddns', 'ddns/ddns-domains', 'ddns/dns-servers', 'ddns/hooks-libraries', 'libddns_gss_tsig/',
  ])
  assert.deepEqual(scopesIn(`{ "DhcpDdns": { ${hook('libdhcp_ha')} } }`), ['ddns/DhcpDdns', 'ddns/hooks-libraries'])
  assert.deepEqual(scopesIn('{ "Netconf": { "managed-servers": { "d2": { "control-socket": { } } } } }'), [
    'netconf/Netconf', 'netconf/managed-servers', 'netconf/managed-server', 'netconf/control-socket',
  ])
})

test('what kea-dhcp-ddns loads is told when it starts, as it has no -T', () => {
  const text = '{ "DhcpDdns": { "hooks-libraries": [ { "library": "/x/libddns_gss_tsig.so", "parameters": { "rekey-intervall": 1 } } ] } }'
  const [found] = all(parseConfig('file:///a', text))
  assert.equal(found?.rule, 'unknown-key')
  assert.equal(found?.refusedAt, 'start')
})

test('an unknown key names what was meant, or where it belongs', () => {
  assert.match(findings('"subnet": [ ]')[0] ?? '', /Did you mean "subnet4"/)
  assert.match(findings('"Control-socket": { }')[0] ?? '', /Did you mean "control-socket"/)
  assert.match(findings('"hw-address": "x"')[0] ?? '', /It belongs in reservations/)
  assert.match(findings('"quite-else": 1')[0] ?? '', /Known here: /)
})

test('a wrong type says what is expected, with the same value written right', () => {
  assert.match(findings('"valid-lifetime": "4000"')[0] ?? '', /takes a whole number, not a text\..*"valid-lifetime": 4000\./)
  assert.match(findings('"t1-percent": 1')[0] ?? '', /a number with a decimal point, not a whole number\..*"t1-percent": 1\.0\./)
  assert.match(findings('"authoritative": "true"')[0] ?? '', /takes true or false, not a text\..*"authoritative": true\./)
  assert.match(findings('"interfaces-config": { "interfaces": "eth0" }')[0] ?? '', /a list, not a text\..*\["eth0"\]/)
})

test('each release has its own keys, values and bounds', () => {
  assert.match(findings('"control-sockets": [ ]', '2.6')[0] ?? '', /came with Kea 2\.7\.2, and the target is 2\.6\..*control-socket/)
  assert.match(findings('"reservation-mode": "all"', '3.0')[0] ?? '', /was removed in Kea 2\.6\.0.*reservations-global/)
  assert.deepEqual(findings('"reservation-mode": "all"', '2.4').filter((one) => one.includes('removed')), [])
  assert.deepEqual(findings('"subnet4": [ { "subnet": "192.0.2.0/24" } ]', '2.4'), [])
  assert.match(findings('"subnet4": [ { "subnet": "192.0.2.0/24" } ]', '2.6')[0] ?? '', /"id" is missing/)
  const flq = '"subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "allocator": "shared-flq" } ]'
  assert.equal(findings(flq, '3.0').length, 1)
  assert.equal(findings(flq, '3.2').length, 0)
  const lifetime = '"valid-lifetime": -1'
  const severity = (release: Release): unknown => all(parseConfig('file:///a', `{ "Dhcp4": { ${lifetime}, "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24" } ] } }`), release)[0]?.refusedAt
  assert.equal(severity('3.0'), null)
  assert.equal(severity('3.2'), '-t')
})

test('what could not be read proves nothing missing', () => {
  assert.deepEqual(findings('"subnet4": [ { "id": 1, <?include "rest.json"?> } ]'), [])
  assert.deepEqual(findings('"subnet4": [ { "id": 1, "subnt": "192.0.2.0/24" } ]').length, 1)
})

test('one of several keys, and what the value of another asks for', () => {
  assert.match(findings('"option-data": [ { "data": "192.0.2.1" } ]')[0] ?? '', /"name" or "code" is missing in option-data/)
  assert.deepEqual(findings('"option-data": [ { "code": 3, "data": "192.0.2.1" } ]'), [])
  assert.equal(findings('"option-data": [ { "nam": "routers" } ]').length, 1)
  assert.match(findings('"control-sockets": [ { "socket-type": "unix" } ]')[0] ?? '', /"socket-name" is missing/)
  assert.deepEqual(findings('"control-sockets": [ { "socket-type": "http", "socket-port": 8000 } ]'), [])
  assert.match(findings('"client-classes": [ { "name": "" } ]')[0] ?? '', /"name" may not be empty/)
})

test('nothing is told below a key that the release does not know', () => {
  assert.equal(findings('"control-sockets": [ { "socket-type": "http", "socket-port": "8000" } ]', '2.6').length, 1)
  assert.equal(findings('"control-sockets": [ { "socket-type": "http", "socket-port": "8000" } ]', '3.0').length, 1)
})

test('most hook libraries pass over an unknown parameter, some refuse it', () => {
  const loading = (library: string, parameters: string): SchemaFinding | undefined =>
    all(parseConfig('file:///a', `{ "Dhcp4": { "hooks-libraries": [ { "library": "/x/${library}.so", "parameters": { ${parameters} } } ] } }`))[0]
  assert.equal(loading('libdhcp_run_script', '"name": "/x", "synch": true')?.rule, 'misspelt-hook-parameter')
  assert.equal(loading('libdhcp_run_script', '"name": "/x", "synch": true')?.refusedAt, null)
  assert.equal(loading('libdhcp_ping_check', '"reply-timeoutt": 100')?.rule, 'unknown-key')
  assert.equal(loading('libdhcp_ping_check', '"reply-timeoutt": 100')?.refusedAt, '-T')
  assert.equal(loading('libdhcp_run_script', '"name": "/x", "comment": "x", "user-context": { }'), undefined)
  assert.equal(loading('libdhcp_ping_check', '"user-context": { }')?.rule, 'unknown-key')
  assert.match(loading('libdhcp_host_cache', '"maximum": 100')?.help.toString() ?? '', /belongs in host-cache/)
})

test('an edit judges, of what stands in lists, only what it touched', () => {
  const subnets = [1, 2, 3].map((id) => `{ "id": ${id}, "subnet": "192.0.${id}.0/24" }`).join(', ')
  const text = `{ "Dhcp4": { "subnet4": [ ${subnets} ] } }`
  const judged: object[] = []
  const memo = new (class extends WeakMap<object, never> {
    override set(key: object, value: never): this {
      judged.push(key)
      return super.set(key, value)
    }
  })() as unknown as SchemaMemo
  const file = parseConfig('file:///a', text)
  all(file, '3.0', memo)
  assert.equal(judged.length, 3)
  judged.length = 0
  const at = text.indexOf('"id": 2')
  const edited = editConfig(file, { start: at + 1, end: at + 3, text: 'ids' }, noFiles)
  assert.match(all(edited, '3.0', memo)[0]?.message.toString() ?? '', /"ids" is no key/)
  assert.equal(judged.length, 1)
})
