/** Renaming over the files of a deployment: every file agrees afterwards, and means what it meant before. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { applyEdits } from '../config/rewrite'
import { lint, defaultLintOptions } from '../lint/run'
import { Text } from '../text/text'
import { dhcp4, marked, namesOf } from './names/test-site'
import type { Texts } from './names/test-site'
import type { Names } from './names/things'
import { rename, renamedAt } from './rename'

const project = process.env['KEA_PROJECT'] ?? process.cwd()

function after(texts: ReadonlyMap<string, string>, uri: string, offset: number, wanted: string, names: Names): Map<string, string> {
  const edits = rename(uri, offset, wanted, names)
  assert.ok(Array.isArray(edits), edits instanceof Text ? String(edits) : 'nothing to rename')
  return new Map([...texts].map(([one, text]) => [one, applyEdits(text, edits.filter(({ source }) => source.uri === one))]))
}

/** The renamed texts; renaming back gives the texts as they were. */
function renamed(given: Texts, wanted: string): Record<string, string> {
  const { texts, uri, offset, names } = marked(given)
  const asked = renamedAt(uri, offset, names)
  assert.ok(asked && !(asked instanceof Text), asked instanceof Text ? String(asked) : 'nothing to rename')
  const changed = after(texts, uri, offset, wanted, names)
  // The name may have moved: others before it in the file are longer now.
  const edits = rename(uri, offset, wanted, names)
  const before = (Array.isArray(edits) ? edits : []).filter(({ source, end }) => source.uri === uri && end < offset)
  const moved = before.reduce((sum, { start, end, text }) => sum + text.length - (end - start), offset)
  const now = namesOf(changed)
  assert.deepEqual(after(changed, uri, moved, asked.placeholder, now.names), texts)
  return Object.fromEntries([...changed].map(([one, text]) => [one.replace('file:///site/', ''), text]))
}

function refusal(given: Texts, wanted?: string): string {
  const { uri, offset, names } = marked(given)
  const found = wanted === undefined ? renamedAt(uri, offset, names) : rename(uri, offset, wanted, names)
  assert.ok(found instanceof Text, `expected a refusal in place of ${JSON.stringify(found)}`)
  return String(found)
}

const pair = (cursor: string, more = ''): Texts => ({ 'a/kea-dhcp4.conf': dhcp4(cursor, more), 'b/kea-dhcp4.conf': dhcp4('beta', more.replace('|', '')) })

test('a server gets another name in both files, its class too', () => {
  const result = renamed(pair('al|pha'), 'north')
  assert.deepEqual(result, { 'a/kea-dhcp4.conf': dhcp4('north').replaceAll('alpha', 'north'), 'b/kea-dhcp4.conf': dhcp4('beta').replaceAll('alpha', 'north') })
})

test('a class gets another name where it is defined, listed and asked for, with the partner as well', () => {
  const more = (name: string): string => `"client-classes": [ { "name": "${name}" }, { "name": "x", "test": "member('${name}') or option[60].text == 'phones'" } ],\n"reservations": [ { "hw-address": "00:00:00:00:00:01", "client-classes": [ "${name}" ] } ],`
  const result = renamed({ 'a/kea-dhcp4.conf': dhcp4('alpha', more('phones').replace('phones', 'ph|ones')), 'b/kea-dhcp4.conf': dhcp4('beta', more('phones')) }, 'desk "1"')
  assert.equal(result['a/kea-dhcp4.conf'], dhcp4('alpha', more('desk \\"1\\"')))
  assert.equal(result['b/kea-dhcp4.conf'], dhcp4('beta', more('desk \\"1\\"')))
})

test('an option, its space, and a template of classes', () => {
  const more = (box: string, inner: string, per: string): string => `"option-def": [ { "name": "${box}", "code": 224, "type": "empty", "encapsulate": "${inner}" }, { "name": "u", "code": 1, "space": "${inner}", "type": "string" } ],
  "option-data": [ { "name": "${box}" }, { "name": "u", "space": "${inner}", "data": "${box}" } ],
  "client-classes": [ { "name": "${per}", "template-test": "option[${box}].hex" }, { "name": "y", "test": "member('SPAWN_${per}_1')" } ],`
  const plain = more('box', 'inner', 'per')
  const file = (text: string): Texts => ({ 'kea-dhcp4.conf': dhcp4('alpha', text) })
  assert.equal(renamed(file(plain.replace('"box"', '"b|ox"')), 'crate')['kea-dhcp4.conf'], dhcp4('alpha', more('crate', 'inner', 'per').replace('"data": "crate"', '"data": "box"')))
  assert.equal(renamed(file(plain.replace('"space": "inner"', '"space": "in|ner"')), 'deep')['kea-dhcp4.conf'], dhcp4('alpha', more('box', 'deep', 'per')))
  assert.equal(renamed(file(plain.replace('SPAWN_per', 'SPAWN_pe|r')), 'each')['kea-dhcp4.conf'], dhcp4('alpha', more('box', 'inner', 'each')))
})

