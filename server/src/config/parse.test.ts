import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConfigFile } from './config-file'
import { parseConfig } from './parse'
import { createScanner } from './scan'
import { pathOf, plain, pointerOf } from './tree'
import type { Node } from './tree'

const uri = 'file:///etc/kea/kea-dhcp4.conf'

/** Problems as `line:column code`, both counted from 1. */
function told(file: ConfigFile): string[] {
  return file.problems.map(({ code, at }) => {
    const { line, character } = at.source.positionAt(at.start)
    return `${line + 1}:${character + 1} ${code}`
  })
}

function value(file: ConfigFile): unknown {
  return file.root && plain(file.root)
}

function withFiles(files: Record<string, string>): { readFile(uri: string): string | undefined; includeFolders: string[] } {
  return { readFile: (asked) => files[asked], includeFolders: ['file:///srv/parts'] }
}

/** A well-formed file in the style that most people write. */
const orderly = `# the office
{
  "Dhcp4": {
    "interfaces-config": {
      "interfaces": [ "eth0", "eth1" ]
    },
    // timers
    "valid-lifetime": 4000,
    "subnet4": [
      {
        "id": 1,
        "subnet": "192.0.2.0/24",
        "pools": [ { "pool": "192.0.2.10 - 192.0.2.20" } ],
        "option-data": [
          { "name": "routers", "data": "192.0.2.1" }
        ]
      },
      {
        "id": 2,
        "subnet": "198.51.100.0/24"
      }
    ],
    "loggers": [ { "name": "kea-dhcp4", "severity": "INFO" } ]
  }
}
`

test('comments of all three kinds are blanks', () => {
  const file = parseConfig(uri, '# one\n{ // two "\n "Dhcp4": /* three: { */ { "id": 1 # four\n } }')
  assert.deepEqual(told(file), [])
  assert.deepEqual(value(file), { Dhcp4: { id: 1 } })
  assert.equal(file.daemon, 'dhcp4')
})

test('every value keeps its range and its path', () => {
  const file = parseConfig(uri, orderly)
  const seen: string[] = []
  const visit = (node: Node): void => {
    if (node.kind === 'string') {
      assert.equal(node.source.text.slice(node.start, node.end), JSON.stringify(node.value))
      seen.push(pointerOf(pathOf(node)))
    }
    if (node.kind === 'array') node.items.forEach(visit)
    if (node.kind === 'object') for (const one of node.members) if (one.value) visit(one.value)
  }
  assert.ok(file.root)
  visit(file.root)
  assert.equal(seen.at(-1), '/Dhcp4/loggers/0/severity')
  assert.equal(seen[2], '/Dhcp4/subnet4/0/subnet')
})

test('a comment right behind a word ends the word, and a carriage return alone ends no comment', () => {
  for (const text of ['{ "a": true//c\n }', '{ "a": true/*c*/ }', '{ "a": true#c\n }', '{ "a": true # c\r "a": 1\n }', '{ "a": true // c\r\n }']) {
    const file = parseConfig(uri, text)
    assert.deepEqual(told(file), [], JSON.stringify(text))
    assert.deepEqual(value(file), { a: true }, JSON.stringify(text))
  }
})

test('a byte order mark of an included file is told there', () => {
  const file = parseConfig(uri, '{ "Dhcp4": { "subnet4": [ <?include "/etc/kea/one.inc"?>, <?include "/etc/kea/one.inc"?> ] } }', withFiles({ 'file:///etc/kea/one.inc': '\ufeff{ "id": 1 }' }))
  assert.deepEqual(file.problems.map(({ code, at }) => [code, at.source.uri, at.start]), [['byte-order-mark', 'file:///etc/kea/one.inc', 0]])
  assert.deepEqual(value(file), { Dhcp4: { subnet4: [{ id: 1 }, { id: 1 }] } })
})

test('what looks like a blank and is none to Kea is told, and read past', () => {
  for (const sign of ['\u00a0', '\f', '\v']) {
    const file = parseConfig(uri, `{ "a":${sign}1 }`)
    assert.deepEqual(told(file), ['1:7 unexpected-text'], JSON.stringify(sign))
    assert.deepEqual(value(file), { a: 1 })
  }
})

