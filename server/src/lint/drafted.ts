/** A fix from changes that are told one by one. */
import { Draft } from '../config/draft'
import type { Text } from '../text/text'
import type { Fix } from './fix'

/** None where a change cannot be made: `change` answers false, or it would be in a map that comes from several files. */
export function drafted(title: Text, change: (draft: Draft) => unknown, isSure = false): Fix[] {
  const draft = new Draft()
  if (change(draft) === false) return []
  const { edits, left } = draft.written()
  return edits.length > 0 && left.length === 0 ? [{ title, edits, isSure }] : []
}
