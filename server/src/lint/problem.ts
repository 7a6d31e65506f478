/** A problem is one finding at one place, in words that a person can act on. */
import type { RefusedAt, Release } from '../config/release'
import type { Span } from '../config/source'
import type { Text } from '../text/text'
import type { Fix } from './fix'

export type Severity = 'error' | 'warning' | 'info'

export interface Related {
  readonly at: Span
  readonly message: Text
}

export interface Problem {
  /** The rule's id: also its file, its fixture folder and its setting key. */
  readonly rule: string
  readonly severity: Severity
  /** When the target release of the real server would refuse the file; null: it runs with the mistake. */
  readonly refusedAt: RefusedAt
  /** `refusedAt` is null, and the real server refuses the file unless this is so. */
  readonly refusedUnless?: Text
  /** Only where it is another release than that of the whole run. */
  readonly release?: Release
  readonly at: Span
  /** JSON pointer (RFC 6901) of the value or key concerned. */
  readonly pointer: string
  /** What is wrong, in one sentence. */
  readonly message: Text
  /** Why it matters and what to do, in one or two sentences. */
  readonly help: Text
  readonly related: readonly Related[]
  /** As the finding's: edits of the text that was checked. */
  readonly fixes?: () => readonly Fix[]
}
