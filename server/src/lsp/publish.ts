/** Sends the findings of a check: those of a file again only when they changed. */
import type { Diagnostic } from 'vscode-languageserver'
import { DiagnosticSeverity } from 'vscode-languageserver'
import type { SettingsProblem } from '../deployment/settings'
import type { LintResult } from '../lint/run'
import { toDiagnostic } from './diagnostics'
import type { Session } from './session'

export function createPublisher({ connection, documents, release, translate }: Session): (result: LintResult, settingsProblems: readonly SettingsProblem[]) => void {
  let published = new Map<string, string>()

  return (result, settingsProblems) => {
    const byFile = new Map<string, Diagnostic[]>()
    const add = (uri: string, diagnostic: Diagnostic): void => {
      const list = byFile.get(uri)
      if (list) list.push(diagnostic)
      else byFile.set(uri, [diagnostic])
    }
    for (const problem of result.problems) add(problem.at.source.uri, toDiagnostic(problem, release(problem.at.source.uri), translate))
    for (const { at, message } of settingsProblems) {
      const range = { start: at.source.positionAt(at.start), end: at.source.positionAt(at.end) }
      add(at.source.uri, { source: 'kea', severity: DiagnosticSeverity.Error, range, message: translate(message) })
    }
    const next = new Map<string, string>()
    for (const uri of new Set([...byFile.keys(), ...published.keys()])) {
      const diagnostics = byFile.get(uri) ?? []
      const version = documents.version(uri)
      const key = JSON.stringify(diagnostics)
      if (diagnostics.length > 0) next.set(uri, key)
      if (published.get(uri) === key) continue
      void connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) })
    }
    published = next
  }
}
