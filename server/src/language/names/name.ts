/** A place in a file that names something: a server, a class, an option, … and where exactly in the text it does. */
import type { Span } from '../../config/source'
import type { Node, ObjectNode, StringNode } from '../../config/tree'
import { memberAround } from '../place-at'

export type NameKind =
  /** A server of a High Availability relationship, by its name. */
  | 'peer'
  | 'class'
  | 'network'
  | 'subnet'
  | 'subnet-id'
  | 'option'
  /** An option space. */
  | 'space'
  /** A TSIG key of kea-dhcp-ddns. */
  | 'key'
  /** A UNIX control socket. */
  | 'socket'
  /** Where a server takes its partners' messages: a url, or the address and port that serve it. */
  | 'door'
  /** Where kea-dhcp-ddns takes requests. */
  | 'ddns-door'
  | 'interface'

/** Which option an entry is about: by its code, its name, or both. */
export interface OptionKey {
  readonly space: string
  readonly name: string | undefined
  readonly code: number | undefined
  /** The class whose own definition counts; '' for the file's. */
  readonly ofClass: string
}

export interface Name {
  readonly kind: NameKind
  /** Equal for the same thing in one file, except where `option` says more. */
  readonly key: string
  readonly option?: OptionKey
  /** The text or number that holds the name; a map where what it says stands for a default. */
  readonly node: Node
  /** The characters of a text that are the name; all of them where left out. */
  readonly part?: { readonly from: number; readonly to: number }
  readonly role: 'definition' | 'use'
  /** The map that is defined. */
  readonly of?: ObjectNode
}

/** The name in the file's text, without quotes; undefined where the text does not hold it character by character. */
export function spanOfName({ node, part }: Name): Span | undefined {
  if (node.kind === 'string') return part ? partOf(node, part.from, part.to) : partOf(node, 0, node.value.length)
  if (node.kind !== 'object' && node.kind !== 'array') return node
  const key = memberAround(node)?.keySpan
  return key ?? { source: node.source, start: node.start, end: node.start + 1 }
}

/** Where the name is, at the least the whole value: for showing, not for editing. */
export function placeOfName(name: Name): Span {
  return spanOfName(name) ?? name.node
}

/** The text of the name alone. */
export function textOfName({ node, part }: Name): string {
  if (node.kind === 'string') return part ? node.value.slice(part.from, part.to) : node.value
  return node.kind === 'number' ? String(node.value) : ''
}

/** Characters of the decoded text, found in the file's, where an escape is longer than what it stands for. */
function partOf({ source, start, end, value }: StringNode, from: number, to: number): Span | undefined {
  const { text } = source
  if (text[start] !== '"') return undefined
  let at = start + 1
  let first = from === 0 ? at : -1
  for (let done = 0; done < to; done++) {
    if (at >= end) return undefined
    const char = text[at]
    if (char !== '\\' && char !== value[done]) return undefined
    at += char !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2
    if (done + 1 === from) first = at
  }
  return first < 0 || at > end ? undefined : { source, start: first, end: at }
}

export function definition(kind: NameKind, node: StringNode | undefined, of: ObjectNode): Name[] {
  return node && node.value !== '' ? [{ kind, key: node.value, node, role: 'definition', of }] : []
}

export function use(kind: NameKind, node: StringNode | undefined): Name[] {
  return node && node.value !== '' ? [{ kind, key: node.value, node, role: 'use' }] : []
}
