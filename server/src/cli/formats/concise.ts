/** One line a finding, as compilers write them: editors and terminals jump to it. */
import { visible } from '../visible'
import { nameOf, placeOf } from '../report'
import type { Report } from '../report'

export function formatConcise({ problems, cwd, translate }: Report): string {
  return problems
    .map((problem) => {
      const { line, column } = placeOf(problem.at)
      return `${visible(nameOf(problem.at.source.uri, cwd))}:${line}:${column}: ${problem.severity}: ${visible(translate(problem.message))} [${problem.rule}]\n`
    })
    .join('')
}
