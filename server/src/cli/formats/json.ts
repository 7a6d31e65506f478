/** Findings as one JSON document, for programs. */
import { nameOf, placeOf } from '../report'
import type { Report } from '../report'

/** Of the document's shape. */
const version = 1

export function formatJson({ problems, cwd, translate }: Report): string {
  const findings = problems.map((problem) => ({
    file: nameOf(problem.at.source.uri, cwd),
    ...placeOf(problem.at),
    pointer: problem.pointer,
    rule: problem.rule,
    severity: problem.severity,
    refusedAt: problem.refusedAt,
    message: translate(problem.message),
    help: translate(problem.help),
    related: problem.related.map(({ at, message }) => {
      const { line, column } = placeOf(at)
      return { file: nameOf(at.source.uri, cwd), line, column, message: translate(message) }
    }),
  }))
  return `${JSON.stringify({ version, findings }, null, 2)}\n`
}
