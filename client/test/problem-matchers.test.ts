/** The patterns that read output, in VS Code and on GitHub: each over what kea-lint and real servers print. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'

const project = process.env['KEA_PROJECT'] ?? process.cwd()
const oracle = process.env['KEA_ORACLE']

interface Pattern {
  readonly regexp: string
  readonly file?: number
  readonly line?: number
  readonly column?: number
  readonly severity?: number
  readonly code?: number
  readonly message?: number
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(path.join(project, name), 'utf8'))
}

const { problemMatchers, taskDefinitions } = (readJson('package.json') as { contributes: { problemMatchers: { name: string; owner: string; pattern: Pattern }[]; taskDefinitions: { type: string }[] } }).contributes
const { problemMatcher } = readJson('.github/kea-lint-problem-matcher.json') as { problemMatcher: { owner: string; severity?: string; pattern: [Pattern] }[] }
/** Both sets, by the name of what is read. */
const readers: readonly [where: string, patterns: ReadonlyMap<string, Pattern>][] = [
  ['VS Code', new Map(problemMatchers.map((one) => [one.name, one.pattern]))],
  ['GitHub', new Map(problemMatcher.map((one) => [one.owner, one.pattern[0]]))],
]

type Seen = Readonly<Record<'file' | 'line' | 'column' | 'severity' | 'code' | 'message', string | undefined>> & { readonly by: string }

/** What the matchers make of a line; each line is for one of them at most. */
function see(patterns: ReadonlyMap<string, Pattern>, line: string): Seen | undefined {
  const seen = [...patterns].flatMap(([by, pattern]): Seen[] => {
    const found = new RegExp(pattern.regexp).exec(line)
    const group = (at: number | undefined): string | undefined => (at === undefined ? undefined : found?.[at])
    return found ? [{ by, file: group(pattern.file), line: group(pattern.line), column: group(pattern.column), severity: group(pattern.severity), code: group(pattern.code), message: group(pattern.message) }] : []
  })
  assert.ok(seen.length <= 1, line)
  return seen[0]
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'kea-matchers-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

test('every line of kea-lint --format concise is read, whole', () => {
  const command = path.join(project, 'server/dist/kea-lint.js')
  const run = (format: string): string => spawnSync(process.execPath, [command, '--format', format, path.join(project, 'test-fixtures/workspaces/office-pair')], { cwd: project, encoding: 'utf8' }).stdout
  const { findings } = JSON.parse(run('json')) as { findings: { file: string; line: number; column: number; severity: string; rule: string; message: string }[] }
  const lines = run('concise').trimEnd().split('\n')
  assert.ok(lines.length > 5)
  for (const [where, patterns] of readers) {
    const read = lines.map((line) => see(patterns, line))
    assert.deepEqual(read.map((one) => [one?.file, one?.line, one?.column, one?.code, one?.message]), findings.map((one) => [one.file, String(one.line), String(one.column), one.rule, one.message]), where)
    for (const [at, one] of read.entries()) assert.equal(one?.severity ?? 'info', findings[at]?.severity)
  }
})

test('names with colons, drives and blanks are read whole, and text for people is left alone', () => {
  for (const [, patterns] of readers) {
    assert.equal(see(patterns, 'C:\\Net\\kea dhcp4.conf:12:3: warning: A: [x] is 1:2: [y] [some-rule]')?.file, 'C:\\Net\\kea dhcp4.conf')
    for (const line of ['2 errors, 1 warnings, 0 info.', '      12 |   "valid-lifetme": 1', '2026-11-29 03:22:11.588 INFO  [kea-dhcp4.hosts/1.2] HOSTS_BACKENDS_REGISTERED the following: mysql']) assert.equal(see(patterns, line), undefined, line)
  }
})

/** As Kea 2.2 and 3.0 print them. */
const printed: readonly [line: string, by: string, file: string, place: string][] = [
  ['Syntax check failed with: /etc/kea/kea-dhcp4.conf:2.2-16: got unexpected keyword "valid-lifetme" in Dhcp4 map.', 'kea-syntax', '/etc/kea/kea-dhcp4.conf', '2:2'],
  ['Error encountered: definition for the option \'dhcp4.nope\' having code \'0\' does not exist (/etc/kea/kea-dhcp4.conf:2:29)', 'kea-semantics', '/etc/kea/kea-dhcp4.conf', '2:29'],
]

test('both forms of Kea\'s own messages are read', () => {
  for (const [, patterns] of readers) {
    for (const [line, by, file, place] of printed) {
      const seen = see(patterns, line)
      assert.deepEqual([seen?.by, seen?.file, `${seen?.line ?? ''}:${seen?.column ?? ''}`], [by, file, place])
    }
  }
})

const slips: readonly [name: string, text: string, by: string][] = [
  ['unknown.conf', '{ "Dhcp4": {\n  "valid-lifetme": 1 } }\n', 'kea-syntax'],
  ['comma.conf', '{ "Dhcp4": {\n  "valid-lifetime": 1\n  "renew-timer": 2 } }\n', 'kea-syntax'],
  ['quote.conf', '{ "Dhcp4": {\n  "valid-lifetime: 1 } }\n', 'kea-syntax'],
  ['pool.conf', '{ "Dhcp4": {\n  "subnet4": [ { "id": 1, "subnet": "10.0.0.0/24", "pools": [ { "pool": "10.0.9.1-10.0.9.4" } ] } ] } }\n', 'kea-semantics'],
  ['option.conf', '{ "Dhcp4": {\n  "option-data": [ { "name": "nope", "data": "1" } ] } }\n', 'kea-semantics'],
  ['id.conf', '{ "Dhcp4": {\n  "subnet4": [ { "id": 1, "subnet": "10.0.0.0/24" }, { "id": 1, "subnet": "10.0.1.0/24" } ] } }\n', 'kea-semantics'],
]

for (const release of ['2.2', '2.6', '3.0']) {
  test(`what a real Kea ${release} prints is read once for each slip, at its line`, { skip: oracle ? false : 'no real Kea (KEA_ORACLE)', timeout: 120_000 }, () => {
    for (const [name, text, by] of slips) {
      const file = write(name, text)
      const { stdout, stderr } = spawnSync(oracle ?? '', ['exec', '-b', folder, release, 'kea-dhcp4', '-t', file], { encoding: 'utf8' })
      for (const [where, patterns] of readers) {
        const seen = `${stdout}\n${stderr}`.split('\n').map((line) => see(patterns, line)).filter((one) => one !== undefined)
        assert.deepEqual(seen.map((one) => [one.by, one.file]), [[by, file]], `${where} ${name}: ${stdout}${stderr}`)
        assert.ok(Number(seen[0]?.line) >= 2, name)
      }
    }
  })
}

test('the files are in the form that their readers take', () => {
  assert.deepEqual(taskDefinitions.map((one) => one.type), ['kea-lint'])
  assert.equal(new Set(problemMatcher.map((one) => one.owner)).size, problemMatcher.length)
  for (const { severity, pattern } of problemMatcher) {
    assert.ok(severity === undefined || ['error', 'warning', 'notice'].includes(severity))
    const [{ regexp, message, ...groups }] = pattern
    const count = new RegExp(`${regexp}|`).exec('')?.length ?? 0
    for (const group of [message, ...Object.values(groups)]) assert.ok(typeof group === 'number' && group > 0 && group < count)
  }
})
