/** Every rule there is, whoever finds it: the text, the schemas, a check of its own, or a look at what the file was. */
import { schemaRules } from '../schema/findings'
import type { Severity } from './problem'
import { changeRules } from './changes'
import { rules } from './rules'
import { suppressionRule } from './suppress'
import { textRules } from './text-rules'

export { rules }

/** What a person is told about a rule, in the order of the reference. */
export interface RuleEntry {
  readonly id: string
  readonly severity: Severity
  readonly summary: string
  readonly why: string
  readonly manual: string
}

export const ruleEntries: readonly RuleEntry[] = [...textRules, ...schemaRules, ...rules, ...changeRules, suppressionRule]

const severities: ReadonlyMap<string, Severity> = new Map(ruleEntries.map((rule) => [rule.id, rule.severity]))

/** The severity a rule has when nobody asked for another. */
export function severityOf(id: string): Severity {
  return severities.get(id) ?? 'warning'
}

/** The section of the manual of that release that explains the matter. */
export function manualUrl(section: string): string {
  return `https://kea.readthedocs.io/en/stable/arm/${section}`
}
