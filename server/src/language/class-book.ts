/** The client classes of a DHCP server's file and where it names them; what a subnet names is kept for as long as its map is the same. */
import { objectsIn } from '../config/tree'
import type { ObjectNode } from '../config/tree'
import { classesOf, mentionsIn } from '../lint/class-usage'
import type { ClassOfFile, Mention } from '../lint/class-usage'
import { expressionsIn } from '../lint/expressions'
import type { ExpressionOfFile } from '../lint/expressions'
import { outerScopes, scopesWithin, subnetScopes } from '../lint/scopes'
import type { Scope, Surroundings } from '../lint/scopes'

export interface ClassBook {
  readonly classes: ReadonlyMap<string, ClassOfFile>
  readonly mentions: readonly Mention[]
  /** Of classes and hook libraries. */
  readonly expressions: readonly ExpressionOfFile[]
}

export type MentionMemory = WeakMap<ObjectNode, readonly Mention[]>

export function classBook(around: Surroundings, memory: MentionMemory): ClassBook {
  const expressions = expressionsIn({ kind: 'global', node: around.body, outer: undefined, around })
  return {
    classes: classesOf(objectsIn(around.body, 'client-classes'), expressions, around.release),
    mentions: [...outerScopes(around).flatMap(mentionsIn), ...subnetScopes(around).flatMap((subnet) => mentionsWithin(subnet, memory))],
    expressions,
  }
}

function mentionsWithin(subnet: Scope, memory: MentionMemory): readonly Mention[] {
  const known = memory.get(subnet.node)
  if (known) return known
  const made = scopesWithin(subnet).flatMap(mentionsIn)
  memory.set(subnet.node, made)
  return made
}
