/** The tree of a Kea file: JSON's values, each with its range in the file it was written in. */
import type { Source, Span } from './source'

export type Node = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode
export type Container = ObjectNode | ArrayNode

/**
 * Keeps where it stands as seen from the map or list around it, so that an edit moves what stands beside it and not all that
 * stands in there. `start` and `end` are offsets of the text as it stands. A copy by `{ ...node }` has none.
 */
abstract class Value implements Span {
  /** The map or list that holds this value; undefined for the top-level value. */
  parent: Container | undefined = undefined
  /** Which member or item of `parent` this is. */
  index = 0
  /** From the start of `parent`, where that stands in the same text; else from the start of the text. */
  protected offset: number
  protected length: number

  constructor(
    readonly source: Source,
    start: number,
    end: number,
  ) {
    this.offset = start
    this.length = end - start
  }

  get start(): number {
    let start = this.offset
    for (let around: Value | undefined = this.parent; around?.source === this.source; around = around.parent) start += around.offset
    return start
  }

  get end(): number {
    return this.start + this.length
  }

  /** Gives the value its place in the text anew. */
  moveTo(start: number, end: number): void {
    this.offset += start - this.start
    this.length = end - start
  }

  /** The text in front of it, but within `parent`, grew by `delta`. */
  shift(delta: number): void {
    this.offset += delta
  }

  /** Puts the value into a map or list; it stays where it stands in the text. */
  putInto(parent: Container, index: number): void {
    const { start } = this
    this.parent = parent
    this.index = index
    this.offset += start - this.start
  }

  /** Takes it out of its map or list, as of a text in which it stands at `start`. What is told puts it back. */
  takeOut(start: number): () => void {
    const { parent, offset } = this
    this.parent = undefined
    this.offset = start
    return () => {
      this.parent = parent
      this.offset = offset
    }
  }

  /** Takes the place of another value, whose copy it is: relative to the same map or list. */
  protected standAs(other: Value, growth: number): void {
    this.parent = other.parent
    this.index = other.index
    this.offset = other.offset
    this.length = other.length + growth
  }
}

/** One `"key": value` of a map. `value` is missing where the text stops short of it. */
export class Member {
  value: Node | undefined = undefined
  private offset: number
  private length: number

  constructor(
    readonly key: string,
    private map: ObjectNode,
    private readonly source: Source,
    start: number,
    end: number,
  ) {
    this.offset = start - this.origin()
    this.length = end - start
  }

  /** Where the key stands, quotes included. */
  get keySpan(): Span {
    const start = this.origin() + this.offset
    return { source: this.source, start, end: start + this.length }
  }

  moveKeyTo(start: number, end: number): void {
    this.offset = start - this.origin()
    this.length = end - start
  }

  shift(delta: number): void {
    this.offset += delta
    if (this.value?.source === this.source) this.value.shift(delta)
  }

  /** The same in a copy of the map. */
  moveOver(map: ObjectNode): void {
    this.map = map
    if (this.value) this.value.parent = map
  }

  private origin(): number {
    return this.map.source === this.source ? this.map.start : 0
  }
}

export class ObjectNode extends Value {
  readonly kind = 'object'
  readonly members: Member[] = []
  /** Some of it could not be read (an include that is not there, a placeholder, a slip): what is missing proves nothing. */
  incomplete?: true
  /** Its bracket is missing: where it ends hangs on what stands behind it. */
  unclosed?: true

  /** A copy with one value exchanged, in whose place the text grew by `growth`. The others move over to it. */
  copyWith(index: number, value: Container, growth: number): ObjectNode {
    const copy = new ObjectNode(this.source, 0, 0)
    copy.standAs(this, growth)
    if (this.incomplete) copy.incomplete = true
    if (this.unclosed) copy.unclosed = true
    for (const [at, one] of this.members.entries()) {
      if (at === index) one.value = value
      one.moveOver(copy)
      if (at > index) one.shift(growth)
      copy.members.push(one)
    }
    return copy
  }
}

export class ArrayNode extends Value {
  readonly kind = 'array'
  readonly items: Node[] = []
  /** As in a map. */
  incomplete?: true
  unclosed?: true

  /** As of a map. */
  copyWith(index: number, value: Container, growth: number): ArrayNode {
    const copy = new ArrayNode(this.source, 0, 0)
    copy.standAs(this, growth)
    if (this.incomplete) copy.incomplete = true
    if (this.unclosed) copy.unclosed = true
    for (const [at, one] of this.items.entries()) {
      const item = at === index ? value : one
      item.parent = copy
      if (at > index) item.shift(growth)
      copy.items.push(item)
    }
    return copy
  }
}

export class StringNode extends Value {
  readonly kind = 'string'

  /** `value`: the decoded text, without quotes. */
  constructor(
    source: Source,
    start: number,
    end: number,
    readonly value: string,
  ) {
    super(source, start, end)
  }
}

export class NumberNode extends Value {
  readonly kind = 'number'

  /** Kea tells `1` from `1.0`: only a literal without point and exponent is an integer. */
  constructor(
    source: Source,
    start: number,
    end: number,
    readonly value: number,
    readonly integer: boolean,
  ) {
    super(source, start, end)
  }
}

export class BooleanNode extends Value {
  readonly kind = 'boolean'

  constructor(
    source: Source,
    start: number,
    end: number,
    readonly value: boolean,
  ) {
    super(source, start, end)
  }
}

export class NullNode extends Value {
  readonly kind = 'null'
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
