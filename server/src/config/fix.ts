/** A fix is a change that cures a finding: what it does in words, and the edits, in one file or several. */
import type { TextEdit } from './rewrite'
import type { Text } from '../text/text'

export interface Fix {
  /** As a menu shows it: `Change it to "routers"`. */
  readonly title: Text
  readonly edits: readonly TextEdit[]
  /**
   * Nothing else can be meant, and nobody gets anything else by it: applied without asking, by "fix all" and `--fix`.
   * What changes what clients get, guesses, or loses something is not sure.
   */
  readonly isSure: boolean
}

/** None where the edits cannot be made, as in a map that comes from several files. */
export function fix(title: Text, edits: readonly TextEdit[] | undefined, isSure = false): Fix[] {
  return edits ? [{ title, edits, isSure }] : []
}

export function sureFix(title: Text, edits: readonly TextEdit[] | undefined): Fix[] {
  return fix(title, edits, true)
}
