/** What the fixtures claim of `-t`, held against real Kea: KEA_ORACLE names a program that runs one. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { noFiles, parseConfig } from '../config/parse'
import { defaultRelease, isRelease } from '../config/release'
import type { Release } from '../config/release'
import { defaultLintOptions, lint } from './run'

const oracle = process.env['KEA_ORACLE'] ?? ''
const project = process.env['KEA_PROJECT'] ?? process.cwd()
const skip = oracle === '' ? 'KEA_ORACLE names no real Kea' : false
const installed: readonly Release[] = ['2.2', '2.6', '3.0']

/** Whole configurations of the daemons that are checked; not those with includes, which real Kea looks for elsewhere, or with placeholders, which are filled in before. */
function fixtures(): { file: string; text: string; release: Release }[] {
  return readdirSync(path.join(project, 'test-fixtures'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.conf') && !/include|template|part/.test(name))
    .map((name) => path.join(project, 'test-fixtures', name))
    .map((file) => {
      const text = readFileSync(file, 'utf8')
      const asked = /^#\s*release:\s*(\S+)/.exec(text)?.[1] ?? ''
      return { file, text, release: isRelease(asked) ? asked : defaultRelease }
    })
    .filter(({ release }) => installed.includes(release))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
}

/** file → the real server's first error, or undefined where it takes the file. One that died is asked once more: real servers do, rarely, under load. */
function verdicts(release: Release, files: readonly string[], ...options: string[]): Map<string, string | undefined> {
  const first = ask(release, files, options)
  const died = [...first].filter(([, message]) => message?.startsWith('killed by signal')).map(([file]) => file)
  return died.length === 0 ? first : new Map([...first, ...ask(release, died, options)])
}

function ask(release: Release, files: readonly string[], options: readonly string[]): Map<string, string | undefined> {
  const { stdout } = spawnSync(oracle, ['check', ...options, '-j', '2', release, ...files], { encoding: 'utf8', maxBuffer: 1e8 })
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([file = '', , verdict, message]) => [file, verdict === 'ok' ? undefined : (message ?? '')]),
  )
}

/** -T came with 2.3.6. What depends on databases and certificates of the machine is not for this comparison. */
for (const release of installed.filter((one) => one !== '2.2')) {
  test(`Kea ${release} loads High Availability where nothing is told to be refused by -T, and only there`, { skip }, () => {
    const cases = fixtures().filter(({ text }) => text.includes('libdhcp_ha') && !/trust-anchor|postgresql|v4-dnr|"Dhcp6"/.test(text))
    const real = verdicts(release, cases.map((one) => one.file), '--full')
    assert.ok(cases.length > 50)
    for (const { file, text } of cases) {
      const parsed = parseConfig(pathToFileURL(file).href, text, noFiles)
      const { problems } = lint([parsed], { ...defaultLintOptions, release, each: true })
      const told = problems.filter((one) => one.refusedAt === '-t' || one.refusedAt === '-T')
      assert.ok(real.has(file), `${file} was not judged`)
      assert.equal(real.get(file) !== undefined, told.length > 0, `${path.relative(project, file)}: ${real.get(file) ?? 'real Kea loads it'}`)
    }
  })
}

for (const release of installed) {
  test(`Kea ${release} refuses those fixtures that are told to be refused by -t, and takes the others`, { skip }, () => {
    const cases = fixtures().filter((one) => one.release === release)
    const real = verdicts(release, cases.map((one) => one.file))
    assert.ok(cases.length > 0)
    for (const { file, text } of cases) {
      const parsed = parseConfig(pathToFileURL(file).href, text, noFiles)
      if (parsed.daemon === 'dhcp6' || parsed.daemon === 'netconf') continue
      const told = lint([parsed], { ...defaultLintOptions, release, each: true }).problems.filter((one) => one.refusedAt === '-t')
      assert.ok(real.has(file), `${file} was not judged`)
      const refusal = real.get(file)
      const name = path.relative(project, file)
      if (told.length > 0) assert.notEqual(refusal, undefined, `${name}: real Kea takes it, and we say: ${String(told[0]?.message)}`)
      else assert.equal(refusal, undefined, `${name}: real Kea refuses it`)
    }
  })
}
