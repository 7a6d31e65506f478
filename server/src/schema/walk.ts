/** Pairs every map of a file with its scope: the same walk answers checks, completion and hover. */
import type { ConfigFile } from '../config/config-file'
import type { Release } from '../config/release'
import { stringOf } from '../config/tree'
import type { ObjectNode } from '../config/tree'
import { childScope, families, knownIn, schemaOf } from './schemas'
import type { MapSchema, Scope } from './schemas'

/** Called for each map, outer ones first. */
export type Visit = (node: ObjectNode, scope: Scope, schema: MapSchema) => void

/** With a release, nothing is visited below a key that it does not know. Maps that `passes` says yes to are not visited, nor what is in them. */
export function walk(file: ConfigFile, visit: Visit, release?: Release, passes: (map: ObjectNode, scope: Scope) => boolean = () => false): void {
  if (file.root?.kind === 'object' && file.daemon) walkMap(file.root, { family: file.daemon, name: '' }, visit, release, passes)
}

/** The library's file name, without its folder and ending. */
function familyOf(hook: ObjectNode): string {
  const library = stringOf(hook, 'library')?.value ?? ''
  return library.slice(library.lastIndexOf('/') + 1).replace(/\.so$/, '')
}

/** As `walk`, of one map that has this scope. */
export function walkMap(node: ObjectNode, scope: Scope, visit: Visit, release: Release | undefined, passes: (map: ObjectNode, scope: Scope) => boolean = () => false): void {
  const schema = schemaOf(scope)
  if (!schema || passes(node, scope)) return
  visit(node, scope, schema)
  innerMaps(node, scope, schema, release, (map, inner) => walkMap(map, inner, visit, release, passes))
}

/** The maps in a map, in its order, with what the schemas call them. */
export function innerMaps(node: ObjectNode, scope: Scope, schema: MapSchema, release: Release | undefined, visit: (map: ObjectNode, scope: Scope) => void): void {
  for (const { key, value } of node.members) {
    if (!value || (value.kind !== 'object' && value.kind !== 'array')) continue
    const inner = innerScope(node, scope, schema, key)
    if (!inner || (release && !knownIn(schema.properties?.[key] ?? {}, release))) continue
    // A map in place of a list, or the reverse, is of the wrong type: what it holds is not judged on top of that.
    const isList = schema.properties?.[key]?.items !== undefined
    if (value.kind === 'object' && !isList) visit(value, inner)
    if (value.kind === 'array' && isList) for (const item of value.items) if (item.kind === 'object') visit(item, inner)
  }
}

/** A library is one daemon's or both DHCP servers': in another's file its parameters mean nothing. */
const libraryPrefix: Readonly<Record<string, string>> = { dhcp4: 'libdhcp_', dhcp6: 'libdhcp_', ddns: 'libddns_', agent: 'libca_' }

/** The scope of the map or maps below a key; hook parameters have the scope of their library. */
export function innerScope(node: ObjectNode, scope: Scope, schema: MapSchema, key: string): Scope | undefined {
  if (scope.name === 'hooks-libraries' && key === 'parameters') {
    const family = familyOf(node)
    return Object.hasOwn(families, family) && family.startsWith(libraryPrefix[scope.family] ?? ' ') ? { family, name: '' } : undefined
  }
  const name = childScope(schema.properties?.[key])
  return name === undefined ? undefined : { family: scope.family, name }
}
