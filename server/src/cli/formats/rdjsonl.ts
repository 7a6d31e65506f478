/** Findings as Reviewdog's Diagnostic Format, one JSON document a line (rdjsonl). */
import type { TextEdit } from '../../config/rewrite'
import type { Source } from '../../config/source'
import type { Severity } from '../../lint/problem'
import { manualUrl, ruleEntries } from '../../lint/rule-list'
import { relativeName } from '../report'
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
        ...(fix && { suggestions: [suggestion(fix.edits)] }),
      }
      return `${JSON.stringify(diagnostic)}\n`
    })
    .join('')
}

/** Suggestions of one diagnostic are alternatives: the edits of a fix become one that spans them. */
function suggestion(edits: readonly TextEdit[]): object {
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
  const [first] = inOrder
  if (!first) return {}
  let at = first.start
  let text = ''
  for (const edit of inOrder) {
    text += first.source.text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return { range: rangeOf(first.source, first.start, at), text }
}

/** Columns count octets of UTF-8, from 1; the end is the one behind the last. */
function rangeOf(source: Source, start: number, end: number): object {
  return { start: positionOf(source, start), end: positionOf(source, end) }
}

function positionOf(source: Source, offset: number): { line: number; column: number } {
  const { line, character } = source.positionAt(offset)
  return { line: line + 1, column: Buffer.byteLength(source.lineText(line).slice(0, character)) + 1 }
}
