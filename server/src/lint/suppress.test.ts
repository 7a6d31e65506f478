/** Comments that hide findings, in every form and for every reach. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyEdits } from '../config/rewrite'
import { parseConfig } from '../config/parse'
import type { ParseEnvironment } from '../config/parse'
import { defaultLintOptions, lint } from './run'
import type { LintOptions } from './run'
import type { Problem } from './problem'

function problems(text: string, options: Partial<LintOptions> = {}, environment: Partial<ParseEnvironment> = {}): Problem[] {
  const file = parseConfig('file:///site/kea-dhcp4.conf', text, { readFile: () => undefined, includeFolders: [], ...environment })
  return lint([file], { ...defaultLintOptions, ...options }).problems.filter((one) => one.rule !== 'no-interfaces')
}

function rules(text: string, options: Partial<LintOptions> = {}): string[] {
  return problems(text, options).map((one) => one.rule)
}

const body = (...lines: string[]): string => `{ "Dhcp4": {\n${lines.join('\n')}\n"option-data": [ ] } }\n`

test('the next line, this line, the file and a block are hidden, by all three kinds of comment', () => {
  assert.deepEqual(rules(body('"a-key": 1,')), ['unknown-key'])
  for (const comment of ['# kea-lint-disable-next-line unknown-key', '// kea-lint-disable-next-line unknown-key -- why not', '/* kea-lint-disable-next-line unknown-key */', '/*\n * kea-lint-disable-next-line unknown-key\n */']) {
    assert.deepEqual(rules(body(comment, '"a-key": 1,')), [], comment)
    assert.deepEqual(rules(body(comment, '', '# another comment', '"a-key": 1,')), [], `${comment} and a comment between`)
    assert.deepEqual(rules(body(comment, '"valid-lifetime": 4000,', '"a-key": 1,')), ['unused-suppression', 'unknown-key'], `${comment} for another line`)
  }
  assert.deepEqual(rules(body('"a-key": 1, # kea-lint-disable-line unknown-key, wrong-type -- only for now', '"b-key": 1,')), ['unused-suppression', 'unknown-key'])
  assert.deepEqual(rules(body('"a-key": 1, /* kea-lint-disable-line unknown-key */ "b-key": 1,')), [])
  assert.deepEqual(rules(body('# kea-lint-disable unknown-key', '"a-key": 1,', '"b-key": 1,', '# kea-lint-enable unknown-key', '"c-key": 1,')), ['unknown-key'])
  assert.deepEqual(rules(body('"a-key": 1,') + '# kea-lint-disable-file unknown-key'), [])
  assert.deepEqual(rules(body('# kea-lint-disable unknown-key', '"a-key": 1,', '"b-key": 1,').replaceAll('\n', '\r\n')), [])
})

test('what a text says hides nothing, and neither does a sentence about such comments', () => {
  assert.deepEqual(rules(body('"comment": "# kea-lint-disable-line wrong-type", "valid-lifetime": "1",')), ['wrong-type'])
  assert.deepEqual(rules(body('"comment": "/* http://a \\" // kea-lint-disable-line wrong-type", "valid-lifetime": "1", # see kea-lint-disable-line wrong-type')), ['wrong-type'])
  assert.deepEqual(rules(body('"pool": "/*", # kea-lint-disable-line unknown-key')), [])
})

test('a comment that hides nothing is told, except where its rule was not run', () => {
  const comment = body('# kea-lint-disable-next-line partner-pools-differ', '"valid-lifetime": 4000,')
  assert.deepEqual(rules(comment), ['unused-suppression'])
  assert.deepEqual(rules(comment, { each: true }), [])
  assert.deepEqual(rules(comment, { severity: { 'partner-pools-differ': 'off' } }), [])
  assert.deepEqual(rules(comment, { severity: { 'unused-suppression': 'off' } }), [])
  // Behind brackets that do not match, nobody can say what it would hide.
  assert.ok(!rules('{ "Dhcp4": { "a": [ ] ] ) (\n# kea-lint-disable-next-line out-of-range\n"valid-lifetime": 4000 ] ]').includes('unused-suppression'))
})

test('a file that others include hides its own findings', () => {
  const part = '# kea-lint-disable-next-line unknown-key\n"a-key": 1\n# kea-lint-disable-line wrong-type'
  const found = problems('{ "Dhcp4": { <?include "/site/part.inc"?> } }', {}, { readFile: (uri) => (uri === 'file:///site/part.inc' ? part : undefined) })
  assert.deepEqual(found.map((one) => [one.rule, one.at.source.uri]), [['unused-suppression', 'file:///site/part.inc']])
})

test('what hides nothing is put right or taken away', () => {
  const fixed = (text: string): string[] =>
    problems(text).filter((one) => one.rule === 'unused-suppression').flatMap((one) => (one.fixes?.() ?? []).map((fix) => applyEdits(text, fix.edits)))
  assert.deepEqual(fixed(body('  # kea-lint-disable-next-line wrong-type', '"valid-lifetime": 1,')), [body('"valid-lifetime": 1,')])
  assert.deepEqual(fixed(body('"valid-lifetime": 1, # kea-lint-disable-line wrong-type')), [body('"valid-lifetime": 1,')])
  assert.deepEqual(fixed(body('"a-key": 1, # kea-lint-disable-line wrong-type, unknown-key -- so')), [body('"a-key": 1, # kea-lint-disable-line unknown-key -- so')])
  assert.deepEqual(fixed(body('"a-key": 1, # kea-lint-disable-line unknown-key, wrong-type')), [body('"a-key": 1, # kea-lint-disable-line unknown-key')])
  assert.ok(fixed(body('"a-key": 1, # kea-lint-disable-line unknwn-key')).includes(body('"a-key": 1, # kea-lint-disable-line unknown-key')))
  assert.ok(fixed(body('"a-key": 1, # kea-lint-disable-lin unknown-key')).includes(body('"a-key": 1, # kea-lint-disable-line unknown-key')))
})
