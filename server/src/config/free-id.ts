/** The number that a new subnet of the file can have. */
import { numberOf, objectsIn } from './tree'
import type { Node, ObjectNode } from './tree'

const largest = 4_294_967_294

/** Above all that are there, since leases of a subnet that has gone still have its number; the smallest free one where that ends. */
export function freeSubnetId(body: ObjectNode): number {
  return idAbove(new Set(subnetsOf(body).flatMap((subnet) => numberOf(subnet, 'id')?.value ?? [])))
}

/** The same for ids that are known to be taken. */
export function idAbove(ids: ReadonlySet<number>): number {
  let highest = 0
  for (const id of ids) if (id <= largest) highest = Math.max(highest, id)
  if (highest < largest) return highest + 1
  let free = 1
  while (ids.has(free)) free++
  return free
}

function subnetsOf(body: ObjectNode): ObjectNode[] {
  return ['subnet4', 'subnet6'].flatMap((key) => [...objectsIn(body, key), ...objectsIn(body, 'shared-networks').flatMap((network) => objectsIn(network, key))])
}

/** The map below the daemon's key that the value is in. */
export function bodyAround(node: Node): ObjectNode | undefined {
  let body: Node = node
  for (let at: Node = node; at.parent; at = at.parent) body = at
  return body.kind === 'object' ? body : undefined
}
