/** Where a file speaks of clients, so that an editor can offer to explain one there: its classes, subnets, pools and reservations. */
import type { ConfigFile } from '../config/config-file'
import { subnetsOf } from '../config/dhcp4'
import type { Span } from '../config/source'
import { objectsIn } from '../config/tree'
import type { ObjectNode } from '../config/tree'

/** An editor draws a line for each lens; with more of them it would scroll badly. */
export const mostLenses = 2000

/**
 * The first key of every such map that stands in the file `uri`, which may be one that `file` includes. A kind comes whole or not at all:
 * classes, subnets, pools and reservations, in this order, as long as all together are no more than `mostLenses`.
 */
export function placesToExplain(file: ConfigFile, uri: string): Span[] {
  if (file.daemon !== 'dhcp4') return []
  const subnets = subnetsOf(file).map((subnet) => subnet.node)
  const kinds = [
    () => objectsIn(file.body, 'client-classes'),
    () => subnets,
    () => subnets.flatMap((subnet) => objectsIn(subnet, 'pools')),
    () => [...objectsIn(file.body, 'reservations'), ...subnets.flatMap((subnet) => objectsIn(subnet, 'reservations'))],
  ]
  const places: Span[] = []
  for (const find of kinds) {
    const found = find().flatMap(firstKey).filter((place) => place.source.uri === uri)
    if (places.length + found.length > mostLenses) break
    places.push(...found)
  }
  return places
}

function firstKey(node: ObjectNode): Span[] {
  const [first] = node.members
  return first ? [first.keySpan] : []
}