test('a part that two servers include is changed once, and both servers with it', () => {
  const server = '{ "Dhcp4": { <?include "../classes.inc"?>, "subnet4": [ { "client-class": "phones" } ] } }'
  const result = renamed({ 'a/kea-dhcp4.conf': server, 'b/kea-dhcp4.conf': server, 'classes.inc': '"client-classes": [ { "name": "ph|ones" } ]' }, 'desk')
  assert.deepEqual(result, { 'a/kea-dhcp4.conf': server.replace('phones', 'desk'), 'b/kea-dhcp4.conf': server.replace('phones', 'desk'), 'classes.inc': '"client-classes": [ { "name": "desk" } ]' })
})

test('what cannot be renamed says why, in one sentence', () => {
  const one = (text: string): Texts => ({ 'kea-dhcp4.conf': dhcp4('alpha', text) })
  assert.equal(refusal(one(`"client-classes": [ { "name": "x", "test": "member('KNO|WN')" } ],`)), 'Kea itself gives the class KNOWN its name, so that it cannot be renamed.')
  assert.equal(refusal(one(`"reservations": [ { "client-classes": [ "DR|OP" ] } ],`)), 'Kea itself gives the class DROP its name, so that it cannot be renamed.')
  assert.equal(refusal(one(`"option-data": [ { "name": "rout|ers" } ],`)), 'No definition of the option routers is in these files, so that it cannot be renamed.')
  assert.equal(refusal(one(`"option-data": [ { "code": 2|24 } ],`)), 'The code of an option is what clients know it by: it cannot be renamed.')
  assert.equal(refusal(one(`"option-data": [ { "space": "vendor-|4491", "code": 1 } ],`)), 'The option space "vendor-4491" is built into Kea, so that it cannot be renamed.')
  assert.match(refusal({ 'kea-dhcp4.conf': dhcp4('alpha').replace('"id": 1', '"id": |1') }), /^Leases and reservations are kept under the id/)
  assert.match(refusal({ 'kea-dhcp4.conf': dhcp4('alpha').replace('http:', 'ht|tp:') }), /^An address is no name/)
  assert.match(refusal({ 'kea-dhcp4.conf': dhcp4('ga|mma') }), /^Nothing in these files defines "gamma"/)
  assert.match(refusal(one(`"client-classes": [ { "name": "{{ x|x }}" } ],`)), /is filled in by something else/)
  const { uri, offset, names } = marked(one('"valid-life|time": 1,'))
  assert.equal(renamedAt(uri, offset, names), undefined)
})

test('a name that clashes or is none is refused, in one sentence', () => {
  const classes = `"client-classes": [ { "name": "ph|ones" }, { "name": "desk", "test": "member('phones')" } ],`
  assert.equal(refusal(pair('alpha', classes), 'desk'), 'A client class is called "desk" already.')
  assert.equal(refusal(pair('alpha', classes), 'ALL'), 'Kea itself gives clients the class ALL: choose another name.')
  assert.equal(refusal(pair('alpha', classes), "it's"), 'An expression names it between single quotes, so that it cannot have one in its name.')
  assert.equal(refusal(pair('alpha', classes), ''), 'A name has at least one character.')
  assert.equal(refusal(pair('al|pha'), 'beta'), 'A server is called "beta" already.')
  assert.equal(refusal(pair('al|pha'), ' x'), 'A name neither begins nor ends with a blank.')
  assert.match(refusal(pair('al|pha', '"client-classes": [ { "name": "HA_north" } ],'), 'north'), /^The class HA_north is named already/)
  const options = '"option-def": [ { "name": "b|ox", "code": 224, "type": "string" }, { "name": "bag", "code": 225, "type": "string" } ],'
  assert.equal(refusal(pair('alpha', options), 'bag'), 'An option of this space is called "bag" already.')
  assert.equal(refusal(pair('alpha', options), 'routers'), 'Kea has an option routers in the space dhcp4 already.')
  assert.match(refusal(pair('alpha', options), 'a b'), /^The name of an option has letters/)
  const templates = '"client-classes": [ { "name": "p|er", "template-test": "x" }, { "name": "each", "template-test": "x" } ],'
  assert.match(refusal(pair('alpha', templates), 'each_one'), /already/)
})

for (const workspace of ['office-pair', 'campus-pair', 'clean-pair']) {
  test(`${workspace}: renaming leaves every finding where it is`, () => {
    const folder = path.join(project, 'test-fixtures', 'workspaces', workspace)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.conf'))
    const texts = new Map(files.map((name) => [`file:///site/${name}`, readFileSync(path.join(folder, name), 'utf8')]))
    const found = (of: ReadonlyMap<string, string>): string[] =>
      lint(namesOf(of).files, defaultLintOptions).problems.map((one) => `${one.at.source.uri} ${one.rule} ${one.pointer} ${one.severity} ${String(one.refusedAt)}`).sort()
    const before = found(texts)
    let done = 0
    for (const [uri, text] of texts) {
      const { names } = namesOf(texts)
      for (const { index } of text.matchAll(/"(?=[^"\n]*")/g)) {
        const asked = renamedAt(uri, index + 1, names)
        if (!asked || asked instanceof Text) continue
        const wanted = asked.placeholder.startsWith('/') ? `${asked.placeholder}x` : 'renamed'
        const changed = after(texts, uri, index + 1, wanted, names)
        assert.deepEqual(found(changed), before, `${asked.placeholder} of ${uri}`)
        done++
      }
    }
    assert.ok(done > 10, `${done} names`)
  })
}
