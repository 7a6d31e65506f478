/** Making two servers the same, in either direction: what one file says is written into the other, with its comments. */
import { Draft } from '../config/draft'
import { Copied } from '../config/layout'
import { withComments } from '../config/rewrite'
import { member, valueOf } from '../config/tree'
import type { Node, ObjectNode } from '../config/tree'
import { say } from '../text/text'
import type { Text } from '../text/text'
import type { Item } from './compare-sets'
import type { Fix } from './fix'

/** `take`: what of a file is written into another's. */
export interface Ways {
  /** Of the partner, as the finding calls it. */
  readonly partner: string
  /** `pools of subnet 192.0.2.0/24` */
  readonly what: Text
  readonly take: (direction: 'here' | 'there', draft: Draft) => boolean | undefined
}

/** Both directions, the one into the file of the finding first; `take` answers false where it cannot be done. */
export function bothWays({ partner, what, take }: Ways): Fix[] {
  return (['here', 'there'] as const).flatMap((direction): Fix[] => {
    const draft = new Draft()
    if (take(direction, draft) === false) return []
    const { edits, left } = draft.written()
    if (edits.length === 0 || left.length > 0) return []
    return [{ title: direction === 'here' ? say`Take ${partner}'s ${what} here` : say`Take this file's ${what} into ${partner}'s`, edits, isSure: false }]
  })
}

/** One key of a map becomes what it is in the other, or goes where the other has none. */
export function takeKey(draft: Draft, key: string, from: ObjectNode, to: ObjectNode, fallback?: unknown): void {
  const theirs = valueOf(from, key)
  const own = member(to, key)
  if (theirs && own?.value) draft.replaceValue(own.value, new Copied(theirs))
  else if (theirs) draft.addMember(to, key, new Copied(theirs))
  else if (own?.value && fallback !== undefined) draft.replaceValue(own.value, fallback)
  else if (own) draft.replaceMember(to, own)
}

/** Both directions of one key. */
export function sameKey(key: string, own: ObjectNode, theirs: ObjectNode, partner: string, where: Text = say``): Fix[] {
  return bothWays({
    partner,
    what: say`${key}${where}`,
    take: (direction, draft) => (direction === 'here' ? takeKey(draft, key, theirs, own) : takeKey(draft, key, own, theirs)) ?? true,
  })
}

export interface Side {
  /** The map that holds the list. */
  readonly map: Node | undefined
  readonly items: readonly Item[]
}

/** A list gets the entries of another: those that differ are replaced, others come or go; what is the same stays as it is written. */
export function takeItems(draft: Draft, key: string, from: Side, to: Side): boolean {
  if (to.map?.kind !== 'object' || isRepeated(from.items) || isRepeated(to.items)) return false
  const wanted = new Map(from.items.map((item) => [item.key, item]))
  const present = new Set(to.items.map((item) => item.key))
  for (const item of to.items) {
    const theirs = wanted.get(item.key)
    if (theirs && theirs.value !== item.value) draft.replaceValue(item.map, new Copied(theirs.map))
  }
  const goes = to.items.filter((item) => !wanted.has(item.key))
  const comes = from.items.filter((item) => !present.has(item.key))
  for (const [at, item] of goes.entries()) {
    const next = comes[at]
    if (next) draft.replaceValue(item.map, new Copied(next.map))
    else draft.removeItem(item.map)
  }
  const more = comes.slice(goes.length).map((item) => new Copied(withComments(item.map)))
  const list = member(to.map, key)
  if (list?.value?.kind === 'array') for (const one of more) draft.addItem(list.value, one)
  else if (list && more.length > 0) return false
  else if (more.length > 0) draft.addMember(to.map, key, more)
  return true
}

function isRepeated(items: readonly Item[]): boolean {
  return new Set(items.map((item) => item.key)).size < items.length
}
