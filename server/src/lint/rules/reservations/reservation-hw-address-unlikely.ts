/** A client sends from a hardware address that one network card can have. */
import { changeTo, fix } from '../../fix'
import type { Fix } from '../../fix'
import { renameKey } from '../../../config/rewrite'
import { member } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { quotedText } from '../../../config/host-identifier'
import type { ScopeRule } from '../../rule'
import { identifierIn, knownOctets } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const reservationHwAddressUnlikely: ScopeRule = {
  id: 'reservation-hw-address-unlikely',
  scope: 'scope',
  kinds: ['reservation'],
  severity: 'warning',
  summary: 'A hw-address has as many octets as a network card sends, and is neither a multicast address nor all zeros.',
  why: 'No client has the address: the reservation is never used.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check({ node, around }, report) {
    const identifier = around.family === 4 ? identifierIn(node) : undefined
    if (identifier?.type !== 'hw-address' || quotedText(identifier.text.value) !== undefined) return
    const octets = knownOctets(identifier)
    const fault = octets && faultOf(octets)
    if (!fault) return
    report(identifier.text, {
      message: say`The hw-address ${identifier.text.value} ${fault.message}.`,
      help: say`${fault.help} As it stands, no client gets this reservation.`,
      fixes: () => (octets.length === 7 && octets[0] === 1 ? asClientId(node, identifier.text) : []),
    })
  },
}

/** Ethernet and Wi-Fi; FireWire and others; InfiniBand. */
const usual = [6, 8, 16, 20]

function faultOf(octets: Uint8Array): { message: Text; help: Text } | undefined {
  // More than 20 are refused.
  if (octets.length > 20) return undefined
  if (!usual.includes(octets.length)) {
    const isClientId = octets.length === 7 && octets[0] === 1
    return {
      message: say`has ${octets.length === 1 ? say`one octet` : say`${octets.length} octets`}, and Ethernet addresses have six`,
      help: isClientId ? say`It looks like a client identifier: write it as client-id, or leave the first octet out.` : say`Look the address up again.`,
    }
  }
  if (octets.every((octet) => octet === 0)) return { message: say`is all zeros`, help: say`It looks like a place holder: write the address of the client.` }
  if (octets.length !== 6) return undefined
  if (octets.every((octet) => octet === 0xff)) return { message: say`is the broadcast address`, help: say`It looks like a place holder: write the address of the client.` }
  return ((octets[0] ?? 0) & 1) === 1 ? { message: say`is a multicast address, from which nobody sends`, help: say`The first octet of a client's address is even: look the address up again.` } : undefined
}

function asClientId(node: ObjectNode, text: StringNode): Fix[] {
  const own = member(node, 'hw-address')
  const rest = text.value.replace(/^(?:0x)?01[: ]?/i, '')
  return [...(own && !member(node, 'client-id') ? fix(say`Write it as client-id`, renameKey(own, 'client-id')) : []), ...(rest === text.value ? [] : changeTo(text, rest))]
}
