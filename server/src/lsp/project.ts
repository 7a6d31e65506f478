/** What a kea-lint.json and the files that it names say. */
import { resolveSettings } from '../deployment/settings-chain'
import type { ProjectSettings, SettingsProblem } from '../deployment/settings'
import { readBaseline } from '../lint/baseline'
import type { Baseline } from '../lint/baseline'
import { choose } from '../lint/choice'
import type { Choice } from '../lint/choice'
import { knownNames } from '../lint/names'

export interface Project {
  readonly settings: ProjectSettings
  readonly choice: Choice
  readonly baseline: Baseline | undefined
  readonly problems: readonly SettingsProblem[]
  /** The kea-lint.json. */
  readonly uri: string
  /** It and everything that it builds on: when one changes, all is read again. */
  readonly files: readonly string[]
}

/** Undefined where there is no such file. */
export function readProject(uri: string, readFile: (uri: string) => string | undefined): Project | undefined {
  const text = readFile(uri)
  if (text === undefined) return undefined
  const { settings, problems, files } = resolveSettings(uri, text, readFile, knownNames)
  const { baseline } = settings
  const known = baseline === undefined ? undefined : readFile(baseline)
  const read = baseline !== undefined && known !== undefined ? readBaseline(known, baseline) : undefined
  return {
    settings,
    choice: choose(settings),
    baseline: read?.baseline,
    problems: [...problems, ...(read?.problems ?? [])],
    uri,
    files: [...files, ...(baseline === undefined ? [] : [baseline])],
  }
}
