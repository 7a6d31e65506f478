/** An explanation as a tree of lines, each with the place in a file that it comes from. */
import path from 'node:path'
import { stepTitles } from '../explain/explanation'
import type { Explanation, Place, Step } from '../explain/explanation'

const signs = { yes: '+', no: '-', info: ' ' } as const
/** Places are told from `folder` on. */
export function printExplanation({ summary, servers }: Explanation, folder: string): string {
  const lines = [summary]
  for (const { server, summary: own, steps } of servers) {
    lines.push('', `${server}: ${own}`)
    let kind: Step['kind'] | undefined
    for (const step of steps) {
      if (step.kind !== kind) lines.push(`  ${stepTitles[step.kind]}`)
      kind = step.kind
      printStep(step, 2, folder, lines)
    }
  }
  return `${lines.join('\n')}\n`
}

function printStep({ verdict, text, place, parts }: Step, depth: number, folder: string, lines: string[]): void {
  lines.push(`${'  '.repeat(depth)}${signs[verdict]} ${text}${place ? `  [${showPlace(place, folder)}]` : ''}`)
  for (const part of parts ?? []) printStep(part, depth + 1, folder, lines)
}

function showPlace({ file, line, column }: Place, folder: string): string {
  const relative = path.relative(folder, file)
  return `${relative.startsWith('..') ? file : relative}:${line}:${column}`
}
