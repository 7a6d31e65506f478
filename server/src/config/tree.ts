/** The tree of a Kea file: JSON's values, each with its range in the file it was written in. */
import type { Source, Span } from './source'

export type Node = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode
export type Container = ObjectNode | ArrayNode

interface Base extends Span {
  source: Source
  start: number
  end: number
  /** The map or list that holds this value; undefined for the top-level value. */
  parent: Container | undefined
  /** Which member or item of `parent` this is. */
  index: number
}

/** One `"key": value` of a map. `value` is missing where the text stops short of it. */
export interface Member {
  key: string
  /** Where the key stands, quotes included. */
  readonly keySpan: MutableSpan
  value: Node | undefined
}

export interface MutableSpan extends Span {
  source: Source
  start: number
  end: number
}

export interface ObjectNode extends Base {
  readonly kind: 'object'
  readonly members: Member[]
  /** Some of it could not be read (an include that is not there, a placeholder, a slip): what is missing proves nothing. */
  incomplete?: true
}

export interface ArrayNode extends Base {
  readonly kind: 'array'
  readonly items: Node[]
  /** As in a map. */
  incomplete?: true
}

export interface StringNode extends Base {
  readonly kind: 'string'
  /** The decoded text, without quotes. */
  readonly value: string
}

export interface NumberNode extends Base {
  readonly kind: 'number'
  readonly value: number
  /** Kea tells `1` from `1.0`: only a literal without point and exponent is an integer. */
  readonly integer: boolean
}

export interface BooleanNode extends Base {
  readonly kind: 'boolean'
  readonly value: boolean
}

export interface NullNode extends Base {
  readonly kind: 'null'
}

/** The member of that name; of duplicates, the last, as Kea's JSON map would keep it. */
export function member(node: Node | undefined, key: string): Member | undefined {
  if (node?.kind !== 'object') return undefined
  for (let at = node.members.length - 1; at >= 0; at--) {
    const found = node.members[at]
    if (found?.key === key) return found
  }
  return undefined
}

export function valueOf(node: Node | undefined, key: string): Node | undefined {
  return member(node, key)?.value
}

export function stringOf(node: Node | undefined, key: string): StringNode | undefined {
  const value = valueOf(node, key)
  return value?.kind === 'string' ? value : undefined
}

export function numberOf(node: Node | undefined, key: string): NumberNode | undefined {
  const value = valueOf(node, key)
  return value?.kind === 'number' ? value : undefined
}

export function booleanOf(node: Node | undefined, key: string): BooleanNode | undefined {
  const value = valueOf(node, key)
  return value?.kind === 'boolean' ? value : undefined
}

export function objectOf(node: Node | undefined, key: string): ObjectNode | undefined {
  const value = valueOf(node, key)
  return value?.kind === 'object' ? value : undefined
}

/** The maps in a list, whatever else stands there; empty when the key is missing or no list. */
export function objectsIn(node: Node | undefined, key: string): ObjectNode[] {
  const list = valueOf(node, key)
  if (list?.kind !== 'array') return []
  return list.items.filter((item): item is ObjectNode => item.kind === 'object')
}

/** The strings in a list, whatever else stands there; empty when the key is missing or no list. */
export function stringsIn(node: Node | undefined, key: string): StringNode[] {
  const list = valueOf(node, key)
  if (list?.kind !== 'array') return []
  return list.items.filter((item): item is StringNode => item.kind === 'string')
}

/** The path from the top, keys and indexes: `['Dhcp4', 'subnet4', 0]`. */
export function pathOf(node: Node): (string | number)[] {
  const path: (string | number)[] = []
  for (let at: Node = node; at.parent; at = at.parent) {
    path.push(at.parent.kind === 'object' ? (at.parent.members[at.index]?.key ?? '') : at.index)
  }
  return path.reverse()
}

/** A JSON pointer (RFC 6901); the empty text is the whole file. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((step) => '/' + String(step).replace(/~/g, '~0').replace(/\//g, '~1')).join('')
}

/** A plain JavaScript value of the tree: for comparing and showing, not for finding places. */
export function plain(node: Node): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.filter((m) => m.value).map((m) => [m.key, m.value && plain(m.value)]))
    case 'array':
      return node.items.map(plain)
    case 'null':
      return null
    default:
      return node.value
  }
}
