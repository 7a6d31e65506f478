/** Semantic tokens: the words that are coloured, each with what it is. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { carryEdit } from '../../config/edit'
import { parseConfig } from '../../config/parse'
import type { Release } from '../../config/release'
import { editBetween, encoded, legend } from './encode'
import type { Token } from './token'
import { tokensBetween } from './tokens'
import type { KnownTokens } from './tokens'

const uri = 'file:///site/kea-dhcp4.conf'

function shown(text: string, tokens: readonly Token[]): string[] {
  return tokens.map(({ start, end, type, modifiers }) => `${text.slice(start, end)} ${[type, ...modifiers].join('.')}`)
}

function tokens(text: string, release: Release = '3.0'): string[] {
  return shown(text, tokensBetween(parseConfig(uri, text), uri, 0, text.length, release, new WeakMap()))
}

/** Without the keys that the release has. */
function values(text: string, release: Release = '3.0'): string[] {
  return tokens(text, release).filter((one) => !one.endsWith(' property'))
}

test('keys that the release has, no longer wants, and does not know', () => {
  const text = '{ "Dhcp4": { "valid-lifetime": 1, "vaild-lifetime": 2, "subnet4": [ { "client-class": "x", "client-classes": [ "y" ] } ] } }'
  assert.deepEqual(tokens(text), [
    'Dhcp4 property', 'valid-lifetime property', 'vaild-lifetime property.unknown', 'subnet4 property', 'client-class property.deprecated', 'x class', 'client-classes property', 'y class',
  ])
  assert.deepEqual(tokens(text, '2.6').slice(4), ['client-class property', 'x class', 'client-classes property.unknown'])
})

test('nothing in a user context, and in a file that names no daemon', () => {
  assert.deepEqual(tokens('{ "Dhcp4": { "user-context": { "name": "192.0.2.1" } } }'), ['Dhcp4 property', 'user-context property'])
  assert.deepEqual(tokens('{ "version": "192.0.2.1" }'), [])
})

test('classes where they are defined and where they are named, Kea\'s own among them', () => {
  assert.deepEqual(values('{ "Dhcp4": { "client-classes": [ { "name": "voip", "test": "member(\'KNOWN\') and member(\'voip 2\')" } ], "reservations": [ { "client-classes": [ "voip", "DROP" ] } ] } }'), [
    'voip class.declaration', 'member function', 'KNOWN class.defaultLibrary', 'and keyword', 'member function', 'voip 2 class', 'voip class', 'DROP class',
  ])
})

test('options by name, those of the release and those of the file, with their spaces', () => {
  assert.deepEqual(
    values('{ "Dhcp4": { "option-def": [ { "name": "foo", "code": 230, "space": "dhcp4", "type": "string" } ], "option-data": [ { "name": "routers", "data": "192.0.2.1, 192.0.2.2" }, { "name": "foo", "data": "10.0.0.1 and more" } ] } }'),
    ['foo variable.declaration', 'dhcp4 namespace', 'string enumMember', 'routers variable.defaultLibrary', '192.0.2.1 number', '192.0.2.2 number', 'foo variable'],
  )
})

test('the peers of a relationship, its mode, and parameters that the library does not know', () => {
  assert.deepEqual(
    tokens('{ "Dhcp4": { "hooks-libraries": [ { "library": "/x/libdhcp_ha.so", "parameters": { "high-availability": [ { "this-server-name": "a", "mode": "hot-standby", "moode": 1, "peers": [ { "name": "a", "role": "primary" } ] } ] } } ] } }').slice(4),
    ['high-availability property', 'this-server-name property', 'a type', 'mode property', 'hot-standby enumMember', 'moode property.unknown', 'peers property', 'name property', 'a type.declaration', 'role property', 'primary enumMember'],
  )
})

test('addresses, prefixes, ranges and octets, and no other texts', () => {
  const subnet = (key: string, value: string): string => `{ "Dhcp4": { "subnet4": [ { "${key}": ${value} } ] } }`
  assert.deepEqual(values(subnet('subnet', '"192.0.2.0/24"')), ['192.0.2.0/24 number'])
  assert.deepEqual(values(subnet('pools', '[ { "pool": "192.0.2.1 - 192.0.2.9" }, { "pool": "192.0.2.1-192.0.2.300" } ]')), ['192.0.2.1 number', '192.0.2.9 number'])
  assert.deepEqual(values(subnet('reservations', '[ { "hw-address": "1a:1b:1c:1d:1e:1f", "hostname": "host-1" } ]')), ['1a:1b:1c:1d:1e:1f number'])
  assert.deepEqual(values(subnet('comment', '"192.0.2.1"')), [])
  assert.deepEqual(values('{ "Dhcp6": { "subnet6": [ { "subnet": "2001:db8::/32", "pools": [ { "pool": "2001:db8::1 - 2001:db8::ffff" } ] } ] } }'), ['2001:db8::/32 number', '2001:db8::1 number', '2001:db8::ffff number'])
})

