/** Pairs every map of a file with its scope: the same walk answers checks, completion and hover. */
import type { ConfigFile } from '../config/config-file'
import type { Release } from '../config/release'
import { objectOf, objectsIn, stringOf } from '../config/tree'
import type { ObjectNode } from '../config/tree'
import { childScope, families, knownIn, schemaOf } from './schemas'
import type { MapSchema, Scope } from './schemas'

/** Called for each map, outer ones first. */
export type Visit = (node: ObjectNode, scope: Scope, schema: MapSchema) => void

/** Of daemons without a schema, only what they share with others is visited; with a release, nothing below a key that it does not know. */
export function walk(file: ConfigFile, visit: Visit, release?: Release): void {
  if (file.root?.kind !== 'object') return
  if (file.daemon === 'dhcp4' || file.daemon === 'agent') walkMap(file.root, { family: file.daemon, name: '' }, visit, release)
  if (file.daemon === 'dhcp6') walkSharedHooks(file, visit, release)
}

/** kea-dhcp6 has no schema of its own yet; High Availability is configured alike for both. */
function walkSharedHooks(file: ConfigFile, visit: Visit, release: Release | undefined): void {
  for (const hook of objectsIn(file.body, 'hooks-libraries')) {
    const parameters = objectOf(hook, 'parameters')
    if (parameters && familyOf(hook) === 'libdhcp_ha') walkMap(parameters, { family: 'libdhcp_ha', name: '' }, visit, release)
  }
}

/** The library's file name, without its folder and ending. */
function familyOf(hook: ObjectNode): string {
  const library = stringOf(hook, 'library')?.value ?? ''
  return library.slice(library.lastIndexOf('/') + 1).replace(/\.so$/, '')
}

function walkMap(node: ObjectNode, scope: Scope, visit: Visit, release: Release | undefined): void {
  const schema = schemaOf(scope)
  if (!schema) return
  visit(node, scope, schema)
  for (const { key, value } of node.members) {
    if (!value || (value.kind !== 'object' && value.kind !== 'array')) continue
    const inner = innerScope(node, scope, schema, key)
    if (!inner || (release && !knownIn(schema.properties?.[key] ?? {}, release))) continue
    // A map in place of a list, or the reverse, is of the wrong type: what it holds is not judged on top of that.
    const isList = schema.properties?.[key]?.items !== undefined
    if (value.kind === 'object' && !isList) walkMap(value, inner, visit, release)
    if (value.kind === 'array' && isList) for (const item of value.items) if (item.kind === 'object') walkMap(item, inner, visit, release)
  }
}

/** The scope of the map or maps below a key; hook parameters have the scope of their library. */
export function innerScope(node: ObjectNode, scope: Scope, schema: MapSchema, key: string): Scope | undefined {
  if (scope.family === 'dhcp4' && scope.name === 'hooks-libraries' && key === 'parameters') {
    const family = familyOf(node)
    return Object.hasOwn(families, family) && family.startsWith('lib') ? { family, name: '' } : undefined
  }
  const name = childScope(schema.properties?.[key])
  return name === undefined ? undefined : { family: scope.family, name }
}
