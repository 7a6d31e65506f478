/** Real configurations, where they are at hand: KEA_CORPUS names the folder that holds them. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { ConfigFile } from '../config/config-file'
import { noFiles, parseConfig } from '../config/parse'
import { isRelease, releases } from '../config/release'
import type { Release } from '../config/release'
import type { Problem } from './problem'
import { defaultLintOptions, lint } from './run'

const corpus = process.env['KEA_CORPUS'] ?? ''
const skip = corpus === '' ? 'KEA_CORPUS names no folder of real configurations' : false

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name)
      return statSync(file).isDirectory() ? filesBelow(file) : [file]
    })
}

function configFiles(files: readonly string[]): ConfigFile[] {
  return files
    .filter((file) => !/\.(tsv|md)$/.test(file))
    .map((file) => parseConfig(pathToFileURL(file).href, readFileSync(file, 'utf8'), noFiles))
}

function table(file: string): Record<string, string>[] {
  const [head = '', ...rows] = readFileSync(path.join(corpus, file), 'utf8').trimEnd().split('\n')
  const names = head.split('\t')
  return rows.map((row) => Object.fromEntries(row.split('\t').map((cell, at) => [names[at] ?? '', cell])))
}

function where(problem: Problem, root: string): string {
  const { line } = problem.at.source.positionAt(problem.at.start)
  const file = path.relative(root, new URL(problem.at.source.uri).pathname)
  return `${file}:${line + 1} ${problem.pointer} ${problem.severity} ${problem.rule}: ${String(problem.message)}`
}


test('the seed workspaces have exactly the findings their author expects', { skip }, () => {
  const expected = table('seed/EXPECTED.tsv')
  for (const workspace of new Set(expected.map((row) => row['workspace'] ?? ''))) {
    const root = path.join(corpus, 'seed', workspace)
    const each = workspace === 'single'
    const { problems } = lint(configFiles(filesBelow(root)), { ...defaultLintOptions, release: '2.6', each })
    const serious = problems.filter((one) => one.severity !== 'info')
    const rows = expected.filter((row) => row['workspace'] === workspace && row['finding'] !== 'none')
    for (const row of rows) {
      const file = pathToFileURL(path.join(root, row['file'] ?? '')).href
      const found = serious.findIndex(
        (one) => one.at.source.uri === file && one.pointer === row['pointer'] && one.severity === row['severity'],
      )
      assert.notEqual(found, -1, `${workspace}: ${row['finding'] ?? ''} was not found; found instead:\n${serious.map((one) => where(one, root)).join('\n')}`)
      serious.splice(found, 1)
    }
    assert.deepEqual(serious.map((one) => where(one, root)), [], `${workspace} has more`)
  }
})

/** Files that the real server refuses; of a release without one, those that all others refuse. */
function refusedFiles(release: Release): Set<string> {
  const rows = table('VERDICTS.tsv')
  const own = rows.filter((row) => row['version'] === release)
  const files = (verdict: string, of: typeof rows): string[] => of.filter((row) => row['verdict'] === verdict).map((row) => row['file'] ?? '')
  if (own.length > 0) return new Set(files('error', own))
  const taken = new Set(files('ok', rows))
  return new Set(files('error', rows).filter((file) => !taken.has(file)))
}

for (const release of releases) {
  const folder = path.join(corpus, 'upstream', release)
  if (skip === false && !existsSync(folder)) continue
  test(`Kea's own ${release} examples have no error that the real server does not have`, { skip }, () => {
    const refused = refusedFiles(release)
    const foreign = new Set(table('upstream/INDEX.tsv').filter((row) => row['daemon'] === 'not-kea').map((row) => row['file']))
    const own = filesBelow(folder).filter((file) => !foreign.has(path.relative(path.join(corpus, 'upstream'), file)))
    const files = configFiles(own)
    const { problems } = lint(files, { ...defaultLintOptions, release: release, each: true })
    const wrong = problems.filter((one) => {
      const name = path.relative(corpus, new URL(one.at.source.uri).pathname)
      // The verdicts are those of -t; and the examples have passwords that Kea's own packages refuse.
      const isLater = one.refusedAt === '-T' || one.refusedAt === 'start' || String(one.message).endsWith("a password from Kea's examples.")
      return one.severity === 'error' && !isLater && !refused.has(name)
    })
    assert.deepEqual(wrong.map((one) => where(one, corpus)), [])
    const together = lint(files, { ...defaultLintOptions, release: release }).problems
    const acrossFiles = together.filter((one) => one.severity === 'error' && !problems.some((alone) => String(alone.message) === String(one.message)))
    assert.deepEqual(acrossFiles.map((one) => where(one, corpus)), [])
  })
}

test('no file that real Kea accepts is told to be refused by -t', { skip }, () => {
  const wrong: string[] = []
  for (const row of table('VERDICTS.tsv')) {
    const version = row['version'] ?? ''
    if (row['verdict'] !== 'ok' || !isRelease(version)) continue
    const file = path.join(corpus, row['file'] ?? '')
    if (!existsSync(file)) continue
    const { problems } = lint(configFiles([file]), { ...defaultLintOptions, release: version, each: true })
    for (const one of problems) if (one.refusedAt === '-t' && one.severity === 'error') wrong.push(`${version} ${where(one, corpus)}`)
  }
  assert.deepEqual(wrong, [])
})

test('every wild file is answered, all in one run', { skip }, () => {
  const files = configFiles(filesBelow(path.join(corpus, 'wild')))
  assert.ok(files.length > 200)
  const { problems } = lint(files, defaultLintOptions)
  assert.ok(problems.length > 0)
})
