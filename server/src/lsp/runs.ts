/** Which files are checked together: those of folders whose settings say the same. */
import type { ConfigFile } from '../config/config-file'
import { hasteSteps, lintSteps } from '../lint/run'
import type { LintMemory, LintOptions, LintResult } from '../lint/run'

export interface Run {
  readonly files: ConfigFile[]
  readonly options: LintOptions
}

/** One run over all files, unless their folders want them judged differently. */
export function runsOf(files: readonly ConfigFile[], optionsOf: (uri: string) => LintOptions): Run[] {
  const runs = new Map<string, Run>()
  for (const file of files) {
    const options = optionsOf(file.uri)
    const key = keyOf(options)
    const run = runs.get(key) ?? { files: [], options }
    run.files.push(file)
    runs.set(key, run)
  }
  return [...runs.values()]
}

/** Equal where the same files are judged by the same settings. */
export function keyOfRuns(runs: readonly Run[]): string {
  return JSON.stringify(runs.map(({ options, files }) => [keyOf(options), runs.length > 1 ? files.map((file) => file.uri) : []]))
}

function keyOf({ release, severity, deployment, overrides }: LintOptions): string {
  return JSON.stringify([release, severity, deployment, overrides])
}

/** One after the other; what they find is told as one result. */
export function* stepsOfRuns(runs: readonly Run[], memory: LintMemory): Generator<void, LintResult> {
  const results: LintResult[] = []
  for (const { files, options } of runs) results.push(yield* lintSteps(files, options, memory))
  return joined(results)
}

/** What can be told at once (`hasteSteps`), with what an earlier check of the same runs found across scopes and files. */
export function* hasteOfRuns(runs: readonly Run[], memory: LintMemory, earlier: Pick<LintResult, 'grouping' | 'across'>): Generator<void, LintResult> {
  const results: LintResult[] = []
  for (const { files, options } of runs) {
    const own = new Set(files.flatMap((file) => [file.uri, ...file.includes.flatMap((include) => include.uri ?? [])]))
    const across = runs.length === 1 ? earlier.across : earlier.across.filter((one) => own.has(one.at.source.uri))
    results.push(yield* hasteSteps(files, options, memory, { grouping: runs.length === 1 ? earlier.grouping : undefined, across }))
  }
  return { ...joined(results), grouping: earlier.grouping, across: earlier.across }
}

function joined(results: readonly LintResult[]): LintResult {
  if (results.length === 1 && results[0]) return results[0]
  const groupings = results.flatMap(({ grouping }) => grouping ?? [])
  return {
    problems: results.flatMap(({ problems }) => problems),
    across: results.flatMap(({ across }) => across),
    stale: results.flatMap(({ stale }) => stale),
    grouping: {
      hosts: groupings.flatMap(({ hosts }) => hosts),
      deployments: groupings.flatMap(({ deployments }) => deployments),
      ambiguities: groupings.flatMap(({ ambiguities }) => ambiguities),
    },
  }
}
