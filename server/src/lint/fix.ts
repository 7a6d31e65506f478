/** Fixes as rules write them: another text, a part of one, an entry that goes. */
import { fix, sureFix } from '../config/fix'
import type { Fix } from '../config/fix'
import { Written } from '../config/layout'
import { addMember, removeItem, removeMember, replaceValue } from '../config/rewrite'
import { member } from '../config/tree'
import type { Node, NumberNode, ObjectNode } from '../config/tree'
import { say } from '../text/text'
import type { Text } from '../text/text'
import type { TextPart } from './rule'

export { fix, sureFix }
export type { Fix }

/** Another value in its place. */
export function changeTo(node: Node, value: string | number | boolean, isSure = false): Fix[] {
  return fix(say`Change it to ${JSON.stringify(value)}`, replaceValue(node, value), isSure)
}

/** A stretch of a text, written anew. */
export function changePart({ text, from, to }: TextPart, value: string, isSure = false): Fix[] {
  return fix(say`Change it to ${value}`, partEdits({ text, from, to }, value), isSure)
}

export function partEdits({ text, from, to }: TextPart, value: string): ReturnType<typeof replaceValue> {
  const { source, start, end } = text
  const isPlain = text.value.length === end - start - 2 && JSON.stringify(value).length === value.length + 2
  if (isPlain) return [{ source, start: start + 1 + from, end: start + 1 + to, text: value }]
  return replaceValue(text, text.value.slice(0, from) + value + text.value.slice(to))
}

export function removeKey(map: ObjectNode, key: string, isSure = false): Fix[] {
  const one = member(map, key)
  return one ? fix(say`Remove "${key}"`, removeMember(map, one), isSure) : []
}

/** An item of a list. */
export function removeEntry(node: Node, title: Text, isSure = false): Fix[] {
  const list = node.parent
  const map = list?.parent
  const own = map?.kind === 'object' && list ? map.members[list.index] : undefined
  const isLast = list?.kind === 'array' && list.items.length === 1 && own !== undefined && neverEmpty.includes(own.key)
  return fix(title, isLast && map?.kind === 'object' ? removeMember(map, own) : removeItem(node), isSure)
}

/** Lists that Kea refuses when they are empty: the key goes with the last entry. */
const neverEmpty = ['client-classes', 'loggers', 'host-reservation-identifiers', 'mac-sources']

/** Adds a key, or gives the one that is there another value. */
export function setKey(map: ObjectNode, key: string, value: string | number | boolean, isSure = false): Fix[] {
  const known = member(map, key)?.value
  return known ? fix(say`Set "${key}" to ${JSON.stringify(value)}`, replaceValue(known, value), isSure) : fix(say`Add "${key}": ${JSON.stringify(value)}`, addMember(map, key, value), isSure)
}

/** The name with the smallest number behind it that none has yet. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const stem = name.replace(/-\d+$/, '')
  let number = 2
  while (isTaken(`${stem}-${number}`)) number++
  return `${stem}-${number}`
}

/** Each in the place of the other. */
export function swapped(one: NumberNode, other: NumberNode): Fix[] {
  const text = ({ source, start, end }: NumberNode): Written => new Written(source.text.slice(start, end))
  return fix(say`Swap the two`, [...replaceValue(one, text(other)), ...replaceValue(other, text(one))])
}
