/** Kea looks a client up by the types of host-reservation-identifiers, and by no other. */
import { fix } from '../../fix'
import { addItem } from '../../../config/rewrite'
import type { ConfigFile } from '../../../config/config-file'
import type { HostIdentifierType } from '../../../config/host-identifier'
import { member, objectsIn, valueOf } from '../../../config/tree'
import type { Node, ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { identifierIn, reservingMaps } from './reading'
import { say } from '../../../text/text'

export const reservationIdentifierNotLookedUp: FileRule = {
  id: 'reservation-identifier-not-looked-up',
  scope: 'file',
  severity: 'warning',
  summary: 'Reservations are by identifiers that host-reservation-identifiers names.',
  why: 'Kea takes the reservations and never finds them: the clients get what all get.',
  manual: 'dhcp4-srv.html#reservations4-tuning',

  ofSubnets: [typesIn],

  check(file, report, { readPart }) {
    if (file.daemon !== 'dhcp4') return
    const types = typesLookedFor(file)
    const list = member(file.body, 'host-reservation-identifiers')
    for (const [type, { first, count }] of byType(reservingMaps(file).map((map) => readPart(typesIn, map)))) {
      const at = member(first, type)
      // Whether a flex-id is looked for hangs together with the library that makes it: the rules of hooks tell.
      if (!at || type === 'flex-id' || !types || types.includes(type)) continue
      report(at, {
        message: say`Kea does not look for clients by ${type}: it never finds ${count === 1 ? say`this reservation` : say`the ${count} reservations by ${type}`}.`,
        help: say`Add "${type}" to host-reservation-identifiers.`,
        related: list ? [related(list, say`The types that Kea looks for`)] : [],
        fixes: () => (list?.value?.kind === 'array' ? fix(say`Add "${type}" to host-reservation-identifiers`, addItem(list.value, type)) : []),
      })
    }
  },
}

interface OfType {
  readonly type: HostIdentifierType
  readonly first: ObjectNode
  readonly count: number
}

function typesIn(map: ObjectNode): readonly OfType[] {
  const found: OfType[] = []
  for (const first of objectsIn(map, 'reservations')) {
    const type = identifierIn(first)?.type
    const at = found.findIndex((one) => one.type === type)
    const known = found[at]
    if (known) found[at] = { ...known, count: known.count + 1 }
    else if (type) found.push({ type, first, count: 1 })
  }
  return found
}

function byType(parts: readonly (readonly OfType[])[]): Map<HostIdentifierType, OfType> {
  const found = new Map<HostIdentifierType, OfType>()
  for (const one of parts.flat()) {
    const known = found.get(one.type)
    found.set(one.type, known ? { ...known, count: known.count + one.count } : one)
  }
  return found
}

const byDefault: readonly string[] = ['hw-address', 'duid', 'circuit-id', 'client-id']

/** undefined where the file does not tell. */
function typesLookedFor({ body }: ConfigFile): readonly string[] | undefined {
  const list = valueOf(body, 'host-reservation-identifiers')
  if (!list) return body?.incomplete ? undefined : byDefault
  if (list.kind !== 'array' || list.incomplete || list.items.length === 0) return undefined
  return list.items.map(textOf)
}

function textOf(node: Node): string {
  return node.kind === 'string' ? node.value : ''
}
