/** What each step of a migration works with: one file, where it goes, and where it says what it does and cannot do. */
import type { ConfigFile } from '../../config/config-file'
import type { Draft } from '../../config/draft'
import { atLeast } from '../../config/release'
import type { Release } from '../../config/release'
import type { Span } from '../../config/source'
import type { Text } from '../../text/text'

/** Something that a person has to decide or to do. */
export interface Decision {
  readonly at: Span
  readonly message: Text
}

export interface Step {
  readonly file: ConfigFile
  readonly from: Release
  readonly to: Release
  readonly draft: Draft
  decide(at: Span, message: Text): void
}

/** Whether the way leads over the first release of something. */
export function passes({ from, to }: Pick<Step, 'from' | 'to'>, release: Release): boolean {
  return !atLeast(from, release) && atLeast(to, release)
}
