/** The baseline on disk: which one counts, and how it is written. */
import path from 'node:path'
import { URI } from 'vscode-uri'
import { entriesOf, readBaseline, writeBaseline } from '../lint/baseline'
import type { Baseline, BaselineEntry } from '../lint/baseline'
import type { Problem } from '../lint/problem'
import { listed } from '../text/listed'
import { say } from '../text/text'
import type { Text } from '../text/text'
import type { Arguments } from './arguments'
import type { FoundSettings } from './find-settings'
import { reasonOf } from './reason'
import { placeOf } from './report'
import { shown, uriOf } from './speak'
import type { World } from './world'

/** Undefined where none was asked for; a sentence where it cannot be used. */
export function findBaseline(asked: Arguments, { settings }: FoundSettings, world: World): Baseline | undefined | Text {
  const uri = asked.baseline === undefined ? settings.baseline : uriOf(path.resolve(world.cwd, asked.baseline))
  if (uri === undefined) return asked.baselineChange === undefined ? undefined : say`Name the baseline: --baseline FILE, or "baseline" in kea-lint.json.`
  let text
  try {
    text = new TextDecoder().decode(world.readFile(URI.parse(uri).fsPath))
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (isMissing && asked.baselineChange === 'update') return { uri, entries: [] }
    return isMissing ? say`${shown(uri, world.cwd)}: ${reasonOf(error)}. Write it by --update-baseline.` : say`${shown(uri, world.cwd)}: ${reasonOf(error)}.`
  }
  const { baseline, problems } = readBaseline(text, uri)
  const [first] = problems
  if (!first || asked.baselineChange === 'update') return baseline
  const { line, column } = placeOf(first.at)
  return say`${shown(uri, world.cwd)}:${line}:${column}: ${first.message}`
}

/** With what is found now; entries of files that were not looked at stay. */
export function updated(baseline: Baseline, problems: readonly Problem[], judged: ReadonlySet<string>): string {
  return writeBaseline(baseline.uri, [...baseline.entries.filter(({ uri }) => !judged.has(uri)), ...entriesOf(problems)])
}

export function pruned(baseline: Baseline, stale: readonly BaselineEntry[]): string {
  return writeBaseline(baseline.uri, baseline.entries.filter((one) => !stale.includes(one)))
}

export function sayStale(stale: readonly BaselineEntry[], cwd: string): Text {
  const [first] = stale
  const names = [...new Set(stale.map((one) => one.rule))]
  if (stale.length === 1 && first) return say`1 entry of the baseline is no longer found (${first.rule} in ${shown(first.uri, cwd)}): --prune-baseline takes it out.`
  return say`${stale.length} entries of the baseline are no longer found (${listed(names.slice(0, 5))}): --prune-baseline takes them out.`
}
