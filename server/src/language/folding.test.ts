/** Folding: lines that fold, as `first-last`. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { parseConfig } from '../config/parse'
import { foldingRanges } from './folding'

const uri = 'file:///site/kea-dhcp4.conf'

function folds(text: string, limit = Infinity, lineOnly = true): string[] {
  const file = parseConfig(uri, text)
  return foldingRanges(file.source, [file], { lineOnly, limit }).map(({ startLine, endLine, startCharacter, endCharacter, kind }) =>
    `${startLine}${startCharacter === undefined ? '' : `:${startCharacter}`}-${endLine}${endCharacter === undefined ? '' : `:${endCharacter}`}${kind ? ` ${kind}` : ''}`,
  )
}

test('maps and lists fold up to the line before their closing bracket, those of one line do not', () => {
  assert.deepEqual(folds('{\n  "a": [\n    1\n  ],\n  "b": { "c": 1 },\n  "d": {\n  }\n}\n'), ['0-6', '1-2'])
  assert.deepEqual(folds('{\n  "a": [\n    1\n  ]\n}\n', Infinity, false), ['0:1-4:0', '1:8-3:2'])
})

test('brackets that share a line fold once', () => {
  assert.deepEqual(folds('{ "s": [ {\n  "id": 1\n}, {\n  "id": 2\n} ] }\n'), ['0-3', '2-3'])
})

test('comments fold: in lines below each other, and over several lines; at ends of lines they do not', () => {
  assert.deepEqual(folds('# a\n# b\n\n# c\n{\n  // d\n  // e\n  "a": 1, # f\n  "b": 2, # g\n  /* h\n  i */\n  "c": "# j"\n}\n// k\n// l'), [
    '0-1 comment',
    '4-11',
    '5-6 comment',
    '9-10 comment',
    '13-14 comment',
  ])
})

test('marked regions fold, also within each other, and one without an end does not', () => {
  assert.deepEqual(folds('{\n# region A\n"a": 1,\n// #region B\n"b": 2,\n// #endregion\n# endregion\n#region C\n"c": 3\n}'), ['0-8', '1-6 region', '3-5 region'])
})

test('half-written files, with tabs and with both line ends, fold what there is', () => {
  assert.deepEqual(folds('{\r\n\t"a": {\r\n\t\t"b": [\r\n\t\t\t1,\r\n'), ['0-2', '1-2'])
  assert.deepEqual(folds('# a\n# b\n'), ['0-1 comment'])
  assert.deepEqual(folds(''), [])
})

test('a file to include that holds entries folds, whether its including file is known or not', () => {
  const text = '# one\n# two\n"subnet4": [\n  {\n    "id": 1\n  }\n]\n'
  assert.deepEqual(folds(text), ['0-1 comment', '2-5', '3-4'])
  const part = parseConfig(uri, text)
  const whole = parseConfig('file:///site/whole.conf', '{ "Dhcp4": {\n <?include "/site/kea-dhcp4.conf"?>\n } }', { readFile: () => text, includeFolders: [] })
  assert.deepEqual(foldingRanges(part.source, [whole], { lineOnly: true, limit: 100 }).map((one) => one.startLine), [0, 2, 3])
})

test('of more than an editor takes, the outer ones', () => {
  const many = Array.from({ length: 50 }, () => '{\n"pools": [\n1\n]\n}').join(',\n')
  const text = `{\n"s": [\n${many}\n],\n"t": {\n"u": 1\n}\n}`
  const kept = folds(text, 20)
  assert.equal(kept.length, 20)
  const all = folds(text)
  assert.equal(all.length, 103)
  assert.ok(kept.includes(all[0] ?? '') && kept.includes(all[1] ?? '') && kept.includes(all[102] ?? ''), 'the outermost ones')
  assert.ok(!kept.includes(all[3] ?? ''), 'no pools')
})

const corpus = process.env['KEA_CORPUS'] ?? ''

test('real files: every fold lies in the file, and in others or beside them', { skip: corpus === '' ? 'KEA_CORPUS names no folder of real configurations' : false }, () => {
  let count = 0
  for (const name of ['wild', 'upstream'].flatMap((folder) => filesBelow(path.join(corpus, folder)))) {
    const file = parseConfig(uri, readFileSync(name, 'utf8'))
    const ranges = foldingRanges(file.source, [file], { lineOnly: true, limit: 5000 })
    count += ranges.length
    for (const one of ranges) assert.ok(one.startLine >= 0 && one.startLine < one.endLine && one.endLine < file.source.lineCount, name)
    assert.equal(new Set(ranges.map((one) => one.startLine)).size, ranges.length, name)
  }
  assert.ok(count > 5000)
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesBelow(file) : /\.(tsv|md)$/.test(name) ? [] : [file]
  })
}
