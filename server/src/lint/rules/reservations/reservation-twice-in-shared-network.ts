/** In a shared network, a client with reservations in several subnets gets one of them. */
import { guardsOf } from '../../../config/dhcp4'
import { objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { addressIn, clientKey, clientName } from './reading'
import { say } from '../../../text/text'

export const reservationTwiceInSharedNetwork: FileRule = {
  id: 'reservation-twice-in-shared-network',
  scope: 'file',
  severity: 'info',
  summary: 'A client has one reserved address in a shared network.',
  why: 'Kea gives the address of the subnet that it comes to first; the other stays unused.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check(file, report) {
    if (file.daemon !== 'dhcp4') return
    for (const network of objectsIn(file.body, 'shared-networks')) {
      const known = new Map<string, { reservation: ObjectNode; subnet: ObjectNode }>()
      for (const { reservation, subnet } of reservedIn(network)) {
        const key = clientKey(reservation)
        const reserved = addressIn(reservation)
        if (key === undefined || !reserved) continue
        const first = known.get(key)
        const other = first && addressIn(first.reservation)
        if (!other) known.set(key, { reservation, subnet })
        else if (first.subnet !== subnet) {
          report(reserved.text, {
            message: say`${clientName(reservation)} has the address ${other.text.value} reserved in another subnet of the shared network "${stringOf(network, 'name')?.value ?? ''}".`,
            help: say`The client gets the address of the subnet that Kea comes to first, and the other one stays unused. Keep one of the two, or guard the subnets by classes.`,
            related: [related(other.text, say`The other address`)],
          })
        }
      }
    }
  },
}

/** Of subnets that any client may use. */
function reservedIn(network: ObjectNode): { reservation: ObjectNode; subnet: ObjectNode }[] {
  const open = objectsIn(network, 'subnet4').filter((subnet) => guardsOf(subnet).length === 0)
  return open.flatMap((subnet) => objectsIn(subnet, 'reservations').map((reservation) => ({ reservation, subnet })))
}
