/** Which of the scopes that inherit from each other a map is, or stands in. */
import type { ObjectNode } from '../../config/tree'
import type { Scope, ScopeKind, Surroundings } from '../../lint/scopes'
import { mapAround, memberAround } from '../place-at'

const kinds: Readonly<Record<string, ScopeKind>> = {
  'shared-networks': 'network',
  'subnet4': 'subnet',
  'subnet6': 'subnet',
  'pools': 'pool',
  'pd-pools': 'pd-pool',
  'reservations': 'reservation',
  'client-classes': 'class',
}

/** undefined for a map that is none itself, such as an option. */
export function scopeOfMap(map: ObjectNode, around: Surroundings): Scope | undefined {
  if (map === around.body) return { kind: 'global', node: map, outer: undefined, around }
  const kind = kinds[memberAround(map)?.key ?? '']
  const outer = mapAround(map)
  const outerScope = outer && scopeOfMap(outer, around)
  return kind && outerScope ? { kind, node: map, outer: outerScope, around } : undefined
}

/** The map itself, or the nearest one outward. */
export function scopeAround(map: ObjectNode | undefined, around: Surroundings): Scope | undefined {
  for (let at = map; at; at = mapAround(at)) {
    const found = scopeOfMap(at, around)
    if (found) return found
  }
  return undefined
}
