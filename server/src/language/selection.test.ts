/** Growing selections: what is selected, step by step. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { SelectionRange } from 'vscode-languageserver'
import { parseConfig } from '../config/parse'
import { selectionRanges } from './selection'

const uri = 'file:///site/kea-dhcp4.conf'

/** `|` in the text marks the cursor. */
function steps(marked: string, most = 99): string[] {
  const offset = marked.indexOf('|')
  const text = marked.replace('|', '')
  const file = parseConfig(uri, text)
  const [range] = selectionRanges(file.source, [file], [file.source.positionAt(offset)])
  const found: string[] = []
  for (let at: SelectionRange | undefined = range; at; at = at.parent) found.push(text.slice(file.source.offsetAt(at.range.start), file.source.offsetAt(at.range.end)))
  return found.slice(0, most)
}

test('from a part of an address to the file', () => {
  assert.deepEqual(steps('{ "s": [ { "pool": "192.0.|2.1 - 192.0.2.9", "id": 1 } ] }\n'), [
    '2',
    '192.0.2.1',
    '192.0.2.1 - 192.0.2.9',
    '"192.0.2.1 - 192.0.2.9"',
    '"pool": "192.0.2.1 - 192.0.2.9"',
    '"pool": "192.0.2.1 - 192.0.2.9",',
    '"pool": "192.0.2.1 - 192.0.2.9", "id": 1',
    ' "pool": "192.0.2.1 - 192.0.2.9", "id": 1 ',
    '{ "pool": "192.0.2.1 - 192.0.2.9", "id": 1 }',
    ' { "pool": "192.0.2.1 - 192.0.2.9", "id": 1 } ',
    '[ { "pool": "192.0.2.1 - 192.0.2.9", "id": 1 } ]',
    '"s": [ { "pool": "192.0.2.1 - 192.0.2.9", "id": 1 } ]',
    ' "s": [ { "pool": "192.0.2.1 - 192.0.2.9", "id": 1 } ] ',
    '{ "s": [ { "pool": "192.0.2.1 - 192.0.2.9", "id": 1 } ] }',
    '{ "s": [ { "pool": "192.0.2.1 - 192.0.2.9", "id": 1 } ] }\n',
  ])
})

test('a word of a key, the key, the entry; a number', () => {
  assert.deepEqual(steps('{ "valid-life|time": 4000 }', 4), ['lifetime', 'valid-lifetime', '"valid-lifetime"', '"valid-lifetime": 4000'])
  assert.deepEqual(steps('{ "valid-lifetime": 40|00 }', 2), ['4000', '"valid-lifetime": 4000'])
})

test('a path, and what is quoted in an expression', () => {
  assert.deepEqual(steps('{ "library": "/usr/lib/ke|a/libdhcp_ha.so" }', 3), ['kea', '/usr/lib/kea/libdhcp_ha.so', '"/usr/lib/kea/libdhcp_ha.so"'])
  assert.deepEqual(steps('{ "test": "member(\'VoI|P phones\') and not member(\'ALL\')" }', 4), ['VoIP', 'VoIP phones', "member('VoIP phones') and not member('ALL')", '"member(\'VoIP phones\') and not member(\'ALL\')"'])
})

test('a word of a comment, its text, the comment, those that stand with it', () => {
  assert.deepEqual(steps('{\n  # one\n  // two wor|ds\n\n  # three\n  "a": 1\n}', 4), ['words', 'two words', '// two words', '# one\n  // two words'])
  assert.deepEqual(steps('{ "a": /* wh|y */ 1 }', 4), ['why', '/* why */', '"a": /* why */ 1', '"a": /* why */ 1'.replace(/^/, ' ') + ' '])
})

test('where nothing stands, the map around; and half-written files', () => {
  assert.deepEqual(steps('{ "a": {\n|\n} }', 2), ['\n\n', '{\n\n}'])
  assert.deepEqual(steps('{ "a": "b|', 3), ['b', '"b', '"a": "b'])
  assert.deepEqual(steps('|', 2), [''])
})

test('entries of a file to include that nobody includes', () => {
  assert.deepEqual(steps('"a": { "b|": 1 },\n"c": 2\n', 3), ['b', '"b"', '"b": 1'])
})

const corpus = process.env['KEA_CORPUS'] ?? ''

test('real files: every step holds the one before it', { skip: corpus === '' ? 'KEA_CORPUS names no folder of real configurations' : false }, () => {
  let deepest = 0
  for (const name of ['wild', 'upstream'].flatMap((folder) => filesBelow(path.join(corpus, folder)))) {
    const { source, ...file } = parseConfig(uri, readFileSync(name, 'utf8'))
    for (let at = 0; at < source.text.length; at += Math.ceil(source.text.length / 40)) {
      let depth = 0
      for (let one = selectionRanges(source, [{ ...file, source }], [source.positionAt(at)])[0]; one?.parent; one = one.parent) {
        depth++
        const [inner, outer] = [one.range, one.parent.range].map(({ start, end }) => ({ from: source.offsetAt(start), to: source.offsetAt(end) }))
        assert.ok(inner && outer && outer.from <= inner.from && inner.to <= outer.to && outer.to - outer.from > inner.to - inner.from, `${name} at ${at}`)
        assert.ok(inner.from <= at && at <= inner.to, `${name} at ${at}`)
      }
      deepest = Math.max(deepest, depth)
    }
  }
  assert.ok(deepest > 10)
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesBelow(file) : /\.(tsv|md)$/.test(name) ? [] : [file]
  })
}