test('expressions, up to where they can be read, with escapes before them', () => {
  const test_ = (text: string): string[] => tokens(`{ "Dhcp4": { "client-classes": [ { "test": ${JSON.stringify(text)} } ] } }`).slice(3)
  assert.deepEqual(test_("substring(option[host-name].hex,0,3) == 'abc' or not pkt4.giaddr == 192.0.2.1"), [
    'substring function', 'option variable', 'host-name variable.defaultLibrary', 'hex property', '0 number', '3 number', '== operator', "'abc' string", 'or keyword', 'not keyword', 'pkt4 variable',
    'giaddr property', '== operator', '192.0.2.1 number',
  ])
  assert.deepEqual(test_("match('^a.*', option[60].text) and ?"), ['match function', "'^a.*' regexp", 'option variable', '60 number', 'text property', 'and keyword'])
  assert.deepEqual(test_("'a\"b' == option[61].hex"), ["'a\\\"b' string", '== operator', 'option variable', '61 number', 'hex property'])
  assert.deepEqual(test_('{{ filled in }}'), [])
})

test('half-written maps', () => {
  assert.deepEqual(tokens('{ "Dhcp4": {\n  "valid-lifetime": 1,\n  "subnet4": [\n    { "id": 1, "subn\n    }\n  ]\n} }'), ['Dhcp4 property', 'valid-lifetime property', 'subnet4 property', 'id property', 'subn property.unknown'])
  assert.deepEqual(tokens('{ "Dhcp4": { "valid-lifetime": , "": 1, "subnet4" } }'), ['Dhcp4 property', 'valid-lifetime property', 'subnet4 property'])
})

test('what an included file adds is coloured in that file, keys and values', () => {
  const text = '"subnet4": [ { "subnet": "192.0.2.0/24" } ]'
  const part = 'file:///site/part.inc'
  const whole = parseConfig(uri, `{ "Dhcp4": { "valid-lifetime": 1, <?include "/site/part.inc"?> } }`, { readFile: () => text, includeFolders: [] })
  assert.deepEqual(shown(text, tokensBetween(whole, part, 0, text.length, '3.0', new WeakMap())), ['subnet4 property', 'subnet property', '192.0.2.0/24 number'])
  assert.equal(tokensBetween(whole, uri, 0, 1000, '3.0', new WeakMap()).length, 2)
})

test('a part of a file has the tokens that the whole has there; what an edit leaves alone keeps its tokens, where it stands then', () => {
  const subnets = Array.from({ length: 30 }, (_, id) => `{ "id": ${id + 1}, "subnet": "10.0.${id}.0/24" }`).join(',\n')
  const text = `{ "Dhcp4": { "subnet4": [\n${subnets}\n] } }`
  const file = parseConfig(uri, text)
  const known: KnownTokens = new WeakMap()
  const all = tokensBetween(file, uri, 0, text.length, '3.0', known)
  assert.deepEqual(tokensBetween(file, uri, 500, 700, '3.0', known), all.filter((one) => one.start <= 700 && one.end >= 500))
  const at = text.indexOf('10.0.3.0')
  const edited = carryEdit(file, { start: at, end: at + 1, text: '2001' })
  assert.ok(edited)
  const after = edited.source.text
  assert.deepEqual(tokensBetween(edited, uri, 0, after.length, '3.0', known), tokensBetween(parseConfig(uri, after), uri, 0, after.length, '3.0', new WeakMap()))
  assert.deepEqual(shown(after, tokensBetween(edited, uri, 0, after.length, '2.2', known)), tokens(after, '2.2'))
})

test('tokens as numbers, and one edit from the earlier to the later', () => {
  const text = '{ "Dhcp4": {\n  "valid-lifetime": 1, "x": 2 } }'
  const file = parseConfig(uri, text)
  const before = encoded(file.source, tokensBetween(file, uri, 0, text.length, '3.0', new WeakMap()))
  assert.deepEqual(before, [0, 3, 5, 0, 0, 1, 3, 14, 0, 0, 0, 21, 1, 0, 1 << legend.tokenModifiers.indexOf('unknown')])
  const after = [...before.slice(0, 5), 9, 9, 9, 9, 9, ...before.slice(5)]
  const [edit] = editBetween(before, after)
  assert.ok(edit)
  assert.deepEqual([...before.slice(0, edit.start), ...(edit.data ?? []), ...before.slice(edit.start + edit.deleteCount)], after)
  assert.equal(edit.deleteCount, 0)
  assert.deepEqual(editBetween(before, [...before]), [])
})

const corpus = process.env['KEA_CORPUS'] ?? ''

test('real files: tokens stand in order, in their lines, and parts agree with the whole', { skip: corpus === '' ? 'KEA_CORPUS names no folder of real configurations' : false }, () => {
  const seen = new Set<string>()
  for (const name of ['wild', 'upstream', 'seed', 'unit'].flatMap((folder) => filesBelow(path.join(corpus, folder)))) {
    const file = parseConfig(uri, readFileSync(name, 'utf8'))
    const { text } = file.source
    const all = tokensBetween(file, uri, 0, text.length, '3.0', new WeakMap())
    for (const [at, { start, end, type }] of all.entries()) {
      seen.add(type)
      assert.ok(start < end && start >= (all[at - 1]?.end ?? 0) && end <= text.length && !text.slice(start, end).includes('\n'), `${name}: ${text.slice(start, end)}`)
    }
    const [from, to] = [Math.floor(text.length / 3), Math.floor(text.length / 2)]
    assert.deepEqual(tokensBetween(file, uri, from, to, '3.0', new WeakMap()), all.filter((one) => one.start <= to && one.end >= from), name)
  }
  assert.deepEqual([...seen].sort(), legend.tokenTypes.filter((one) => one !== 'regexp').sort())
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesBelow(file) : /\.(tsv|md)$/.test(name) ? [] : [file]
  })
}
