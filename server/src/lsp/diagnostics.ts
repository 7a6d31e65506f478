/** Problems as an editor shows them. */
import type { Diagnostic } from 'vscode-languageserver'
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver'
import type { Release } from '../config/release'
import type { Span } from '../config/source'
import type { Problem, Severity } from '../lint/problem'
import { manualUrl, ruleEntries } from '../lint/rule-list'
import { verdict } from '../lint/verdict'
import type { Translate } from '../text/text'

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
}

const manuals: ReadonlyMap<string, string> = new Map(ruleEntries.map((rule) => [rule.id, rule.manual]))

export function toDiagnostic(problem: Problem, release: Release, translate: Translate): Diagnostic {
  const manual = manuals.get(problem.rule)
  return {
    source: 'kea',
    code: problem.rule,
    ...(manual !== undefined && { codeDescription: { href: manualUrl(manual) } }),
    severity: severities[problem.severity],
    range: toRange(problem.at),
    message: [problem.message, problem.help, verdict(problem, release)].map(translate).join('\n'),
    ...(problem.rule === 'deprecated-key' && { tags: [DiagnosticTag.Deprecated] }),
    ...(problem.related.length > 0 && {
      relatedInformation: problem.related.map((one) => ({
        location: { uri: one.at.source.uri, range: toRange(one.at) },
        message: translate(one.message),
      })),
    }),
  }
}

export function toRange(span: Span): Diagnostic['range'] {
  return { start: span.source.positionAt(span.start), end: span.source.positionAt(span.end) }
}
