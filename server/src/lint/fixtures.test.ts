/** Every rule against its fixtures: a Kea file's own comments say which findings it must have, and on which line. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseConfig } from '../config/parse'
import { beforeOf } from '../../test/rule-fixtures'
import type { ParseEnvironment } from '../config/parse'
import { defaultRelease, isRelease } from '../config/release'
import type { Release } from '../config/release'
import type { Severity } from './problem'
import { ruleEntries } from './rule-list'
import { lint, defaultLintOptions } from './run'

const project = process.env['KEA_PROJECT'] ?? process.cwd()
const fixtures = path.join(project, 'test-fixtures', 'lint')

const disk: ParseEnvironment = {
  readFile(uri) {
    const file = fileURLToPath(uri)
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined
  },
  includeFolders: [],
}

/** Files that only others include, and files as they were, which are no cases by themselves. */
const isAside = (name: string): boolean => name.endsWith('.part') || name.endsWith('.before')

interface Case {
  readonly name: string
  readonly files: string[]
}

function filesBelow(at: string): string[] {
  if (!statSync(at).isDirectory()) return [at]
  return readdirSync(at)
    .sort()
    .flatMap((name) => filesBelow(path.join(at, name)))
}

/** Each file and each folder of a rule's folder is one case, judged by itself. */
function casesOf(rule: string): Case[] {
  const folder = path.join(fixtures, rule)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => !isAside(name))
    .sort()
    .map((name) => ({ name, files: filesBelow(path.join(folder, name)) }))
}

function expectations(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .flatMap((line, at) => {
      const ids = /#\s*expect:\s*([\w-]+(?:\s*,\s*[\w-]+)*)/.exec(line)?.[1]
      return ids ? ids.split(/\s*,\s*/).map((id) => `${path.basename(path.dirname(file))}/${path.basename(file)}:${at + 1} ${id}`) : []
    })
}

function releaseOf(files: readonly string[]): Release {
  for (const file of files) {
    const asked = /^#\s*release:\s*(\S+)/.exec(readFileSync(file, 'utf8'))?.[1]
    if (asked !== undefined && isRelease(asked)) return asked
  }
  return defaultRelease
}

interface Told {
  readonly id: string
  readonly place: string
  readonly help: string
  readonly message: string
  readonly severity: Severity
}

function findings(files: readonly string[]): Told[] {
  const parsed = files.filter((file) => !isAside(file)).map((file) => parseConfig(pathToFileURL(file).href, readFileSync(file, 'utf8'), disk))
  return lint(parsed, { ...defaultLintOptions, release: releaseOf(files), before: beforeOf(new Map(parsed.map((one) => [one.uri, one.source.text]))) }).problems.map((problem) => {
    const file = fileURLToPath(problem.at.source.uri)
    const { line } = problem.at.source.positionAt(problem.at.start)
    return {
      id: problem.rule,
      place: `${path.basename(path.dirname(file))}/${path.basename(file)}:${line + 1} ${problem.rule}`,
      help: String(problem.help),
      message: String(problem.message),
      severity: problem.severity,
    }
  })
}

for (const rule of ruleEntries) {
  test(`${rule.id} finds what its fixtures expect, and nothing else`, () => {
    const cases = casesOf(rule.id)
    assert.ok(cases.some((one) => one.name.startsWith('bad')), `${rule.id} has no bad fixture`)
    assert.ok(cases.some((one) => one.name.startsWith('good')), `${rule.id} has no good fixture`)
    for (const { name, files } of cases) {
      const expected = files.flatMap(expectations).sort()
      // Advice of other rules (a class that nothing uses) is not what this file is about, unless it says so.
      const found = findings(files).filter((one) => one.severity !== 'info' || one.id === rule.id || expected.includes(one.place))
      assert.deepEqual(found.map((one) => one.place).sort(), expected, `${rule.id}/${name}`)
      if (name.startsWith('bad')) assert.ok(found.some((one) => one.id === rule.id), `${rule.id}/${name} does not bring up its rule`)
      for (const one of found) {
        assert.match(one.message, /[.?]$/, `${one.id}: a finding is a sentence`)
        assert.match(one.help, /[.?]$/, `${one.id}: its help is a sentence`)
      }
    }
  })
}

test('every fixture folder belongs to a rule', () => {
  const ids = new Set(ruleEntries.map((rule) => rule.id))
  assert.deepEqual(readdirSync(fixtures).filter((name) => !ids.has(name)), [])
})

test('rule ids are unique, and each rule explains itself', () => {
  assert.equal(new Set(ruleEntries.map((rule) => rule.id)).size, ruleEntries.length)
  for (const rule of ruleEntries) {
    assert.match(rule.id, /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/)
    assert.match(rule.summary, /\.$/, rule.id)
    assert.match(rule.why, /\.$/, rule.id)
    assert.match(rule.manual, /^[a-z0-9-]+\.html#[a-z0-9-]+$/, rule.id)
  }
})

test('the rule reference is the one that the rules give', () => {
  const written = readFileSync(path.join(project, 'RULES.md'), 'utf8')
  for (const rule of ruleEntries) assert.ok(written.includes(`### ${rule.id}\n`) && written.includes(rule.why), `${rule.id}: npm run rules`)
})
