/** What kea-lint.json and the files that it names say of the workspace, kept from one look to the next. */
import type { Diagnostic } from 'vscode-languageserver'
import { DiagnosticSeverity } from 'vscode-languageserver'
import { resolveSettings } from '../deployment/settings-chain'
import { noSettings } from '../deployment/settings'
import type { ProjectSettings, SettingsProblem } from '../deployment/settings'
import { readBaseline } from '../lint/baseline'
import type { Baseline, BaselineEntry } from '../lint/baseline'
import { choose } from '../lint/choice'
import type { Choice } from '../lint/choice'
import { knownNames } from '../lint/names'
import { say } from '../text/text'
import type { Translate } from '../text/text'

export interface Project {
  readonly settings: ProjectSettings
  readonly choice: Choice
  readonly baseline: Baseline | undefined
  readonly problems: readonly SettingsProblem[]
  /** The kea-lint.json; undefined where there is none. */
  readonly file: string | undefined
  /** It and everything that it builds on: when one changes, all is read again. */
  readonly files: readonly string[]
}

export const noProject: Project = { settings: noSettings, choice: choose(noSettings), baseline: undefined, problems: [], file: undefined, files: [] }

/** The first of the files that is there counts. */
export function readProject(candidates: readonly string[], readFile: (uri: string) => string | undefined): Project {
  for (const uri of candidates) {
    const text = readFile(uri)
    if (text === undefined) continue
    const { settings, problems, files } = resolveSettings(uri, text, readFile, knownNames)
    const known = settings.baseline === undefined ? undefined : readFile(settings.baseline)
    const read = settings.baseline !== undefined && known !== undefined ? readBaseline(known, settings.baseline) : undefined
    return {
      settings,
      choice: choose(settings),
      baseline: read?.baseline,
      problems: [...problems, ...(read?.problems ?? [])],
      file: uri,
      files: [...files, ...(settings.baseline === undefined ? [] : [settings.baseline])],
    }
  }
  return noProject
}

/** What is wrong with the settings, and which entries of the baseline have gone, for each file. */
export function settingsDiagnostics(problems: readonly SettingsProblem[], stale: readonly BaselineEntry[], translate: Translate): Map<string, Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>()
  const add = ({ at, message }: SettingsProblem, severity: DiagnosticSeverity): void => {
    const range = { start: at.source.positionAt(at.start), end: at.source.positionAt(at.end) }
    byFile.set(at.source.uri, [...(byFile.get(at.source.uri) ?? []), { source: 'kea', severity, range, message: translate(message) }])
  }
  for (const problem of problems) add(problem, DiagnosticSeverity.Error)
  for (const { at, rule } of stale) add({ at, message: say`There is no ${rule} at this place any more: take the entry out.` }, DiagnosticSeverity.Information)
  return byFile
}
