/** Findings as Reviewdog's Diagnostic Format, one JSON document a line (rdjsonl). */
import type { TextEdit } from '../../config/rewrite'
import type { Source } from '../../config/source'
import type { Severity } from '../../lint/problem'
import { manualUrl, ruleEntries } from '../../lint/rule-list'
import { relativeName } from '../fingerprint'
import type { Report } from '../report'

const severities: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' }

export function formatRdjsonl({ problems, cwd, translate }: Report): string {
  const manuals = new Map(ruleEntries.map((rule) => [rule.id, rule.manual]))
  return problems
    .map((problem) => {
      const { source, start, end } = problem.at
      const manual = manuals.get(problem.rule)
      // A suggestion is for the file of the finding; of several, the first.
      const fix = problem.fixes?.().find((one) => one.edits.length > 0 && one.edits.every((edit) => edit.source === source))
      const diagnostic = {
        message: `${translate(problem.message)} ${translate(problem.help)}`,
        location: { path: relativeName(source.uri, cwd), range: rangeOf(source, start, end) },
        severity: severities[problem.severity],
        source: { name: 'kea-lint' },
        code: { value: problem.rule, ...(manual !== undefined && { url: manualUrl(manual) }) },
        ...(problem.related.length > 0 && {
          related_locations: problem.related.map(({ at, message }) => ({
            message: translate(message),
            location: { path: relativeName(at.source.uri, cwd), range: rangeOf(at.source, at.start, at.end) },
          })),
        }),
        ...(fix && { suggestions: fix.edits.map(suggestion) }),
      }
      return `${JSON.stringify(diagnostic)}\n`
    })
    .join('')
}

function suggestion({ source, start, end, text }: TextEdit): object {
  return { range: rangeOf(source, start, end), text }
}

/** Columns count octets of UTF-8, from 1; the end is the one behind the last. */
function rangeOf(source: Source, start: number, end: number): object {
  return { start: positionOf(source, start), end: positionOf(source, end) }
}

function positionOf(source: Source, offset: number): { line: number; column: number } {
  const { line, character } = source.positionAt(offset)
  return { line: line + 1, column: Buffer.byteLength(source.lineText(line).slice(0, character)) + 1 }
}
