/** The rules that the schemas bring up: what they are called and why they matter. */
import type { Severity } from '../lint/problem'

export type SchemaRuleId =
  | 'unknown-key'
  | 'key-not-in-release'
  | 'deprecated-key'
  | 'wrong-type'
  | 'unknown-value'
  | 'out-of-range'
  | 'missing-key'
  | 'empty-not-allowed'
  | 'misspelt-hook-parameter'
  | 'unknown-hook-parameter'

export interface SchemaRule {
  readonly scope: 'schema'
  readonly id: SchemaRuleId
  readonly severity: Severity
  readonly summary: string
  readonly why: string
  readonly manual: string
}

const syntax = 'config.html#json-format'

function rule(id: SchemaRuleId, severity: Severity, summary: string, why: string, manual = syntax): SchemaRule {
  return { scope: 'schema', id, severity, summary, why, manual }
}

export const schemaRules: readonly SchemaRule[] = [
  rule('unknown-key', 'error', 'Every key is one that Kea knows in that place.', 'Kea refuses a file with a key it does not know.'),
  rule(
    'key-not-in-release',
    'error',
    'Every key is known to the release that is to read it.',
    'A release from before the key came, or after it went, refuses the file.',
  ),
  rule(
    'deprecated-key',
    'info',
    'Keys are spelt as the release wants them.',
    'The older spelling still works; some later release will refuse it.',
  ),
  rule('wrong-type', 'error', 'Every value has the type its key asks for.', 'Kea refuses a file with a value of another type.'),
  rule('unknown-value', 'error', 'Every value is one of those the key allows.', 'Kea refuses the file, or falls back to a default.'),
  rule('out-of-range', 'error', 'Every value is within its bounds.', 'Kea refuses the file, or does something else than was meant.'),
  rule('missing-key', 'error', 'What Kea requires is given.', 'Kea refuses a file in which a required key is missing.'),
  rule('empty-not-allowed', 'error', 'Maps and lists that need content have some.', 'Kea refuses these maps and lists when they are empty.'),
  rule(
    'misspelt-hook-parameter',
    'error',
    'Hook parameters are spelt right.',
    'Hook libraries pass over what they do not know: the setting has no effect, and nothing says so.',
    'hooks.html#hooks-libraries',
  ),
  rule(
    'unknown-hook-parameter',
    'warning',
    'Hook parameters are ones that the library reads.',
    'Hook libraries pass over what they do not know: the setting has no effect, and nothing says so.',
    'hooks.html#hooks-libraries',
  ),
]
