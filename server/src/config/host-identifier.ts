/** Host identifiers of reservations: which there are, and the octets that Kea reads from their text. */
import { hexOctets, utf8Octets } from '../net/octets'

/** In the order in which Kea comes upon them in a reservation. */
export const hostIdentifierTypes = ['circuit-id', 'client-id', 'duid', 'flex-id', 'hw-address'] as const
export type HostIdentifierType = (typeof hostIdentifierTypes)[number]

/**
 * Text in single quotes is taken letter by letter; all else is hexadecimal digits: in pairs with colons or single
 * blanks between them, or in one go, with or without 0x. undefined where Kea reads neither.
 */
export function readHostIdentifier(text: string): Uint8Array | undefined {
  const quoted = quotedText(text)
  if (quoted !== undefined && quoted !== '') return utf8Octets(quoted)
  const separator = [':', ' '].find((sign) => text.includes(sign))
  return separator === undefined ? readDigits(text) : readPairs(text.split(separator))
}

/** What stands between single quotes, without the blanks around it; undefined where there are no such quotes. */
export function quotedText(text: string): string | undefined {
  const trimmed = withoutBlanks(text)
  return trimmed.length > 1 && trimmed.startsWith("'") && trimmed.endsWith("'") ? withoutBlanks(trimmed.slice(1, -1)) : undefined
}

function readPairs(pairs: readonly string[]): Uint8Array | undefined {
  return pairs.every((pair) => /^[0-9a-fA-F]{1,2}$/.test(pair)) ? Uint8Array.from(pairs, (pair) => parseInt(pair, 16)) : undefined
}

function readDigits(text: string): Uint8Array | undefined {
  const digits = text.length > 2 ? text.replace(/^0x/, '') : text
  return /^[0-9a-fA-F]+$/.test(digits) ? hexOctets(digits.padStart(digits.length + (digits.length % 2), '0')) : undefined
}

function withoutBlanks(text: string): string {
  return text.replace(/^[ \t\n]+|[ \t\n]+$/g, '')
}