test('a byte order mark is told, and the file is read', () => {
  const file = parseConfig(uri, '\uFEFF{ "Dhcp4": { "id": 1 } }')
  assert.deepEqual(told(file), ['1:1 byte-order-mark'])
  assert.deepEqual(value(file), { Dhcp4: { id: 1 } })
})

test('Kea takes commas behind the last entry, several too, and none in front', () => {
  assert.deepEqual(told(parseConfig(uri, '{ "Dhcp4": { "a": [ 1, 2, ], } }')), ['1:25 trailing-comma', '1:28 trailing-comma'])
  assert.deepEqual(told(parseConfig(uri, '{ "Dhcp4": { "a": 1,, "b": 2 } }')), ['1:21 trailing-comma'])
  assert.deepEqual(told(parseConfig(uri, '{ "Dhcp4": { , "a": 1 } }')), ['1:14 unexpected-text'])
})

test('a key given twice names the first place', () => {
  const file = parseConfig(uri, '{ "Dhcp4": {\n "a": 1,\n "a": 2 } }')
  assert.deepEqual(told(file), ['3:2 duplicate-key'])
  assert.equal(file.problems[0]?.related?.[0]?.at.start, 14)
})

test('words, numbers and escapes as Kea reads them', () => {
  assert.deepEqual(told(parseConfig(uri, '{ "Dhcp4": { "a": True } }')), ['1:19 bad-word'])
  assert.deepEqual(told(parseConfig(uri, '{ "Dhcp4": { "a": 99999999999999999999 } }')), ['1:19 bad-number'])
  assert.deepEqual(told(parseConfig(uri, '{ "Dhcp4": { "a": "x\\qy\\u1234" } }')), ['1:21 bad-string', '1:24 bad-string'])
  assert.deepEqual(told(parseConfig(uri, '{ "Dhcp4": { "a": .5, "b": 007, "c": -1e3, "d": "\\u00e9\\n" } }')), [])
  assert.deepEqual(told(parseConfig(uri, '{ "Dhcp4": { a: eth0 } }')), ['1:14 missing-quote', '1:17 missing-quote'])
})

test('one sign removed anywhere is one problem, on that line or the next', () => {
  const scanner = createScanner(orderly, () => undefined)
  const signs: { at: number; sign: string }[] = []
  for (let kind = scanner.next(); kind !== 'end'; kind = scanner.next()) {
    if (/^[{}[\],:]$/.test(kind)) signs.push({ at: scanner.start, sign: kind })
    if (kind === 'string') signs.push({ at: scanner.start, sign: 'opening quote' }, { at: scanner.end - 1, sign: 'closing quote' })
  }
  assert.ok(signs.length > 100)
  for (const { at, sign } of signs) {
    const file = parseConfig(uri, orderly.slice(0, at) + orderly.slice(at + 1))
    const wanted = file.source.positionAt(at).line + 1
    const found = told(file)
    assert.equal(found.length, 1, `${sign} of line ${wanted}: ${found.join(', ')}`)
    const line = Number(found[0]?.split(':')[0])
    // Two brackets that close on neighbouring lines cannot be told apart; a lost root bracket shows at either end.
    assert.ok(Math.abs(line - wanted) <= 1, `${sign} of line ${wanted} was told on line ${line}`)
  }
})

test('one sign too many anywhere is one problem at the most', () => {
  const scanner = createScanner(orderly, () => undefined)
  for (let kind = scanner.next(); kind !== 'end'; kind = scanner.next()) {
    for (const sign of '{}[],:"') {
      const file = parseConfig(uri, orderly.slice(0, scanner.end) + sign + orderly.slice(scanner.end))
      const line = file.source.positionAt(scanner.end).line + 1
      const found = told(file)
      assert.ok(found.length <= 1, `${sign} behind ${kind} of line ${line}: ${found.join(', ')}`)
    }
  }
})

test('what stands behind a slip is still read', () => {
  const file = parseConfig(uri, orderly.replace('"eth1" ]', '"eth1"').replace('"valid-lifetime": 4000,', '"valid-lifetime: 4000,'))
  assert.deepEqual(
    told(file).map((one) => one.replace(/\d+:\d+ /, '')).sort(),
    ['missing-brace', 'missing-quote'],
  )
  assert.equal((value(file) as { Dhcp4: { subnet4: unknown[] } }).Dhcp4.subnet4.length, 2)
})

