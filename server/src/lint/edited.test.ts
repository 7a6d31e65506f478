/** What is kept of a finding moves with the text: after an edit all findings are those of a file that is read anew. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { createRandom } from '../../test/random'
import { applied, drawSlip } from '../../test/verdicts/mutation'
import type { Slip } from '../../test/verdicts/mutation'
import { editConfig } from '../config/edit'
import { noFiles, parseConfig } from '../config/parse'
import { createLintMemory, defaultLintOptions, lint, lintSteps } from './run'
import type { LintMemory } from './run'
import type { ConfigFile } from '../config/config-file'

const project = process.env['KEA_PROJECT'] ?? process.cwd()

function fixtures(): string[] {
  return readdirSync(path.join(project, 'test-fixtures/lint'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.conf') && !/include|template|\.part/.test(name))
    .sort()
    .map((name) => readFileSync(path.join(project, 'test-fixtures/lint', name), 'utf8'))
    // An editor takes the mark away before it tells offsets.
    .filter((text) => !text.startsWith('\ufeff'))
}

function told(file: ConfigFile, memory: LintMemory): string[] {
  const steps = lintSteps([file], { ...defaultLintOptions, each: true }, memory)
  for (;;) {
    const step = steps.next()
    if (!step.done) continue
    return step.value.problems.map(({ rule, at, pointer, message, related }) => `${at.start}-${at.end} ${pointer} ${rule} ${String(message)} ${related.map((one) => `${one.at.start}-${one.at.end}`).join(' ')}`)
  }
}

test('after edits the findings are those of a file that is read anew', () => {
  const random = createRandom(8)
  const files = fixtures()
  assert.ok(files.length > 400)
  for (let at = 0; at < 200; at++) {
    let text = files[random.below(files.length)] ?? ''
    const memory = createLintMemory()
    let file = parseConfig('file:///a.conf', text, noFiles)
    told(file, memory)
    // A line at the top moves everything; slips elsewhere come on top of it.
    const top = text.indexOf('{') + 1
    const edits: Slip[] = [{ kind: 'entry', start: top, end: top, text: '\n# moved\n' }]
    for (let slip = 0; slip < 3; slip++) {
      const edit = edits.pop() ?? drawSlip(text, random)
      if (!edit) continue
      text = applied(text, edit)
      file = editConfig(file, edit, noFiles)
      assert.deepEqual(told(file, memory), told(parseConfig('file:///a.conf', text, noFiles), createLintMemory()), text)
    }
  }
})

test('a run that keeps nothing says the same', () => {
  const text = fixtures()[0] ?? ''
  const file = parseConfig('file:///a.conf', text, noFiles)
  assert.equal(lint([file], { ...defaultLintOptions, each: true }).problems.length, told(file, createLintMemory()).length)
})

test('a comment that hides a finding moves with the text', () => {
  const text = '{ "Dhcp4": {\n  "valid-lifetime": 4000,\n  # kea-lint-disable-next-line unknown-key\n  "a-key": 1,\n  "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24", "pools": [ ] } ]\n} }'
  const memory = createLintMemory()
  let file = parseConfig('file:///a.conf', text, noFiles)
  const rules = (): string[] => told(file, memory).map((one) => one.split(' ')[2] ?? '')
  const before = rules()
  assert.ok(!before.includes('unknown-key'))
  const edit = (from: string, to: string): void => {
    const start = file.source.text.indexOf(from)
    file = editConfig(file, { start, end: start + from.length, text: to }, noFiles)
  }
  edit('"valid-lifetime": 4000', '"valid-lifetime": 4000,\n  "renew-timer": 900')
  assert.deepEqual(rules(), before)
  edit('"pools": [ ]', '"pools": [ ], "b-key": 1')
  assert.deepEqual(rules().filter((one) => one === 'unknown-key'), ['unknown-key'])
  edit('# kea-lint-disable-next-line', '# no more')
  assert.deepEqual(rules().filter((one) => one === 'unknown-key'), ['unknown-key', 'unknown-key'])
})
