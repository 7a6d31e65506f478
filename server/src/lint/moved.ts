/** Findings of a check that is over, carried over an edit of the text: they stay with what they are about. */
import type { Edit } from '../config/edit'
import type { Source, Span } from '../config/source'
import type { Problem } from './problem'

/** Those in text that was replaced are gone. `source`: the text after the edit, of the same name. */
export function moveProblems(problems: readonly Problem[], source: Source, edit: Edit): Problem[] {
  return problems.flatMap((problem) => {
    const isHere = problem.at.source.uri === source.uri
    if (!isHere && !problem.related.some((one) => one.at.source.uri === source.uri)) return [problem]
    const at = moveSpan(problem.at, source, edit)
    if (!at) return []
    const related = problem.related.flatMap((one) => {
      const moved = moveSpan(one.at, source, edit)
      return moved ? [{ ...one, at: moved }] : []
    })
    return [moveTo(problem, at, related)]
  })
}

/** What would cure it was meant for the text before. */
function moveTo(problem: Problem, at: Span, related: Problem['related']): Problem {
  const { rule, severity, refusedAt, refusedUnless, message, help } = problem
  return {
    rule,
    severity,
    refusedAt,
    ...(refusedUnless !== undefined && { refusedUnless }),
    at,
    get pointer() {
      return problem.pointer
    },
    message,
    help,
    related,
  }
}

function moveSpan(span: Span, source: Source, edit: Edit): Span | undefined {
  if (span.source.uri !== source.uri) return span
  const delta = edit.text.length - (edit.end - edit.start)
  if (span.end <= edit.start) return { source, start: span.start, end: span.end }
  if (span.start >= edit.end) return { source, start: span.start + delta, end: span.end + delta }
  if (span.start <= edit.start && span.end >= edit.end) return { source, start: span.start, end: span.end + delta }
  return undefined
}
