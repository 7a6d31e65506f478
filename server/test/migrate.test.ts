/** Real Kea beside a migration: what the older server takes, the newer one takes once it is migrated. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { parseConfig } from '../src/config/parse'
import type { Release } from '../src/config/release'
import { filesAfter, newFindings } from '../src/language/migrate/after'
import { migrate } from '../src/language/migrate/migrate'
import { defaultLintOptions, noDeploymentSettings } from '../src/lint/run'
import type { Case } from './verdicts/case'
import { realKea } from './verdicts/real'

const corpus = process.env['KEA_CORPUS'] ?? ''
const oracle = process.env['KEA_ORACLE'] ?? ''
const skip = corpus === '' || oracle === '' ? 'KEA_CORPUS and KEA_ORACLE are not both set: no real server is asked' : false

/** Files that real Kea of the release takes. */
function taken(release: Release): string[] {
  const rows = readFileSync(path.join(corpus, 'VERDICTS.tsv'), 'utf8').split('\n').map((line) => line.split('\t'))
  return rows.flatMap(([file = '', version, verdict]) => (version === release && verdict === 'ok' && /^(wild|upstream)/.test(file) ? [path.join(corpus, file)] : []))
}

const none = { readFile: () => undefined, includeFolders: [] }

for (const [from, to] of [['2.2', '2.6'], ['2.2', '3.0'], ['2.6', '3.0']] as const) {
  test(`what real Kea ${from} takes, real Kea ${to} takes after the migration, but for what is told`, { skip }, (context) => {
    const seen = new Set<string>()
    const cases = taken(from).filter((name) => existsSync(name)).flatMap((name) => {
      const text = readFileSync(name, 'utf8')
      if (seen.has(text) || /@\w+@/.test(text)) return []
      seen.add(text)
      const file = parseConfig(pathToFileURL(name).href, text, none)
      const migration = migrate([file], from, to, noDeploymentSettings)
      const [after] = filesAfter([file], migration, none)
      return after?.daemon ? [{ name, before: text, text: after.source.text, daemon: after.daemon, isTold: newFindings([file], [after], from, to, defaultLintOptions).some(({ refusedAt }) => refusedAt !== null) || migration.decisions.some(({ message }) => / refuse/.test(String(message))) }] : []
    })
    const sample = cases.filter((_, at) => at % (Number(process.env['KEA_MIGRATE_EVERY'] ?? 4)) === 0)
    const verdicts = realKea(oracle, '').verdicts(sample.map(({ name, text, daemon }): Case => ({ set: 'migrated', name, daemon, text, release: to, phase: '-t', recorded: undefined })))
    const refused = sample.flatMap(({ name, text, before, isTold }, at) => (verdicts[at]?.isRefused === true && !isTold ? [`${path.relative(corpus, name)}${text === before ? ' (unchanged)' : ''}: ${verdicts[at]?.message ?? ''}`] : []))
    context.diagnostic(`${sample.length} of ${cases.length} files, ${sample.filter(({ text, before }) => text !== before).length} changed, ${verdicts.filter((one) => one?.isRefused).length} refused, all but ${refused.length} of them told`)
    assert.deepEqual(refused, [])
  })
}
