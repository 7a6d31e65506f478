/** Kea looks a client up by the types of host-reservation-identifiers, and by no other. */
import { fix } from '../../fix'
import { addItem } from '../../../config/rewrite'
import type { ConfigFile } from '../../../config/config-file'
import type { HostIdentifierType } from '../../../config/host-identifier'
import { member, valueOf } from '../../../config/tree'
import type { Node, ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { allReservations, identifierIn } from './reading'
import { say } from '../../../text/text'

export const reservationIdentifierNotLookedUp: FileRule = {
  id: 'reservation-identifier-not-looked-up',
  scope: 'file',
  severity: 'warning',
  summary: 'Reservations are by identifiers that host-reservation-identifiers names.',
  why: 'Kea takes the reservations and never finds them: the clients get what all get.',
  manual: 'dhcp4-srv.html#reservations4-tuning',

  check(file, report) {
    if (file.daemon !== 'dhcp4') return
    const types = typesLookedFor(file)
    const list = member(file.body, 'host-reservation-identifiers')
    for (const [type, reservations] of byType(allReservations(file))) {
      const [first] = reservations
      const at = first && member(first, type)
      // Whether a flex-id is looked for hangs together with the library that makes it: the rules of hooks tell.
      if (!at || type === 'flex-id' || !types || types.includes(type)) continue
      report(at, {
        message: say`Kea does not look for clients by ${type}: it never finds ${reservations.length === 1 ? say`this reservation` : say`the ${reservations.length} reservations by ${type}`}.`,
        help: say`Add "${type}" to host-reservation-identifiers.`,
        related: list ? [related(list, say`The types that Kea looks for`)] : [],
        fixes: () => (list?.value?.kind === 'array' ? fix(say`Add "${type}" to host-reservation-identifiers`, addItem(list.value, type)) : []),
      })
    }
  },
}

function byType(reservations: readonly ObjectNode[]): Map<HostIdentifierType, ObjectNode[]> {
  const found = new Map<HostIdentifierType, ObjectNode[]>()
  for (const reservation of reservations) {
    const type = identifierIn(reservation)?.type
    const list = type && found.get(type)
    if (list) list.push(reservation)
    else if (type) found.set(type, [reservation])
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
