/** What rules find, shown: written by `npm run rules` from their fixtures. */
import examples from './rule-examples.json'

export interface RuleExample {
  /** `sure`: by --fix. `asked`: a person decides in an editor. */
  readonly fix?: 'sure' | 'asked'
  readonly refusedAt?: '-t' | '-T' | 'start' | 'sometimes' | 'never'
  readonly bad?: string
  readonly good?: string
}

export const ruleExamples = examples as Readonly<Record<string, RuleExample>>
