/** The addresses of the router and of the server itself are no client's. */
import { isFilledIn } from '../../../config/placeholder'
import { booleanOf, numberOf, objectOf, objectsIn, stringOf, stringsIn } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { readIpv4 } from '../../address-text'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import type { Scope } from '../../scopes'
import { addressIn, clientName } from './reading'
import { say } from '../../../text/text'

export const reservationAddressInUse: ScopeRule = {
  id: 'reservation-address-in-use',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'info',
  summary: 'The address of the router, or of this server, is reserved for no client.',
  why: 'When that client asks for an address, two machines have the same.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check(subnet, report) {
    const reservations = subnet.around.family === 4 ? objectsIn(subnet.node, 'reservations') : []
    if (reservations.length === 0) return
    const routers = routersOf(subnet)
    const own = ownAddresses(subnet)
    for (const reservation of reservations) {
      const reserved = addressIn(reservation)
      if (!reserved) continue
      const router = routers.find((one) => one.addresses.includes(reserved.address))
      const other = (router ?? own.find(({ address }) => address === reserved.address))?.text
      if (!other) continue
      report(reserved.text, {
        message: say`${reserved.text.value} is the address of ${router ? say`the router` : say`this server`}, and it is reserved for ${clientName(reservation)}.`,
        help: say`If that is not the ${router ? say`router` : say`server`} itself, two machines have the same address as soon as the client asks for one. Reserve another address.`,
        related: [related(other, router ? say`The router` : say`An address of this server`)],
      })
    }
  },
}

interface Routers {
  readonly text: StringNode
  readonly addresses: readonly (number | undefined)[]
}

/** Of the nearest scope that gives any. */
function routersOf(scope: Scope): Routers[] {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const found = objectsIn(at.node, 'option-data').flatMap((option) => {
      const data = stringOf(option, 'data')
      const isRouters = stringOf(option, 'name')?.value === 'routers' || numberOf(option, 'code')?.value === 3
      if (!isRouters || !data || isFilledIn(data.value) || (stringOf(option, 'space')?.value ?? 'dhcp4') !== 'dhcp4' || booleanOf(option, 'csv-format')?.value === false) return []
      return [{ text: data, addresses: data.value.split(',').map((one) => readIpv4(one.trim())) }]
    })
    if (found.length > 0) return found
  }
  return []
}

/** `eth0/192.0.2.1`. */
function ownAddresses({ around }: Scope): { text: StringNode; address: number | undefined }[] {
  return stringsIn(objectOf(around.body, 'interfaces-config'), 'interfaces').flatMap((text) => {
    const at = text.value.indexOf('/')
    return at === -1 ? [] : [{ text, address: readIpv4(text.value.slice(at + 1).trim()) }]
  })
}
