/** What the reference of rules is written from: the rules, and what their fixtures show of their fixes. */
import { fixabilityOf } from '../src/lint/fixable'
import { defaultLintOptions, lint } from '../src/lint/run'
import { parsed, ruleCases } from './rule-fixtures'

export { manualUrl, ruleEntries } from '../src/lint/rule-list'

export function fixability(): ReturnType<typeof fixabilityOf> {
  return fixabilityOf(ruleCases().flatMap(({ texts, release }) => lint(parsed(texts), { ...defaultLintOptions, release }).problems))
}
