/** The reservations of a DHCP server's file by the clients they are for; what is read of a subnet is kept for as long as its map is the same. */
import { hostIdentifierTypes } from '../config/host-identifier'
import { objectsIn } from '../config/tree'
import type { ObjectNode } from '../config/tree'
import { identifiersIn, isPlain, knownOctets } from '../lint/rules/reservations/reading'
import type { Identifier } from '../lint/rules/reservations/reading'
import type { AddressBook } from './address-book'
import { hexDigits } from '../net/octets'

export interface ReservationPlace {
  readonly node: ObjectNode
  /** undefined: a global one. */
  readonly subnet: ObjectNode | undefined
}

interface Keyed {
  readonly key: string
  readonly node: ObjectNode
}

/** By the map that holds the list: a subnet, or the server. */
export type ReservationMemory = WeakMap<ObjectNode, readonly Keyed[]>

/** Equal for what Kea takes for the same client: type and octets. */
export function identifierKey(identifier: Identifier): string | undefined {
  const { type, text } = identifier
  if (isPlain(text.value)) return `${type} ${text.value.replaceAll(':', '').toLowerCase()}`
  const octets = knownOctets(identifier)
  return octets && `${type} ${hexDigits(octets)}`
}

/** All reservations with that identifier, those of subnets first, in the order of the file. */
export function reservationsOf(key: string, body: ObjectNode | undefined, book: AddressBook, memory: ReservationMemory): ReservationPlace[] {
  const found = book.subnets.flatMap(({ node }) => keyedIn(node, memory).flatMap((one) => (one.key === key ? [{ node: one.node, subnet: node }] : [])))
  const global = body ? keyedIn(body, memory).flatMap((one) => (one.key === key ? [{ node: one.node, subnet: undefined }] : [])) : []
  return [...found, ...global]
}

function keyedIn(holder: ObjectNode, memory: ReservationMemory): readonly Keyed[] {
  const known = memory.get(holder)
  if (known) return known
  const made = objectsIn(holder, 'reservations').flatMap((node) => identifiersIn(node).flatMap((one) => {
    const key = identifierKey(one)
    return key === undefined ? [] : [{ key, node }]
  }))
  memory.set(holder, made)
  return made
}

export function isIdentifierType(key: string): boolean {
  return (hostIdentifierTypes as readonly string[]).includes(key)
}
