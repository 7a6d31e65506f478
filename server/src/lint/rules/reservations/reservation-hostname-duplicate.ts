/** With DNS updates, a host name belongs to one client. */
import { isFilledIn } from '../../../config/placeholder'
import { booleanOf, objectOf, objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { inherited, subnetScopes, surroundingsOf } from '../../scopes'
import type { Scope, Surroundings } from '../../scopes'
import { clientKey, clientName } from './reading'
import { say } from '../../../text/text'

export const reservationHostnameDuplicate: FileRule = {
  id: 'reservation-hostname-duplicate',
  scope: 'file',
  severity: 'info',
  summary: 'With DNS updates on, no two clients have the same host name reserved.',
  why: 'The second of them does not get into DNS, or takes the name away from the first.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check(file, report, { release }) {
    const around = file.daemon === 'dhcp4' ? surroundingsOf(file, release) : undefined
    if (!around || !updatesDns(around)) return
    const known = new Map<string, ObjectNode>()
    for (const { reservation, suffix } of named(around)) {
      const name = stringOf(reservation, 'hostname')
      const client = clientKey(reservation)
      if (!name || name.value === '' || isFilledIn(name.value) || client === undefined) continue
      const key = `${name.value.toLowerCase()} ${suffix}`
      const first = known.get(key)
      const other = first && stringOf(first, 'hostname')
      if (!other) known.set(key, reservation)
      else if (clientKey(first) !== client) {
        report(name, {
          message: say`The host name "${name.value}" is reserved for ${clientName(first)} too.`,
          help: say`DNS updates are on: the second of the two does not get into DNS, or takes the name away from the first. Give each client a name of its own.`,
          related: [related(other, say`The first reservation`)],
        })
      }
    }
  },
}

function updatesDns({ body }: Surroundings): boolean {
  return booleanOf(objectOf(body, 'dhcp-ddns'), 'enable-updates')?.value === true && booleanOf(body, 'ddns-send-updates')?.value !== false
}

function named(around: Surroundings): { reservation: ObjectNode; suffix: string }[] {
  const all = (scope: ObjectNode, suffix: string): { reservation: ObjectNode; suffix: string }[] => objectsIn(scope, 'reservations').map((reservation) => ({ reservation, suffix }))
  return [...all(around.body, ''), ...subnetScopes(around).flatMap((subnet) => all(subnet.node, suffixOf(subnet)))]
}

function suffixOf(subnet: Scope): string {
  const suffix = inherited(subnet, 'ddns-qualifying-suffix')?.value
  return suffix?.kind === 'string' ? suffix.value : ''
}