test('no text throws', () => {
  const pieces = ['{', '}', '[', ']', ',', ':', '"', '"a"', '1', 'x', '#', '/*', '*/', '<?include "f"?>', '<?', '?>', '\n', '\\', '${A}', '{{ b }}', '\u0000', '\ud800']
  let state = 7
  const next = (below: number): number => (state = (state * 48271) % 2147483647) % below
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: next(30) }, () => pieces[next(pieces.length)]).join('')
    const file = parseConfig(uri, text)
    for (const { at } of file.problems) assert.ok(at.start >= 0 && at.start <= at.end && at.end <= text.length, JSON.stringify(text))
  }
  assert.deepEqual(told(parseConfig(uri, '['.repeat(100_000))), ['1:201 unexpected-text'])
})

test('an include is read beside its file, in any place, and keeps its own ranges', () => {
  const files = {
    'file:///etc/kea/subnets.json': '[ { "id": 1, "subnet": "192.0.2.0/24" } ]',
    'file:///etc/kea/timers.json': '"valid-lifetime": 4000, "renew-timer": 900',
    'file:///etc/kea/item.json': '{ "id": 2 }',
  }
  const text = `{ "Dhcp4": {
    <?include "timers.json"?>,
    "subnet4": <?include "subnets.json"?>,
    "shared-networks": [ <?include "item.json"?>, { "id": 3 } ]
  } }`
  const file = parseConfig(uri, text, withFiles(files))
  assert.deepEqual(value(file), {
    Dhcp4: {
      'valid-lifetime': 4000,
      'renew-timer': 900,
      subnet4: [{ id: 1, subnet: '192.0.2.0/24' }],
      'shared-networks': [{ id: 2 }, { id: 3 }],
    },
  })
  assert.deepEqual(told(file), ['2:5 include-relative', '3:16 include-relative', '4:26 include-relative'])
  const subnets = file.body?.members.find((one) => one.key === 'subnet4')?.value
  assert.equal(subnets?.source.uri, 'file:///etc/kea/subnets.json')
  assert.equal(subnets?.start, 0)
})

test('an include is also looked for in the configured folders, an absolute one by its last part', () => {
  const file = parseConfig(
    uri,
    '{ "Dhcp4": { "a": <?include "x.json"?>, "b": <?include "/opt/kea/y.json"?> } }',
    withFiles({ 'file:///srv/parts/x.json': '1', 'file:///srv/parts/y.json': '2' }),
  )
  assert.deepEqual(value(file), { Dhcp4: { a: 1, b: 2 } })
})

test('an include that is not there is one finding, and circles end', () => {
  const missing = parseConfig(uri, '{ "Dhcp4": { "a": <?include "no.json"?>, <?include "nor.json"?>, "b": [ <?include "/no/where"?> ] } }')
  assert.deepEqual(told(missing), ['1:19 include-not-found', '1:42 include-not-found', '1:73 include-not-here'])
  const circle = parseConfig(uri, '{ "Dhcp4": { "a": <?include "a.json"?> } }', withFiles({ 'file:///etc/kea/a.json': '<?include "a.json"?>' }))
  assert.ok(told(circle).includes('1:1 include-cycle'))
})

test('a placeholder is an unknown value, not nonsense', () => {
  const text = '{ "Dhcp4": { "valid-lifetime": ${LIFETIME}, {% if x %} "id": {{ id }}, {% endif %} "b": [ @item@, 2 ] } }'
  const file = parseConfig(uri, text)
  assert.deepEqual([...new Set(file.problems.map((one) => one.code))], ['template-placeholder'])
  assert.deepEqual(value(file), { Dhcp4: { b: [2] } })
})

test('a text of one line that somebody is typing keeps the map it began', () => {
  for (const text of ['{ "Dhcp4": { "subnet4": [ { "id": 1, "subnet', '{ "Dhcp4": { "client-classes": [ { "name": "a" }, { "name" } ], "subnet4": [ { "client-class": "phones"', '{ "Dhcp4": { "subnet4": [ { "pools": [ { "pool": ']) {
    const { daemon, body } = parseConfig('file:///kea-dhcp4.conf', text)
    assert.equal(daemon, 'dhcp4', text)
    assert.ok(body && body.members.length > 0, text)
  }
})
