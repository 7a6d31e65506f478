import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseConfig } from '../../config/parse'
import type { ParseEnvironment } from '../../config/parse'
import type { Release } from '../../config/release'
import { defaultLintOptions, noDeploymentSettings } from '../../lint/run'
import { filesAfter, newFindings } from './after'
import { migrate } from './migrate'

interface Migrated {
  readonly texts: Readonly<Record<string, string>>
  readonly decisions: readonly string[]
  readonly needless: readonly string[]
  readonly about: readonly string[]
  readonly found: readonly string[]
}

function migrated(texts: Readonly<Record<string, string>>, from: Release, to: Release): Migrated {
  const environment: ParseEnvironment = { readFile: (uri) => texts[uri], includeFolders: [] }
  const files = Object.entries(texts).map(([uri, text]) => parseConfig(uri, text, environment))
  const migration = migrate(files, from, to, noDeploymentSettings)
  const whole = filesAfter(files, migration, environment)
  const after = (uri: string): string => whole.find((one) => one.uri === uri)?.source.text ?? ''
  return {
    texts: Object.fromEntries(Object.keys(texts).map((uri) => [uri, after(uri)])),
    decisions: migration.decisions.map(({ message }) => String(message)),
    needless: migration.needless.map(({ uri }) => uri),
    about: [...new Set([...migration.edits.values()].flat().map(({ about }) => String(about)))],
    found: newFindings(files, whole, from, to, defaultLintOptions).map(({ rule }) => rule),
  }
}

const uri = 'file:///site/one/kea-dhcp4.conf'

/** The inside of `Dhcp4` after the migration. */
function inside(text: string, from: Release, to: Release): string {
  const after = migrated({ [uri]: `{ "Dhcp4": {${text}} }` }, from, to).texts[uri] ?? ''
  return after.slice('{ "Dhcp4": {'.length, -' } }'.length + 1)
}

test('guards become a list, and an empty one goes', () => {
  const text = '"subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "client-class": "a", # why\n "pools": [ { "pool": "192.0.2.0/25", "client-class": "" } ], "require-client-classes": [ "b" ] } ]'
  const now = '"subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "client-classes": [ "a" ], # why\n "pools": [ { "pool": "192.0.2.0/25" } ], "evaluate-additional-classes": [ "b" ] } ]'
  assert.equal(inside(text, '2.6', '3.0'), now)
  assert.equal(inside(text, '2.2', '2.6'), text)
  assert.equal(inside(now, '3.0', '2.6'), text.replace(', "client-class": ""', ''))
})

test('what an older release cannot say is left to a person', () => {
  const text = '{ "Dhcp4": { "ddns-conflict-resolution-mode": "no-check-without-dhcid", "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "client-classes": [ "a", "b" ] } ] } }'
  const { texts, decisions } = migrated({ [uri]: text }, '3.0', '2.4')
  assert.equal(texts[uri], text)
  assert.equal(decisions.filter((one) => /decide between|several/.test(one)).length, 2)
})

test('true and false become words, and back', () => {
  assert.equal(inside('"ddns-use-conflict-resolution": false', '2.4', '2.6'), '"ddns-conflict-resolution-mode": "no-check-with-dhcid"')
  assert.equal(inside('"ddns-conflict-resolution-mode": "check-with-dhcid"', '2.6', '2.4'), '"ddns-use-conflict-resolution": true')
})

test('reservation-mode becomes its three flags; beside one of them it is left', () => {
  assert.equal(inside('\n  "reservation-mode": "out-of-pool", // why\n  "valid-lifetime": 1\n', '2.2', '2.6'), '\n  "reservations-global": false,\n  "reservations-in-subnet": true,\n  "reservations-out-of-pool": true, // why\n  "valid-lifetime": 1\n')
  const both = '"reservation-mode": "all", "reservations-global": true'
  assert.equal(inside(both, '2.2', '2.6'), both)
  assert.equal(inside(both, '2.2', '2.4'), both)
})

test('how names are made moves out of dhcp-ddns; what stands outside already counts', () => {
  const text = '\n  "dhcp-ddns": {\n    "enable-updates": true,\n    "qualifying-suffix": "example.org.", // ours\n    "generated-prefix": "host"\n  },\n  "ddns-generated-prefix": "h",\n  "valid-lifetime": 1\n'
  assert.equal(inside(text, '2.4', '3.0'), '\n  "dhcp-ddns": {\n    "enable-updates": true\n  },\n  "ddns-qualifying-suffix": "example.org.",\n  "ddns-generated-prefix": "h",\n  "valid-lifetime": 1\n')
})

