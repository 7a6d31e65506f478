/** Problems as an editor shows them. */
import type { Diagnostic } from 'vscode-languageserver'
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver'
import type { Release } from '../config/release'
import type { Problem, Severity } from '../lint/problem'
import { manualUrl, ruleEntries } from '../lint/rule-list'
import { verdict } from '../lint/verdict'
import type { Translate } from '../text/text'
import { rangeOf } from '../language/range'

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
    range: rangeOf(problem.at),
    message: [problem.message, problem.help, verdict(problem, release)].map(translate).join('\n'),
    ...(problem.rule === 'deprecated-key' && { tags: [DiagnosticTag.Deprecated] }),
    ...(problem.related.length > 0 && {
      relatedInformation: problem.related.map((one) => ({
        location: { uri: one.at.source.uri, range: rangeOf(one.at) },
        message: translate(one.message),
      })),
    }),
  }
}
