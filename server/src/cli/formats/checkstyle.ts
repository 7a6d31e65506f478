/** Findings as Checkstyle's XML, which Jenkins' Warnings plug-in and many others read. */
import { placeOf, relativeName } from '../report'
import type { Report } from '../report'
import { attributes } from './xml'

export function formatCheckstyle({ problems, cwd, translate }: Report): string {
  const names = [...new Set(problems.map((problem) => problem.at.source.uri))]
  const files = names.map((uri) => {
    const errors = problems
      .filter((problem) => problem.at.source.uri === uri)
      .map((problem) => {
        const { line, column } = placeOf(problem.at)
        const message = `${translate(problem.message)} ${translate(problem.help)}`
        return `    <error${attributes({ line, column, severity: problem.severity, message, source: `kea-lint.${problem.rule}` })}/>\n`
      })
    return `  <file${attributes({ name: relativeName(uri, cwd) })}>\n${errors.join('')}  </file>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${files.join('')}</checkstyle>\n`
}
