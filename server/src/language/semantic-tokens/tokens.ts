/** What only Kea's schemas can tell of a file's words: which keys a release has, and what the values are. */
import type { ConfigFile } from '../../config/config-file'
import type { Release } from '../../config/release'
import type { Member, Node, ObjectNode } from '../../config/tree'
import { isDeprecated } from '../../schema/findings'
import { propertyOf } from '../../schema/finding'
import { knownIn, schemaOf } from '../../schema/schemas'
import type { MapSchema, Scope } from '../../schema/schemas'
import { innerScope } from '../../schema/walk'
import { holdsInclude } from '../document-parts'
import { scopeOf } from '../place-at'
import type { Token } from './token'
import { tellValue } from './value-tokens'

/** The tokens of maps, by their distance from the map's start: what an edit does not touch keeps them. */
export type KnownTokens = WeakMap<ObjectNode, { readonly release: Release; readonly scope: Scope; readonly tokens: readonly Token[] }>

interface Walk {
  readonly file: ConfigFile
  readonly uri: string
  readonly from: number
  readonly to: number
  readonly release: Release
  readonly known: KnownTokens
  readonly tokens: Token[]
}

/** Those of one document between two offsets; `file` is the document or includes it. */
export function tokensBetween(file: ConfigFile, uri: string, from: number, to: number, release: Release, known: KnownTokens): readonly Token[] {
  const walk: Walk = { file, uri, from, to, release, known, tokens: [] }
  if (file.root?.kind === 'object') {
    const scope = scopeOf(file.root, file)
    if (scope) walkMap(file.root, scope, walk)
  }
  // What stands in a text that includes the same file twice is told twice.
  const inside = walk.tokens.filter(({ start, end }) => start <= to && end >= from).sort((one, other) => one.start - other.start)
  return inside.filter((one, at) => at === 0 || one.start >= (inside[at - 1]?.end ?? 0))
}

function isConcerned(node: Node, { file, uri, from, to }: Walk): boolean {
  return node.source.uri === uri ? node.start <= to && node.end >= from : file.includes.length > 0 && holdsInclude(node, file)
}

function walkMap(map: ObjectNode, scope: Scope, walk: Walk): void {
  const schema = schemaOf(scope)
  if (!schema) return
  for (const member of map.members) {
    const { keySpan, value } = member
    const isHere = keySpan.source.uri === walk.uri && keySpan.start <= walk.to && (value?.source.uri === walk.uri ? value.end : keySpan.end) >= walk.from
    if (isHere || (value && isConcerned(value, walk))) walkMember(map, member, scope, schema, walk)
  }
}

function walkMember(map: ObjectNode, member: Member, scope: Scope, schema: MapSchema, walk: Walk): void {
  const { key, keySpan, value } = member
  const { release, uri, tokens } = walk
  const property = propertyOf(schema, key)
  const isKnown = property !== undefined && knownIn(property, release)
  const end = keySpan.source.text[keySpan.end - 1] === '"' ? keySpan.end - 1 : keySpan.end
  if (keySpan.source.uri === uri && keySpan.source.text[keySpan.start] === '"' && end > keySpan.start + 1 && schema.additionalProperties === false) {
    const modifier = !isKnown ? (['unknown'] as const) : isDeprecated(property, release) ? (['deprecated'] as const) : []
    tokens.push({ start: keySpan.start + 1, end, type: 'property', modifiers: modifier })
  }
  if (!value || !isKnown) return
  const inner = innerScope(map, scope, schema, key)
  const look = (one: Node): void => {
    if (one.kind === 'object') {
      if (inner && isConcerned(one, walk)) (one.parent?.kind === 'array' ? walkItem : walkMap)(one, inner, walk)
    } else if (one.kind === 'string' && one.source.uri === uri && one.end - one.start >= 2) {
      const place = { map, scope, key, property, family: walk.file.daemon === 'dhcp6' ? (6 as const) : (4 as const), release }
      if (one.start <= walk.to && one.end >= walk.from) tellValue(one, place, (start, end, type, ...modifiers) => tokens.push({ start, end, type, modifiers }))
    }
  }
  if (value.kind === 'array') value.items.forEach(look)
  else look(value)
}

/** Longer maps are not read as a whole for a part of them. */
const longest = 50_000

function walkItem(map: ObjectNode, scope: Scope, walk: Walk): void {
  const isWhole = map.source.uri === walk.uri && map.end - map.start <= longest && !(walk.file.includes.length > 0 && holdsInclude(map, walk.file))
  if (!isWhole) {
    walkMap(map, scope, walk)
    return
  }
  let known = walk.known.get(map)
  if (!known || known.release !== walk.release || known.scope.family !== scope.family || known.scope.name !== scope.name) {
    const tokens: Token[] = []
    walkMap(map, scope, { ...walk, from: map.start, to: map.end, known: new WeakMap(), tokens })
    known = { release: walk.release, scope, tokens: tokens.map((one) => ({ ...one, start: one.start - map.start, end: one.end - map.start })) }
    walk.known.set(map, known)
  }
  for (const { start, end, type, modifiers } of known.tokens) {
    const moved = { start: start + map.start, end: end + map.start, type, modifiers }
    if (moved.start <= walk.to && moved.end >= walk.from) walk.tokens.push(moved)
  }
}

