/** A kea-lint.json together with those that it extends: what is said further on goes before what is built on. */
import { say } from '../text/text'
import { noSettings, readSettings } from './settings'
import type { KnownNames, ProjectSettings, SettingsFile } from './settings'
import type { SettingsProblem } from './settings-reader'

export interface ResolvedSettings {
  readonly settings: ProjectSettings
  readonly problems: readonly SettingsProblem[]
  /** Every file that was read or looked for, the asked one first. */
  readonly files: readonly string[]
  /** For keys and rules: the file that had the last word, such as `keaVersion` or `severity/trailing-comma`. */
  readonly origins: ReadonlyMap<string, string>
}

/** `readFile`: undefined where there is no such file. `text`: of the file itself. */
export function resolveSettings(uri: string, text: string, readFile: (uri: string) => string | undefined, names?: Partial<KnownNames>): ResolvedSettings {
  const files: string[] = []
  const problems: SettingsProblem[] = []
  const origins = new Map<string, string>()
  const settings = read(uri, text, [])
  return { settings, problems, files, origins }

  function read(at: string, content: string, chain: readonly string[]): ProjectSettings {
    if (!files.includes(at)) files.push(at)
    const file = readSettings(content, at, names)
    if (problems.every((one) => one.at.source.uri !== at)) problems.push(...file.problems)
    let base = noSettings
    for (const { uri: next, at: named } of file.bases) {
      if ([...chain, at].includes(next)) {
        tell({ at: named, message: say`This file extends itself, by way of the one that is named here.` })
        continue
      }
      if (!files.includes(next)) files.push(next)
      const found = readFile(next)
      if (found === undefined) tell({ at: named, message: say`There is no such file to extend.` })
      else base = merged(base, read(next, found, [...chain, at]), undefined)
    }
    for (const key of file.keys) if (key !== 'severity') origins.set(key, at)
    for (const rule of Object.keys(file.settings.severity)) origins.set(`severity/${rule}`, at)
    return merged(base, file.settings, file)
  }

  function tell(problem: SettingsProblem): void {
    const isKnown = problems.some((one) => one.at.source.uri === problem.at.source.uri && one.at.start === problem.at.start)
    if (!isKnown) problems.push(problem)
  }
}

/** `file`: where the upper settings come from; undefined for what was put together of several. */
function merged(base: ProjectSettings, upper: ProjectSettings, file: SettingsFile | undefined): ProjectSettings {
  const says = (key: 'hosts' | 'pairs'): boolean => file?.keys.has(key) ?? upper[key].length > 0
  return {
    keaVersion: upper.keaVersion ?? base.keaVersion,
    hosts: says('hosts') ? upper.hosts : base.hosts,
    pairs: says('pairs') ? upper.pairs : base.pairs,
    includeFolders: [...new Set([...upper.includeFolders, ...base.includeFolders])],
    severity: { ...base.severity, ...upper.severity },
    preset: upper.preset ?? base.preset,
    // A preset of one's own takes the place of what was picked below it.
    select: upper.select ?? (upper.preset === undefined ? base.select : undefined),
    ignore: [...new Set([...base.ignore, ...upper.ignore])],
    overrides: [...base.overrides, ...upper.overrides],
    baseline: upper.baseline ?? base.baseline,
  }
}
