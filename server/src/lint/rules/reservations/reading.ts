/** Reservations as Kea reads them, without those whose text another rule reports. */
import type { ConfigFile } from '../../../config/config-file'
import { subnetNodes } from '../../../config/dhcp4'
import { hostIdentifierTypes, readHostIdentifier } from '../../../config/host-identifier'
import type { HostIdentifierType } from '../../../config/host-identifier'
import { isFilledIn } from '../../../config/placeholder'
import { stringOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { hexDigits } from '../../../net/octets'
import { readIpv4 } from '../../address-text'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export interface Identifier {
  readonly type: HostIdentifierType
  readonly text: StringNode
}

/** Of several with a text: none, as Kea refuses them. */
export function identifierIn(reservation: ObjectNode): Identifier | undefined {
  const given = identifiersIn(reservation)
  const filled = given.length === 1 ? given : given.filter(({ text }) => text.value !== '')
  return filled.length === 1 && filled[0]?.text.value !== '' ? filled[0] : undefined
}

/** In the order in which Kea comes upon them. */
export function identifiersIn(reservation: ObjectNode): Identifier[] {
  const given: Identifier[] = []
  for (const { key, value } of reservation.members) {
    if (!identifierTypes.has(key) || value?.kind !== 'string') continue
    const type = key as HostIdentifierType
    const before = given.findIndex((one) => one.type === type)
    // Of two the last one counts.
    if (before === -1) given.push({ type, text: value })
    else given[before] = { type, text: value }
  }
  return given.length < 2 ? given : given.sort((one, other) => hostIdentifierTypes.indexOf(one.type) - hostIdentifierTypes.indexOf(other.type))
}

const identifierTypes: ReadonlySet<string> = new Set(hostIdentifierTypes)

/** Equal for what Kea takes for the same client. */
export function clientKey(reservation: ObjectNode): string | undefined {
  const identifier = identifierIn(reservation)
  if (identifier && isPlain(identifier.text.value)) return `${identifier.type} ${identifier.text.value.replaceAll(':', '').toLowerCase()}`
  const octets = identifier && knownOctets(identifier)
  return octets && `${identifier.type} ${hexDigits(octets)}`
}

/** Six octets as nearly everybody writes them: quickly told, for there are many. */
export function isPlain(text: string): boolean {
  return text.length === 17 && /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(text)
}

export function knownOctets({ text }: Identifier): Uint8Array | undefined {
  return isFilledIn(text.value) ? undefined : readHostIdentifier(text.value)
}

/** How a finding names the client of a reservation. */
export function clientName(reservation: ObjectNode): Text {
  const identifier = identifierIn(reservation)
  return identifier ? say`${identifier.type} ${identifier.text.value}` : say`the reservation`
}

export interface ReadAddress {
  readonly text: StringNode
  readonly address: number
}

export function addressIn(reservation: ObjectNode): ReadAddress | undefined {
  const text = stringOf(reservation, 'ip-address')
  const address = text && !isFilledIn(text.value) ? readIpv4(text.value) : undefined
  return text && address !== undefined && isReservable(address) ? { text, address } : undefined
}

export function isReservable(address: number): boolean {
  return address !== 0 && address !== 0xffff_ffff
}

/** The maps that reservations stand in: the global one first, then subnets. */
export function reservingMaps(file: ConfigFile): ObjectNode[] {
  return [...(file.body ? [file.body] : []), ...subnetNodes(file)]
}
