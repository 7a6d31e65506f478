/** Links to files: what is included, and what is at hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseConfig } from '../config/parse'
import { linksIn } from './document-links'

const text = `{ "Dhcp4": { // http://example.org/
  <?include "parts/classes.inc"?>,
  "lease-database": { "type": "memfile", "name": "/var/lib/kea/leases.csv" },
  "hosts-database": { "type": "mysql", "name": "kea", "password": "x" },
  "control-socket": { "socket-type": "http", "authentication": { "type": "basic", "directory": "/etc/kea", "clients": [ { "user": "a", "password-file": "secret" } ] } },
  "hooks-libraries": [ { "library": "/x/libdhcp_run_script.so", "parameters": { "name": "/opt/run.sh" } },
    { "library": "/x/libdhcp_ha.so", "parameters": { "high-availability": [ { "trust-anchor": "ca.pem", "peers": [ { "url": "http://192.0.2.1:8001/" } ] } ] } } ]
} }`

function links(...onDisk: string[]): string[] {
  const file = parseConfig('file:///site/kea.conf', text, { readFile: (uri) => (uri.endsWith('classes.inc') ? '"client-classes": [ ]' : undefined), includeFolders: [] })
  return linksIn(file.uri, [file, file], (uri) => onDisk.includes(uri)).map(({ range, target }) => {
    const line = text.split('\n')[range.start.line] ?? ''
    return `${line.slice(range.start.character, range.end.character)} → ${target ?? ''}`
  })
}

test('an included file is a link, and so is a path where a file is', () => {
  const include = 'parts/classes.inc → file:///site/parts/classes.inc'
  assert.deepEqual(links(), [include])
  assert.deepEqual(links('file:///var/lib/kea/leases.csv', 'file:///etc/kea/secret', 'file:///site/run.sh', 'file:///site/ca.pem', 'file:///site/kea'), [
    include,
    '/var/lib/kea/leases.csv → file:///var/lib/kea/leases.csv',
    'secret → file:///etc/kea/secret',
    '/opt/run.sh → file:///site/run.sh',
    'ca.pem → file:///site/ca.pem',
  ])
})

test('who wants no links to files has those of includes', () => {
  const file = parseConfig('file:///site/kea.conf', text, { readFile: () => '"client-classes": [ ]', includeFolders: [] })
  assert.equal(linksIn(file.uri, [file], undefined).length, 1)
})