test('subnets get the ids that Kea counted: shared networks first, those with an id left out', () => {
  const text = '"subnet4": [ { "subnet": "192.0.4.0/24" }, { "subnet": "192.0.5.0/24", "id": 7 }, { "subnet": "192.0.6.0/24", "id": 0 } ], "shared-networks": [ { "name": "n", "subnet4": [ { "subnet": "192.0.2.0/24" } ] } ]'
  assert.equal(
    inside(text, '2.4', '2.6'),
    '"subnet4": [ { "subnet": "192.0.4.0/24", "id": 2 }, { "subnet": "192.0.5.0/24", "id": 7 }, { "subnet": "192.0.6.0/24", "id": 3 } ], "shared-networks": [ { "name": "n", "subnet4": [ { "subnet": "192.0.2.0/24", "id": 1 } ] } ]',
  )
  assert.match(migrated({ [uri]: `{ "Dhcp4": { "subnet4": [ { "subnet": "192.0.4.0/24" }, { "subnet": "192.0.5.0/24", "id": 1 } ] } }` }, '2.4', '2.6').decisions.join(), /needs an id, and 1/)
})

test('databases are reached through libraries since 3.0, in the folder of the others', () => {
  const text = '"lease-database": { "type": "mysql", "name": "kea" }, "config-control": { "config-databases": [ { "type": "postgresql", "name": "kea" } ] }, "hooks-libraries": [ { "library": "/usr/lib/kea/hooks/libdhcp_pgsql_cb.so" } ]'
  const now = text.replace('[ { "library": "/usr/lib/kea/hooks/libdhcp_pgsql_cb.so" }', '[ { "library": "/usr/lib/kea/hooks/libdhcp_mysql.so" }, { "library": "/usr/lib/kea/hooks/libdhcp_pgsql.so" }')
  assert.equal(inside(text, '2.6', '3.0'), now)
  assert.equal(inside(now, '3.0', '2.6'), text)
  assert.equal(inside('"lease-database": { "type": "mysql", "name": "kea" }', '2.6', '3.0'), '"lease-database": { "type": "mysql", "name": "kea" }, "hooks-libraries": [\n        { "library": "libdhcp_mysql.so" }\n    ]')
})

test('one control socket becomes a list with its comments, and its path the name alone; back again where there is one', () => {
  const text = '\n  "control-socket": {\n    "socket-type": "unix", // here\n    "socket-name": "/tmp/kea4-ctrl-socket"\n  }\n'
  const now = '\n  "control-sockets": [ {\n    "socket-type": "unix", // here\n    "socket-name": "kea4-ctrl-socket"\n  } ]\n'
  assert.equal(inside(text, '2.6', '3.0'), now)
  assert.equal(inside(now, '3.0', '2.6').replace(/\s+/g, ''), text.replace('/tmp/', '').replace(/\s+/g, ''))
})

test('a file that comes from an include is changed there', () => {
  const part = 'file:///site/one/subnets.json'
  const { texts, decisions } = migrated({ [uri]: '{ "Dhcp4": {\n  <?include "subnets.json"?>,\n  "valid-lifetime": 1\n} }', [part]: '"reservation-mode": "global",\n"subnet4": [ { "subnet": "192.0.2.0/24" } ]' }, '2.2', '2.6')
  assert.equal(texts[uri], '{ "Dhcp4": {\n  <?include "subnets.json"?>,\n  "valid-lifetime": 1\n} }')
  assert.deepEqual(decisions.filter((one) => /by hand/.test(one)), [])
  assert.equal(migrated({ [uri]: '{ "Dhcp4": { <?include "subnets.json"?> } }', [part]: '"valid-lifetime": 1' }, '2.2', '3.2').decisions.length > 0, true)
})

const agent = 'file:///site/one/kea-ctrl-agent.conf'
const agentText = `{ "Control-agent": {
  "http-host": "192.0.2.1",
  "http-port": 8001,
  "trust-anchor": "/etc/kea/ca.pem", "cert-file": "/etc/kea/cert.pem", "key-file": "/etc/kea/key.pem",
  "authentication": {
    "type": "basic",
    // of the operators
    "clients": [ { "user": "admin", "password-file": "/etc/kea/secret" } ]
  },
  "control-sockets": { "dhcp4": { "socket-type": "unix", "socket-name": "/run/kea/kea4.sock" }, "d2": { "socket-type": "unix", "socket-name": "/run/kea/d2.sock" } }
} }`
const ddns = 'file:///site/one/kea-dhcp-ddns.conf'

