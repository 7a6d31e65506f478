/** The files that verdicts are compared over. KEA_CORPUS names their folder; the recorded rule cases stand in `facts` beside it (KEA_FACTS). */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { isRelease } from '../../src/config/release'
import type { Release } from '../../src/config/release'
import type { Case, Phase } from './case'
import { daemonNamed } from './case'

/** The releases of which there is a real server. */
export const realReleases: readonly Release[] = ['2.2', '2.6', '3.0']

export function allCases(corpus: string): Case[] {
  return [...ruleCases(process.env['KEA_FACTS'] ?? path.join(corpus, '../facts')), ...unitCases(corpus), ...folderCases(corpus, 'upstream'), ...folderCases(corpus, 'wild')]
}

interface RuleCase {
  readonly rule: string
  readonly daemon: string
  readonly option: Phase
  readonly config: unknown
  readonly results: Readonly<Record<string, { readonly exit: number; readonly text?: string }>>
}

function ruleCases(facts: string): Case[] {
  const file = path.join(facts, 'rule-cases.json')
  if (!existsSync(file)) return []
  const cases: Case[] = []
  for (const [at, one] of (JSON.parse(readFileSync(file, 'utf8')) as RuleCase[]).entries()) {
    const daemon = daemonNamed(one.daemon)
    const text = typeof one.config === 'string' ? one.config : JSON.stringify(one.config, null, 2)
    if (!daemon) continue
    for (const [version, { exit, text: message = '' }] of Object.entries(one.results)) {
      const release = seriesOf(version)
      // 134: the server aborts, which is no verdict.
      if (release && exit !== 134) cases.push({ set: 'rule-cases', name: `${at} ${one.rule}`, daemon, text, release, phase: one.option, recorded: { isRefused: exit !== 0, message } })
    }
  }
  return cases
}

/** What Kea's own tests feed to Kea. Whole files of releases and daemons without a real server here keep the verdict that those tests expect. */
function unitCases(corpus: string): Case[] {
  const cases: Case[] = []
  for (const row of table(path.join(corpus, 'unit/INDEX.tsv'))) {
    const { file = '', daemon: name = '', mode = '' } = row
    const daemon = daemonNamed(name)
    if (!daemon) continue
    const text = readFileSync(path.join(corpus, 'unit', file), 'utf8')
    const phase: Phase = mode === 'ha' ? '-T' : '-t'
    const isWhole = mode === 'full' || mode === 'sub'
    const versions = new Set((row['version'] ?? '').split(',').map(seriesOf))
    if (daemon !== 'dhcp6') for (const release of realReleases) cases.push({ set: 'unit', name: file, daemon, text, release, phase, recorded: undefined })
    for (const release of versions) {
      if (!release || !isWhole || (daemon !== 'dhcp6' && realReleases.includes(release))) continue
      cases.push({ set: 'unit', name: file, daemon, text, release, phase, recorded: { isRefused: row['expected'] === 'error', message: row['message'] ?? '' } })
    }
  }
  return unique(cases)
}

function unique(cases: readonly Case[]): Case[] {
  return [...new Map(cases.map((one) => [`${one.name} ${one.release} ${one.phase}`, one])).values()]
}

function folderCases(corpus: string, set: string): Case[] {
  const cases: Case[] = []
  for (const row of table(path.join(corpus, set, 'INDEX.tsv'))) {
    const daemon = daemonNamed(row['daemon'] ?? '')
    const file = path.join(corpus, set, row['file'] ?? '')
    if (!daemon || daemon === 'dhcp6' || !existsSync(file) || !statSync(file).isFile()) continue
    const text = readFileSync(file, 'utf8')
    // The included files are not at hand.
    if (/<\?include/.test(text)) continue
    for (const release of realReleases) cases.push({ set, name: row['file'] ?? '', daemon, text, release, phase: '-t', recorded: undefined })
  }
  return cases
}

function seriesOf(version: string): Release | undefined {
  const series = version.split('.').slice(0, 2).join('.')
  return isRelease(series) ? series : undefined
}

function table(file: string): Record<string, string>[] {
  if (!existsSync(file)) return []
  const [head = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const names = head.split('\t')
  return rows.map((row) => Object.fromEntries(row.split('\t').map((cell, at) => [names[at] ?? '', cell])))
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort()
}
