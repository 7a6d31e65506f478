/** Where a file speaks of clients, so that an editor can offer to explain one there: its classes, subnets, pools and reservations. */
import type { ConfigFile } from '../../config/config-file'
import type { Span } from '../../config/source'
import { valueOf } from '../../config/tree'
import type { Node, ObjectNode } from '../../config/tree'

/** An editor draws a line for each lens; with more of them it would scroll badly. */
export const mostLenses = 2000

/**
 * The first key of every such map that stands in the file `uri`, which may be one that `file` includes. A kind comes whole or not at all:
 * classes, subnets, pools and reservations, in this order, as long as all together are no more than `mostLenses`.
 */
export function placesToExplain(file: ConfigFile, uri: string): Span[] {
  if (file.daemon !== 'dhcp4') return []
  const places: Span[] = []
  for (const kind of kinds) {
    const found = firstKeys(kind(file), uri, mostLenses - places.length)
    if (!found) break
    places.push(...found)
  }
  return places
}

const kinds: readonly ((file: ConfigFile) => Iterable<ObjectNode>)[] = [
  ({ body }) => mapsIn(body, 'client-classes'),
  subnetsIn,
  (file) => inSubnets(file, 'pools'),
  function* (file) {
    yield* mapsIn(file.body, 'reservations')
    yield* inSubnets(file, 'reservations')
  },
]

/** Undefined where there are more than `most`: looked at are no more than these, however large the file. */
function firstKeys(nodes: Iterable<ObjectNode>, uri: string, most: number): Span[] | undefined {
  const found: Span[] = []
  for (const node of nodes) {
    const first = node.members[0]?.keySpan
    if (first?.source.uri !== uri) continue
    if (found.length === most) return undefined
    found.push(first)
  }
  return found
}

function* subnetsIn({ body }: ConfigFile): Generator<ObjectNode> {
  yield* mapsIn(body, 'subnet4')
  for (const network of mapsIn(body, 'shared-networks')) yield* mapsIn(network, 'subnet4')
}

function* inSubnets(file: ConfigFile, key: string): Generator<ObjectNode> {
  for (const subnet of subnetsIn(file)) yield* mapsIn(subnet, key)
}

function* mapsIn(node: Node | undefined, key: string): Generator<ObjectNode> {
  const list = valueOf(node, key)
  if (list?.kind !== 'array') return
  for (const item of list.items) if (item.kind === 'object') yield item
}
