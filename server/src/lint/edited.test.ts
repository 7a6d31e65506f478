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
import { Source } from '../config/source'
import { moveProblems } from './moved'
import type { Problem } from './problem'
import { rules } from './rule-list'
import { createLintMemory, defaultLintOptions, hasteSteps, lint, lintSteps } from './run'
import type { LintMemory, LintResult } from './run'
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

const options = { ...defaultLintOptions, each: true }

function through(steps: Generator<void, LintResult>): LintResult {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function lines(problems: readonly Problem[]): string[] {
  return problems.map(({ rule, at, pointer, message, related }) => `${at.start}-${at.end} ${pointer} ${rule} ${String(message)} ${related.map((one) => `${one.at.start}-${one.at.end}`).join(' ')}`)
}

function told(file: ConfigFile, memory: LintMemory): string[] {
  return lines(through(lintSteps([file], options, memory)).problems)
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

test('what is true of the whole text follows what is typed: a comment that hides, a placeholder, and their going', () => {
  const start = '{ "Dhcp4": {\n  "interfaces-config": { "interfaces": [ "eth0" ] },\n  "valid-lifetme": 4000,\n  "renew-timer": 900, "rebind-timer": 800\n} }\n'
  for (const [before, typed] of [['  "valid-lifetme"', '# kea-lint-disable-next-line unknown-key\n'], ['900', '${T1}'], ['900', '{{ t1 }}'], ['{ "Dhcp4"', '{# a #}'], ['{ "Dhcp4"', '# kea-lint-disable-file\n']] as const) {
    let text = start
    let file = parseConfig('file:///a.conf', text, noFiles)
    const memory = createLintMemory()
    const seen = new Set<string>()
    const change = (edit: { start: number; end: number; text: string }): void => {
      text = text.slice(0, edit.start) + edit.text + text.slice(edit.end)
      file = editConfig(file, edit, noFiles)
      const found = told(file, memory)
      assert.deepEqual(found, told(parseConfig('file:///a.conf', text, noFiles), createLintMemory()), text)
      seen.add(found.join())
    }
    const at = start.indexOf(before)
    for (let index = 0; index < typed.length; index++) change({ start: at + index, end: at + index, text: typed.charAt(index) })
    for (let left = typed.length; left > 0; left--) change({ start: at + left - 1, end: at + left, text: '' })
    assert.equal(text, start)
    assert.ok(seen.size > 2)
  }
})

const looksAcross: ReadonlySet<string> = new Set(rules.flatMap((rule) => (rule.scope === 'scope' ? [] : [rule.id])))
const looksAround: ReadonlySet<string> = new Set(rules.flatMap((rule) => (rule.scope === 'scope' ? [rule.id] : [])))

test('at once after an edit all that a text and its schemas tell is right, and other findings stand at what they are about', () => {
  const random = createRandom(21)
  const files = fixtures()
  let moved = 0
  for (let at = 0; at < 200; at++) {
    let text = files[random.below(files.length)] ?? ''
    const memory = createLintMemory()
    let file = parseConfig('file:///a.conf', text, noFiles)
    const before = through(lintSteps([file], options, memory))
    let { across } = before
    const top = text.indexOf('{') + 1
    const edits: Slip[] = [{ kind: 'entry', start: top, end: top, text: '\n# moved\n' }]
    for (let slip = 0; slip < 3; slip++) {
      const edit = edits.pop() ?? drawSlip(text, random)
      if (!edit) continue
      text = applied(text, edit)
      file = editConfig(file, edit, noFiles)
      across = moveProblems(across, file.source, edit)
      const first = through(hasteSteps([file], options, memory, { across, grouping: undefined }))
      const anew = through(lintSteps([parseConfig('file:///a.conf', text, noFiles)], options, createLintMemory()))
      const own = (problems: readonly Problem[]): string[] => lines(problems.filter((one) => !looksAcross.has(one.rule) && !looksAround.has(one.rule)))
      // What follows from a finding that only the later check sees, or does not see any more, comes and goes with that.
      const unsettled = new Set([...first.problems, ...anew.problems].filter((one) => looksAcross.has(one.rule) || looksAround.has(one.rule)).map((one) => one.at.start))
      const sure = (problems: readonly Problem[]): string[] => own(problems.filter((one) => !unsettled.has(one.at.start)))
      assert.deepEqual(sure(first.problems), sure(anew.problems), text)
      for (const { at: place, fixes } of first.problems.filter((one) => looksAcross.has(one.rule))) {
        assert.ok(place.source === file.source && place.start >= 0 && place.end <= text.length && place.start <= place.end)
        assert.equal(fixes, undefined)
      }
      if (slip === 0) {
        // Nothing changed but the place: every finding is there, where it belongs now.
        assert.deepEqual(lines(first.problems), lines(anew.problems), text)
        moved += first.problems.filter((one) => looksAcross.has(one.rule)).length
      }
      assert.deepEqual(told(file, memory), lines(anew.problems), text)
    }
  }
  assert.ok(moved > 50, String(moved))
})

test('a finding that is moved stays with its text, and goes with it', () => {
  const text = '{ "Dhcp4": { "subnet4": [ { "id": 1, "subnet": "192.0.2.0/24" }, { "id": 1, "subnet": "198.51.100.0/24" } ] } }'
  const file = parseConfig('file:///a.conf', text, noFiles)
  const { across } = through(lintSteps([file], options, createLintMemory()))
  const [found] = across.filter((one) => one.rule === 'subnet-id-duplicate')
  assert.ok(found)
  const after = (start: number, end: number, written: string): string[] => {
    const source = new Source('file:///a.conf', applied(text, { kind: 'entry', start, end, text: written }))
    return moveProblems([found], source, { start, end, text: written }).map((one) => source.slice(one.at.start - 6, one.at.end))
  }
  const { at } = found
  assert.deepEqual(after(0, 0, '\n\n'), ['"id": 1'])
  assert.deepEqual(after(at.end + 1, at.end + 3, ''), ['"id": 1'])
  assert.deepEqual(after(at.end, at.end, '2'), ['"id": 1'])
  assert.deepEqual(after(at.start - 4, at.end + 1, ''), [])
  assert.deepEqual(moveProblems([found], new Source('file:///b.conf', ''), { start: 0, end: 0, text: 'x' }), [found])
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
