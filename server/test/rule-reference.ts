/** What the reference of rules is written from: the rules, and what their fixtures show of their fixes. */
import type { ConfigFile } from '../src/config/config-file'
import { fixabilityOf } from '../src/lint/fixable'
import { ruleEntries } from '../src/lint/rule-list'
import { defaultLintOptions, lint } from '../src/lint/run'
import type { Problem } from '../src/lint/problem'
import { beforeOf, parsed, ruleCases } from './rule-fixtures'
import type { RuleCase } from './rule-fixtures'

export { manualUrl, ruleEntries } from '../src/lint/rule-list'

export function fixability(): ReturnType<typeof fixabilityOf> {
  return fixabilityOf(ruleCases().flatMap(found))
}

interface Example {
  fix?: 'sure' | 'asked'
  refusedAt?: string
  bad?: string
  good?: string
}

/** Rule → what `kea-lint explain` shows of it: the shortest of its fixtures that are one file. */
export function examples(): Record<string, Example> {
  const cases = ruleCases()
  const problems = new Map<RuleCase, readonly Problem[]>(cases.map((one) => [one, found(one)]))
  const fixes = fixabilityOf([...problems.values()].flat())
  return Object.fromEntries(
    ruleEntries.map(({ id }) => {
      const own = cases.filter((one) => one.rule === id)
      const refusals = new Set([...problems.values()].flat().flatMap((one) => (one.rule === id ? [one.refusedAt ?? 'never'] : [])))
      const [only] = refusals
      const bad = shortest(own.filter((one) => one.name.startsWith('bad')))
      const good = shortest(own.filter((one) => one.name.startsWith('good')))
      const fix = fixes.get(id)
      const example: Example = {
        ...(fix !== undefined && { fix }),
        ...(only !== undefined && { refusedAt: refusals.size === 1 ? only : refusals.has('never') ? 'sometimes' : only }),
        ...(bad !== undefined && { bad }),
        ...(good !== undefined && { good }),
      }
      return [id, example]
    }),
  )
}

function found({ texts, release }: RuleCase): readonly Problem[] {
  const files: readonly ConfigFile[] = parsed(texts)
  return lint(files, { ...defaultLintOptions, release, before: beforeOf(texts) }).problems
}

const mostLines = 32

function shortest(cases: readonly RuleCase[]): string | undefined {
  const texts = cases.flatMap(({ texts }) => (texts.size === 1 ? [...texts.values()] : [])).map(plain)
  const fitting = texts.filter((text) => text.split('\n').length <= mostLines && text.split('\n').every((line) => line.length <= 160))
  return fitting.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0]
}

/** Without what the tests say in it. */
function plain(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/^#\s*release:.*\n/gm, '')
    .replace(/[ \t]*#\s*expect:.*$/gm, '')
    .trim()
}
