/** Tells the editor the findings of each file, where they are others than it has. */
import type { Diagnostic } from 'vscode-languageserver'
import { DiagnosticSeverity } from 'vscode-languageserver'
import type { Release } from '../config/release'
import type { SettingsProblem } from '../deployment/settings'
import type { BaselineEntry } from '../lint/baseline'
import type { Problem, Severity } from '../lint/problem'
import { say } from '../text/text'
import type { Translate } from '../text/text'
import { rangeOf } from '../language/range'
import { toDiagnostic } from './diagnostics'
import type { Session } from './session'

/** Nobody reads more, and each change sends all that are shown. */
const mostShown = 1000

/** `stale`: entries of baselines that are no longer found. */
export type Publish = (problems: readonly Problem[], ofSettings: readonly SettingsProblem[], stale: readonly BaselineEntry[]) => void

interface Told {
  readonly problems: readonly Problem[]
  readonly release: Release
  readonly key: string
}

export function createPublisher({ connection, documents, release: releaseOf, translate }: Session): Publish {
  const told = new Map<string, Told>()

  return (problems, ofSettings, stale) => {
    const byFile = grouped(problems, (one) => one.at.source.uri)
    const settings = grouped(ofSettings, (one) => one.at.source.uri)
    const gone = grouped(stale, (one) => one.at.source.uri)
    for (const uri of new Set([...byFile.keys(), ...settings.keys(), ...gone.keys(), ...told.keys()])) {
      const own = byFile.get(uri) ?? []
      const release = releaseOf(uri)
      const before = told.get(uri)
      const ofFile = settings.get(uri) ?? []
      if (before?.release === release && ofFile.length === 0 && own.length > 0 && isSame(before.problems, own)) continue
      const diagnostics = [...ofFile.map((one) => toSettingsDiagnostic(one, translate)), ...(gone.get(uri) ?? []).map((one) => toStaleDiagnostic(one, translate)), ...shown(own, release, translate)]
      const key = JSON.stringify(diagnostics)
      if (diagnostics.length === 0) told.delete(uri)
      else told.set(uri, { problems: own, release, key })
      if (key === (before?.key ?? '[]')) continue
      const version = documents.version(uri)
      void connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) })
    }
  }
}

function grouped<T>(all: readonly T[], of: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const list = groups.get(of(one))
    if (list) list.push(one)
    else groups.set(of(one), [one])
  }
  return groups
}

/** The same objects: what was looked at again is made anew. */
function isSame(one: readonly Problem[], other: readonly Problem[]): boolean {
  return one.length === other.length && one.every((problem, at) => problem === other[at])
}

const order: readonly Severity[] = ['error', 'warning', 'info']

/** Of too many the gravest, and that there are more. */
function shown(problems: readonly Problem[], release: Release, translate: Translate): Diagnostic[] {
  if (problems.length <= mostShown) return problems.map((one) => toDiagnostic(one, release, translate))
  const gravest = order.flatMap((severity) => problems.filter((one) => one.severity === severity)).slice(0, mostShown)
  const message = translate(say`${problems.length} findings in this file: the gravest ${mostShown} are shown.`)
  const start = { line: 0, character: 0 }
  return [{ source: 'kea', severity: DiagnosticSeverity.Information, range: { start, end: start }, message }, ...gravest.map((one) => toDiagnostic(one, release, translate))]
}

function toSettingsDiagnostic({ at, message }: SettingsProblem, translate: Translate): Diagnostic {
  return { source: 'kea', severity: DiagnosticSeverity.Error, range: rangeOf(at), message: translate(message) }
}

function toStaleDiagnostic({ at, rule }: BaselineEntry, translate: Translate): Diagnostic {
  const message = translate(say`There is no ${rule} at this place any more: take the entry out.`)
  return { source: 'kea', severity: DiagnosticSeverity.Information, range: rangeOf(at), message }
}
