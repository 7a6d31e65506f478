/** What stands at an offset of a document: the value or key, the map around it, and what the schemas know of that map. */
import type { ConfigFile } from '../config/config-file'
import type { Release } from '../config/release'
import type { Container, Member, Node, ObjectNode } from '../config/tree'
import { innerScope } from '../schema/walk'
import { forRelease, knownIn, schemaOf } from '../schema/schemas'
import type { MapSchema, PropertySchema, Scope } from '../schema/schemas'

export interface PlaceAt {
  readonly file: ConfigFile
  /** The innermost value with the offset between its ends, or at one of them. */
  readonly node: Node
  /** The member that the offset is in, with its map: on the key, or on or in a value that is no map. */
  readonly member: Member | undefined
  readonly isKey: boolean
  /** The innermost map around. */
  readonly map: ObjectNode | undefined
  /** What the schemas call that map; undefined where they do not know it. */
  readonly scope: Scope | undefined
}

/** `uri`: of the document that the offset counts in: the file itself, or one that it includes. */
export function placeAt(file: ConfigFile, uri: string, offset: number): PlaceAt | undefined {
  const node = file.root && innermostAt(file.root, uri, offset)
  if (!node) return undefined
  const onKey = node.kind === 'object' ? node.members.find(({ keySpan }) => keySpan.source.uri === uri && keySpan.start <= offset && offset <= keySpan.end) : undefined
  const map = node.kind === 'object' ? node : mapAround(node)
  const member = onKey ?? (node.kind === 'object' ? undefined : memberAround(node))
  return { file, node, member, isKey: onKey !== undefined, map, scope: map && scopeOf(map, file) }
}

/** The deepest value whose text the offset is in. */
function innermostAt(node: Node, uri: string, offset: number): Node | undefined {
  const isHere = node.source.uri === uri
  if (isHere && (offset < node.start || offset > node.end)) return undefined
  if (node.kind === 'object' || node.kind === 'array') {
    for (const child of childrenOf(node)) {
      // A value of the same file tells where it stands; one of another file may hold a part of this one.
      if (child.source.uri === uri ? child.start <= offset && offset <= child.end : isContainer(child)) {
        const found = innermostAt(child, uri, offset)
        if (found) return found
      }
    }
    if (!isHere) return node.kind === 'object' && node.members.some(({ keySpan }) => keySpan.source.uri === uri && keySpan.start <= offset && offset <= keySpan.end) ? node : undefined
    // Right behind its bracket one is no longer in it.
    return offset > node.start && (offset < node.end || !isClosed(node)) ? node : undefined
  }
  return isHere ? node : undefined
}

function isClosed(node: Container): boolean {
  return node.source.text[node.end - 1] === (node.kind === 'object' ? '}' : ']')
}

function isContainer(node: Node): boolean {
  return node.kind === 'object' || node.kind === 'array'
}

export function childrenOf(node: Container): readonly Node[] {
  return node.kind === 'array' ? node.items : node.members.flatMap((one) => one.value ?? [])
}

/** The map that holds the value, however many lists are between. */
export function mapAround(node: Node): ObjectNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (at.kind === 'object') return at
  return undefined
}

/** The member that a value belongs to, also as an item of its list. */
export function memberAround(node: Node): Member | undefined {
  let inner: Node = node
  for (let at = node.parent; at; at = at.parent) {
    if (at.kind === 'object') return at.members[inner.index]
    inner = at
  }
  return undefined
}

/** What the schemas call a map; undefined where they do not know it. */
export function scopeOf(map: ObjectNode, file: ConfigFile): Scope | undefined {
  const outer = mapAround(map)
  if (!outer) return file.daemon && map === file.root ? { family: file.daemon, name: '' } : undefined
  const scope = scopeOf(outer, file)
  const schema = scope && schemaOf(scope)
  const key = memberAround(map)?.key
  return scope && schema && key !== undefined ? innerScope(outer, scope, schema, key) : undefined
}

/** The keys that the release knows in such a map, as it has them. */
export function keysOf(scope: Scope, release: Release): Readonly<Record<string, PropertySchema>> {
  const schema: MapSchema | undefined = schemaOf(scope)
  return Object.fromEntries(
    Object.entries(schema?.properties ?? {}).flatMap(([key, property]) => (knownIn(property, release) ? [[key, forRelease(property, release)]] : [])),
  )
}
