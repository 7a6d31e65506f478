/** Which files are checked together: those of folders whose settings say the same. */
import type { ConfigFile } from '../config/config-file'
import { lintSteps } from '../lint/run'
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
    const key = JSON.stringify([options.release, options.severity, options.deployment])
    const run = runs.get(key) ?? { files: [], options }
    run.files.push(file)
    runs.set(key, run)
  }
  return [...runs.values()]
}

/** One after the other; what they find is told as one result. */
export function* runSteps(runs: readonly Run[], memory: LintMemory): Generator<void, LintResult> {
  const results: LintResult[] = []
  for (const { files, options } of runs) results.push(yield* lintSteps(files, options, memory))
  if (results.length === 1 && results[0]) return results[0]
  const groupings = results.flatMap(({ grouping }) => grouping ?? [])
  return {
    problems: results.flatMap(({ problems }) => problems),
    grouping: {
      hosts: groupings.flatMap(({ hosts }) => hosts),
      deployments: groupings.flatMap(({ deployments }) => deployments),
      ambiguities: groupings.flatMap(({ ambiguities }) => ambiguities),
    },
  }
}
