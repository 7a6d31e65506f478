/** Real files, from release to release: what a migration writes can be read, keeps comments, is done at once, and cures what it could. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ConfigFile } from '../../config/config-file'
import { parseConfig } from '../../config/parse'
import type { ParseEnvironment } from '../../config/parse'
import { releases } from '../../config/release'
import type { Release } from '../../config/release'
import { defaultLintOptions, lint, noDeploymentSettings } from '../../lint/run'
import { filesAfter } from './after'
import { migrate } from './migrate'
import type { TextEdit } from '../../config/rewrite'

const corpus = process.env['KEA_CORPUS'] ?? ''
const skip = corpus === '' ? 'KEA_CORPUS is not set: the corpus is not looked at' : false

export const disk: ParseEnvironment = {
  includeFolders: [],
  readFile: (uri) => {
    const file = fileURLToPath(uri)
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined
  },
}

function folders(): string[][] {
  const names = ['wild', 'upstream'].flatMap((part) => {
    const at = path.join(corpus, part)
    return readdirSync(at, { recursive: true, withFileTypes: true }).flatMap((one) => (one.isFile() && /\.(conf|json)$/.test(one.name) ? [path.join(one.parentPath, one.name)] : []))
  })
  const byFolder = new Map<string, string[]>()
  for (const name of names) byFolder.set(path.dirname(name), [...(byFolder.get(path.dirname(name)) ?? []), name])
  return [...byFolder.values()]
}

const ways: readonly (readonly [Release, Release])[] = [['2.2', '2.6'], ['2.2', '3.0'], ['2.4', '3.2'], ['2.6', '3.0'], ['3.0', '3.2']]

const cured = new Set(['deprecated-key', 'key-not-in-release'])

/** Those in lines of their own, but for what a change takes away with its entry. */
function comments({ source }: ConfigFile, edits: readonly TextEdit[] = []): string[] {
  let offset = 0
  return source.text.split('\n').flatMap((line) => {
    const start = offset
    offset += line.length + 1
    const goes = edits.some((one) => one.text === '' && one.start <= start && start + line.length <= one.end)
    return goes ? [] : (/^\s*((?:#|\/\/).*?)\s*$/.exec(line)?.[1] ?? [])
  })
}

test('every file of the corpus to newer releases', { skip }, () => {
  let changed = 0
  for (const names of folders()) {
    const files = names.map((name) => parseConfig(pathToFileURL(name).href, readFileSync(name, 'utf8'), disk))
    for (const [from, to] of ways) changed += check(files, from, to)
  }
  assert.ok(changed > 1000, `${changed} files were changed`)
})

test('every file of the corpus back to each older release', { skip }, () => {
  for (const names of folders()) {
    const files = names.map((name) => parseConfig(pathToFileURL(name).href, readFileSync(name, 'utf8'), disk))
    for (const to of releases.slice(0, -1)) check(files, '3.2', to, false)
  }
})

function check(files: readonly ConfigFile[], from: Release, to: Release, cures = true): number {
  const migration = migrate(files, from, to, noDeploymentSettings)
  for (const [uri, edits] of migration.edits) {
    const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
    for (const [at, edit] of sorted.entries()) {
      const next = sorted[at + 1]
      assert.ok(!next || edit.end <= next.start, `${uri} ${from} → ${to}: ${JSON.stringify([edit.text, next?.text])} overlap`)
    }
  }
  const after = filesAfter(files, migration, disk)
  const again = migrate(after, to, to, noDeploymentSettings)
  assert.deepEqual([...again.edits].map(([uri, edits]) => [uri, edits.map(({ start, text }) => [start, text])]), [], `${from} → ${to} again`)
  const settled = new Set(migration.decisions.map(({ at }) => at.source.uri))
  for (const file of after) {
    const before = files.find((one) => one.uri === file.uri)
    assert.ok(before)
    const where = `${file.uri} ${from} → ${to}`
    assert.deepEqual(file.problems.filter((one) => one.at.source === file.source).map((one) => one.code), before.problems.filter((one) => one.at.source === before.source).map((one) => one.code), where)
    const kept = comments(file)
    assert.deepEqual(comments(before, migration.edits.get(file.uri)).filter((one) => !kept.includes(one)), [], where)
    if (!cures || before.problems.length > 0) continue
    const left = lint([file], { ...defaultLintOptions, release: to, each: true }).problems.filter((one) => cured.has(one.rule))
    if (left.length === 0) continue
    const known = lint([before], { ...defaultLintOptions, release: from, each: true }).problems.filter((one) => one.rule === 'key-not-in-release').map((one) => String(one.message))
    const open = left.filter((one) => !known.some((message) => message.split(' ')[0] === String(one.message).split(' ')[0]))
    assert.ok(open.length === 0 || settled.has(file.uri), `${where}: ${open.map((one) => String(one.message)).join(' ')}`)
  }
  return migration.edits.size
}
