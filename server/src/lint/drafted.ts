/** Fixes from changes that are told one by one. */
import { Draft } from '../config/draft'
import { member } from '../config/tree'
import type { ObjectNode } from '../config/tree'
import type { Text } from '../text/text'
import type { Fix } from './fix'

/** None where a change cannot be made: `change` answers false, or it would be in a map that comes from several files. */
export function drafted(title: Text, change: (draft: Draft) => unknown, isSure = false): Fix[] {
  const draft = new Draft()
  if (change(draft) === false) return []
  const { edits, left } = draft.written()
  return edits.length > 0 && left.length === 0 ? [{ title, edits, isSure }] : []
}

/** Takes a key out of a map; false where there is none. */
export function remove(draft: Draft, map: ObjectNode, key: string): boolean {
  const found = member(map, key)
  if (found) draft.replaceMember(map, found)
  return found !== undefined
}

/** The value of a key, which may not be there yet. */
export function put(draft: Draft, map: ObjectNode, key: string, value: unknown): void {
  const found = member(map, key)
  if (found?.value) draft.replaceValue(found.value, value)
  else if (!found) draft.addMember(map, key, value)
}
