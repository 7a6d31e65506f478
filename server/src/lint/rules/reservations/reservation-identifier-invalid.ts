/** A client is known by octets, or by a text in single quotes. */
import { changeTo, removeKey } from '../../fix'
import type { Fix } from '../../fix'
import type { ObjectNode } from '../../../config/tree'
import { quotedText, readHostIdentifier } from '../../../config/host-identifier'
import type { HostIdentifierType } from '../../../config/host-identifier'
import { isFilledIn } from '../../../config/placeholder'
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { identifiersIn, isPlain } from './reading'
import type { Identifier } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const reservationIdentifierInvalid: ScopeRule = {
  id: 'reservation-identifier-invalid',
  scope: 'scope',
  kinds: ['reservation'],
  severity: 'error',
  summary: 'The identifier of a reservation is written in hexadecimal digits or in single quotes, and is of a length that the type has.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check({ node, around }, report) {
    const given = identifiersIn(node)
    const filled = given.filter(({ text }) => text.value !== '')
    for (const identifier of filled.length > 0 ? filled : given) {
      const fault = faultOf(identifier.type, identifier.text.value, around.release)
      if (fault) report(identifier.text, { ...fault, refusedAt: '-t', related: [related({ opening: node }, say`The reservation`)], fixes: () => spellings(identifier, node, around.release) })
    }
  },
}

interface Told {
  readonly message: Text
  readonly help: Text
}

function faultOf(type: HostIdentifierType, value: string, release: Release): Told | undefined {
  if (isPlain(value) || isFilledIn(value)) return undefined
  // The schema tells that a hw-address is empty.
  if (value === '') return type === 'hw-address' ? undefined : { message: say`The ${type} is empty.`, help: say`Write what the client is known by, or remove the key.` }
  const octets = readHostIdentifier(value)
  if (!octets) return { message: say`The ${type} ${JSON.stringify(value)} is neither hexadecimal nor in single quotes.`, help: otherSpelling(type, value) }
  return lengthFault(type, octets.length, release)
}

function otherSpelling(type: HostIdentifierType, value: string): Text {
  const digits = value.replace(/^0x/i, '').replace(/[-.:\s]/g, '')
  if (/^[0-9a-f]+$/i.test(digits) && digits.length % 2 === 0) return say`Write it with colons: "${(digits.match(/../g) ?? []).join(':')}".`
  if (quotedText(value) !== undefined) return say`There is nothing between the quotes. Write what the client is known by.`
  const isOfOctets = type === 'hw-address' || type === 'duid'
  if (isOfOctets || /^['"]|['"]$/.test(value)) return say`Write octets as two hexadecimal digits each, with colons between them; a text is put into single quotes on both sides.`
  return say`If it is meant as a text, put it into single quotes: "'${value}'".`
}

const longest: Readonly<Record<HostIdentifierType, number>> = { 'hw-address': 20, duid: 130, 'client-id': 255, 'circuit-id': 128, 'flex-id': 128 }
/** Others were not limited before 2.3.1. */
const longestOf22: Partial<Record<HostIdentifierType, number>> = { 'hw-address': 20, duid: 128 }
const shortestDuid = 3

function lengthFault(type: HostIdentifierType, length: number, release: Release): Told | undefined {
  const most = (atLeast(release, '2.4') ? longest : longestOf22)[type]
  if (most !== undefined && length > most) return { message: say`The ${type} has ${length} octets; Kea ${release} takes ${most}.`, help: say`Shorten it to what the client sends, or reserve by another identifier.` }
  if (type === 'duid' && length < shortestDuid && atLeast(release, '2.4')) {
    return { message: say`The duid has ${length === 1 ? say`one octet` : say`${length} octets`}; a DUID has ${shortestDuid} or more.`, help: say`Write the whole DUID: two octets of its type, and what follows.` }
  }
  return undefined
}

/** `aabb.ccdd.eeff` and `AA-BB-CC-DD-EE-FF` in Kea's spelling; what is no number, as a text. */
function spellings({ type, text }: Identifier, node: ObjectNode, release: Release): Fix[] {
  if (text.value === '') return identifiersIn(node).length > 1 ? removeKey(node, type) : []
  const digits = text.value.trim().replace(/^0x/i, '').replace(/[-.:\s]/g, '')
  const isOfOctets = /^(?:[0-9a-f]{2})+$/i.test(digits)
  const spelled = isOfOctets ? (digits.match(/../g) ?? []).join(':') : `'${text.value.replace(/^['"]|['"]$/g, '')}'`
  // Of other lengths, digits are rather missing.
  const isWhole = type === 'hw-address' ? digits.length === 12 : digits.length >= 12
  const takesText = type !== 'hw-address' && type !== 'duid'
  if (readHostIdentifier(text.value) || (isOfOctets ? !isWhole : !takesText) || faultOf(type, spelled, release)) return []
  return changeTo(text, spelled, isOfOctets)
}