test('the door of the control agent becomes one of the servers, with its keys and clients, and the agent is needless', () => {
  const { texts, needless, decisions, found } = migrated(
    {
      [uri]: '{ "Dhcp4": {\n  "interfaces-config": { "interfaces": [ "eth0" ] },\n  "control-socket": { "socket-type": "unix", "socket-name": "/run/kea/kea4.sock" }\n} }',
      [ddns]: '{ "DhcpDdns": { "control-socket": { "socket-type": "unix", "socket-name": "/run/kea/d2.sock" } } }',
      [agent]: agentText,
    },
    '2.6',
    '3.2',
  )
  const door = JSON.parse((texts[uri] ?? '').replace(/\/\/.*/g, '')) as { Dhcp4: { 'control-sockets': unknown[] } }
  assert.deepEqual(door.Dhcp4['control-sockets'], [
    { 'socket-type': 'unix', 'socket-name': '/run/kea/kea4.sock' },
    {
      'socket-type': 'https',
      'socket-address': '192.0.2.1',
      'socket-port': 8001,
      'trust-anchor': '/etc/kea/ca.pem',
      'cert-file': '/etc/kea/cert.pem',
      'key-file': '/etc/kea/key.pem',
      authentication: { type: 'basic', clients: [{ user: 'admin', 'password-file': '/etc/kea/secret' }] },
    },
  ])
  assert.match(texts[uri] ?? '', /\/\/ of the operators/)
  assert.match(texts[ddns] ?? '', /"socket-port": 8002/)
  assert.deepEqual(needless, [agent])
  assert.equal(decisions.filter((one) => /port 8002/.test(one)).length, 1)
  // Since 3.1.0 the user has to be in a file as well, and that cannot be written from here.
  assert.deepEqual(found.filter((rule) => rule !== 'password-in-clear'), [])
})

test('an agent that let everybody in has no counterpart in 3.2, and one for a server elsewhere stays', () => {
  const open = agentText.replace(/ {2}"trust-anchor"[^\n]*\n/, '').replace(/"clients": \[.*\]/, '"clients": [ ]')
  const server = '{ "Dhcp4": { "control-socket": { "socket-type": "unix", "socket-name": "/run/kea/kea4.sock" } } }'
  const strict = migrated({ [uri]: server, [agent]: open }, '2.6', '3.2')
  assert.doesNotMatch(strict.texts[uri] ?? '', /http/)
  assert.match(strict.decisions.join(), /let everybody in/)
  const lax = migrated({ [uri]: server, [agent]: open }, '2.6', '3.0')
  assert.match(lax.texts[uri] ?? '', /"socket-type": "http"/)
  assert.deepEqual(lax.needless, [])
  assert.match(lax.decisions.join(), /passes commands to kea-dhcp-ddns as well/)
})

test('partners that talked through the agent go on at the same place', () => {
  const server = (name: string): string => `{ "Dhcp4": { "hooks-libraries": [ { "library": "libdhcp_lease_cmds.so" }, { "library": "libdhcp_ha.so", "parameters": { "high-availability": [ {
    "this-server-name": "${name}", "mode": "hot-standby",
    "peers": [ { "name": "a", "url": "http://192.0.2.1:8000/", "role": "primary" }, { "name": "b", "url": "http://192.0.2.2:8000/", "role": "standby" } ]
  } ] } } ] } }`
  const { texts, about } = migrated({ [uri]: server('a'), [agent]: '{ "Control-agent": { "http-host": "192.0.2.1", "http-port": 8000, "control-sockets": { "dhcp4": { "socket-type": "unix", "socket-name": "/run/kea/kea4.sock" } } } }' }, '2.2', '3.0')
  assert.match(texts[uri] ?? '', /"multi-threading": \{ "enable-multi-threading": true, "http-dedicated-listener": false \}/)
  assert.match(texts[uri] ?? '', /"socket-port": 8000/)
  assert.ok(about.includes('partners go on through the control channel'))
})

test('what the target does otherwise is told once it is passed', () => {
  const text = { [uri]: '{ "Dhcp4": { } }' }
  assert.match(migrated(text, '2.2', '2.4').decisions.join(), /several threads/)
  assert.doesNotMatch(migrated(text, '2.4', '2.6').decisions.join(), /several threads/)
  assert.match(migrated(text, '2.4', '3.0').decisions.join(), /cache-threshold/)
  assert.deepEqual(migrated(text, '3.0', '3.0').decisions, [])
})

test('CRLF stays', () => {
  assert.equal(inside('\r\n  "reservation-mode": "global"\r\n', '2.2', '2.6'), '\r\n  "reservations-global": true,\r\n  "reservations-in-subnet": false,\r\n  "reservations-out-of-pool": false\r\n')
})

test('half-written files are left as they are where nothing can be known', () => {
  for (const text of ['{ "Dhcp4": { "client-class', '{ "Dhcp4": { "subnet4": [ { "client-class": ', '{ "Dhcp4": { "control-socket": ', '{', '']) migrated({ [uri]: text }, '2.2', '3.2')
})
