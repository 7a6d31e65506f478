/** The rules that reading the text itself brings up, before anybody asks what it means. */
import type { SyntaxCode } from '../config/config-file'
import { atLeast } from '../config/release'
import type { RefusedAt, Release } from '../config/release'
import type { Span } from '../config/source'
import type { Severity } from './problem'

export interface TextRule {
  readonly scope: 'text'
  readonly id: SyntaxCode
  readonly severity: Severity
  readonly refusedAt: RefusedAt
  readonly summary: string
  readonly why: string
  readonly manual: string
}

const syntax = 'config.html#json'

function refused(id: SyntaxCode, summary: string, why: string): TextRule {
  return { scope: 'text', id, severity: 'error', refusedAt: '-t', summary, why, manual: syntax }
}

export const textRules: readonly TextRule[] = [
  refused('missing-comma', 'Entries are separated by commas.', 'Kea stops at the entry behind the missing comma, often a line further down.'),
  refused('missing-colon', 'A colon stands between key and value.', 'Kea stops there and loads nothing.'),
  refused('missing-quote', 'Keys and texts stand between double quotes.', 'Kea reads on to the next quote and reports an error somewhere behind it.'),
  refused('missing-value', 'Every key has a value.', 'Kea stops there and loads nothing.'),
  refused('missing-brace', 'Every map and list is closed.', 'Kea reports it where it gives up, often at the end of the file.'),
  refused('unexpected-text', 'Nothing stands where no entry belongs.', 'Kea stops there and loads nothing.'),
  refused('duplicate-key', 'A key stands once in a map.', 'Kea refuses a map that gives the same key twice.'),
  refused('bad-string', 'Texts hold no control characters and only escapes that Kea knows.', 'Kea stops at the text.'),
  refused('bad-number', 'Numbers fit 64 bits.', 'Kea cannot store the number and stops there.'),
  refused('bad-word', 'true, false and null are written in lower case.', 'Kea stops at the word.'),
  refused('comment-not-closed', 'A comment that begins with /* ends with */.', 'Everything behind it is comment, so the configuration never ends.'),
  refused('byte-order-mark', 'The file begins with its configuration.', 'Kea takes the mark that some editors write for an invalid character.'),
  refused('empty-file', 'The file holds a configuration.', 'Kea cannot start from an empty file.'),
  refused('include-not-found', 'What an include names is there.', 'Kea refuses the whole file when it cannot open an included one.'),
  refused('include-cycle', 'Files do not include each other in a circle.', 'Kea gives up after ten levels.'),
  refused('include-malformed', 'An include is written <?include "FILE"?>.', 'Kea stops at any other directive.'),
  {
    scope: 'text',
    id: 'trailing-comma',
    severity: 'warning',
    refusedAt: null,
    summary: 'No comma stands behind the last entry.',
    why: 'Kea logs a warning and reads on; other JSON tools that read the file (jq, a script, a template) refuse it.',
    manual: syntax,
  },
  {
    scope: 'text',
    id: 'include-not-here',
    severity: 'info',
    refusedAt: null,
    summary: 'An included file with an absolute path can be read here too.',
    why: 'What the file holds is not checked, and a mistake in it shows only on the server.',
    manual: syntax,
  },
  {
    scope: 'text',
    id: 'include-relative',
    severity: 'info',
    refusedAt: null,
    summary: 'An include names its file with the whole path.',
    why: 'Kea looks for it in the directory it was started in, not beside the file that includes it.',
    manual: syntax,
  },
  {
    scope: 'text',
    id: 'template-placeholder',
    severity: 'info',
    refusedAt: '-t',
    summary: 'A template is filled in before Kea reads it.',
    why: 'The value is not known here, so nothing is said about it; Kea refuses the file while the placeholder stands in it.',
    manual: syntax,
  },
]

/** One key may stand twice since Kea read it in the place of another. */
const mayStandTwice = '"ddns-use-conflict-resolution"'

export function refusalOf(rule: TextRule, at: Span, release: Release): RefusedAt {
  const isSpared = rule.id === 'duplicate-key' && atLeast(release, '2.6') && at.source.text.slice(at.start, at.end) === mayStandTwice
  return isSpared ? null : rule.refusedAt
}
