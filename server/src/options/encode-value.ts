/** One value of `data` as octets, by the type that the definition gives it. */
import { atLeast } from '../config/release'
import type { Release } from '../config/release'
import { parseIpv6 } from '../expression/ipv6'
import { parseAddress } from '../net/ipv4'
import { hexOctets, joinOctets, numberOctets, stringOctets, utf8Octets } from '../net/octets'
import { encodeName } from './domain-names'
import type { Fault } from './definition'
import { trimBlanks } from './tokens'
import { say } from '../text/text'

/** How long the length in front of a tuple is, in octets. */
export type TuplePrefix = 1 | 2

export interface Encoding {
  readonly release: Release
  readonly tuplePrefix: TuplePrefix
}

export function encodeValue(type: string, text: string, { release, tuplePrefix }: Encoding): Uint8Array | Fault {
  switch (type) {
    case 'binary':
      return readHex(text) ?? { fault: say`${quote(text)} is no even number of hexadecimal digits` }
    case 'boolean':
      return encodeBoolean(text)
    case 'int8':
    case 'int16':
    case 'int32':
    case 'uint8':
    case 'uint16':
    case 'uint32':
      return encodeInteger(type, text)
    case 'ipv4-address':
    case 'ipv6-address':
      return encodeAddress(text)
    case 'ipv6-prefix':
      return encodePrefix(text, release)
    case 'psid':
      return encodePsid(text)
    case 'string':
      return utf8Octets(text)
    case 'tuple':
      return encodeTuple(text, tuplePrefix)
    case 'fqdn':
      return encodeName(text) ?? { fault: say`${quote(text)} is no domain name` }
    default:
      return { fault: say`a value of type ${type} cannot be given` }
  }
}

/** So that a sentence shows where nothing is. */
export function quote(text: string): string {
  return text === '' || /\s/.test(text) ? `"${text}"` : text
}

/** `'text'`, `0x0102`, `01:02`, `01 02` or digits alone, whose number may be odd; undefined for anything else. */
export function readHexOrQuoted(text: string): Uint8Array | undefined {
  const quoted = /^'([\s\S]*)'$/.exec(trimBlanks(text))
  if (quoted && trimBlanks(quoted[1] ?? '') !== '') return utf8Octets(trimBlanks(quoted[1] ?? ''))
  if (text === '') return new Uint8Array()
  const separator = text.includes(':') ? ':' : text.includes(' ') ? ' ' : undefined
  if (separator !== undefined) {
    const parts = text.split(separator)
    return parts.every((part) => /^[0-9a-fA-F]{1,2}$/.test(part)) ? Uint8Array.from(parts.map((part) => parseInt(part, 16))) : undefined
  }
  const digits = text.length > 2 && text.startsWith('0x') ? text.slice(2) : text
  return readHex(text.length % 2 === 0 ? digits : `0${digits}`)
}

/** Digits in pairs, blanks between them as one likes. */
function readHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/[\t\n\v\f\r ]/g, '')
  return digits.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(digits) ? hexOctets(digits) : undefined
}

function encodeBoolean(text: string): Uint8Array | Fault {
  if (/^true$/i.test(text)) return Uint8Array.of(1)
  if (/^false$/i.test(text)) return Uint8Array.of(0)
  const number = /^[+-]?\d+$/.test(text) ? Number(text) : undefined
  return number === 0 || number === 1 ? Uint8Array.of(number) : { fault: say`${quote(text)} is neither true nor false` }
}

function encodeInteger(type: string, text: string): Uint8Array | Fault {
  const { least, most, size } = integerRange(type)
  const value = integerOf(text)
  if (value === undefined) return { fault: say`${quote(text)} is no whole number` }
  if (value < least || value > most) return { fault: say`${quote(text)} is no ${type} (${least} to ${most})` }
  return numberOctets(value, size)
}

function integerRange(type: string): { least: number; most: number; size: number } {
  const bits = Number(/\d+/.exec(type)?.[0])
  return type.startsWith('u') ? { least: 0, most: 2 ** bits - 1, size: bits / 8 } : { least: -(2 ** (bits - 1)), most: 2 ** (bits - 1) - 1, size: bits / 8 }
}

/** Decimal, or else hexadecimal with or without 0x. */
function integerOf(text: string): number | undefined {
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  const parts = /^([+-]?)(?:0[xX])?([0-9a-fA-F]+)$/.exec(text)
  return parts ? parseInt(`${parts[1] ?? ''}${parts[2] ?? ''}`, 16) : undefined
}

function encodeAddress(text: string): Uint8Array | Fault {
  const address = strictAddress(text)
  if (address !== undefined) return addressOctets(address)
  const wide = parseIpv6(text.replace(/%.*$/s, ''))
  return wide === undefined ? { fault: say`${quote(text)} is no IP address` } : stringOctets(wide)
}

/** Without leading zeros and blanks, which the system's own reader refuses. */
export function strictAddress(text: string): number | undefined {
  return /(?:^|\.)0\d|\s/.test(text) ? undefined : parseAddress(text)
}

export function addressOctets(address: number): Uint8Array {
  return numberOctets(address, 4)
}

const longestPrefix = 128

function encodePrefix(text: string, release: Release): Uint8Array | Fault {
  const bare = text.replace(/[ \t]/g, '')
  const slash = bare.indexOf('/')
  if (slash < 0) return { fault: say`${quote(text)} has no length behind a slash, as in 2001:db8::/48` }
  const address = parseIpv6(bare.slice(0, slash).replace(/%.*$/s, ''))
  const bits = integerOf(bare.slice(slash + 1))
  if (address === undefined) return { fault: say`${quote(bare.slice(0, slash))} is no IPv6 address` }
  if (bits === undefined || bits < 0 || bits > 255) return { fault: say`${quote(bare.slice(slash + 1))} is no length of a prefix (0 to ${longestPrefix})` }
  if (bits > longestPrefix && atLeast(release, '3.0')) return { fault: say`a prefix has ${longestPrefix} bits at most, not ${bits}` }
  const octets = new Uint8Array(Math.ceil(bits / 8))
  octets.set(stringOctets(address).subarray(0, octets.length))
  const spare = (8 - (bits % 8)) % 8
  const last = octets.length - 1
  if (spare > 0) octets[last] = ((octets[last] ?? 0) >> spare) << spare
  return Uint8Array.of(bits, ...octets)
}

function encodePsid(text: string): Uint8Array | Fault {
  const bare = text.replace(/[ \t]/g, '')
  const slash = bare.indexOf('/')
  if (slash < 0) return { fault: say`${quote(text)} is no PSID with its length, as in 3/4` }
  const psid = integerOf(bare.slice(0, slash))
  const bits = integerOf(bare.slice(slash + 1))
  if (psid === undefined || psid < 0 || psid > 0xffff) return { fault: say`${quote(bare.slice(0, slash))} is no PSID (0 to 65535)` }
  if (bits === undefined || bits < 0 || bits > 16) return { fault: say`${quote(bare.slice(slash + 1))} is no length of a PSID (0 to 16)` }
  if (bits > 0 && psid >= 2 ** bits) return { fault: say`PSID ${psid} does not fit into ${bits} bits` }
  return Uint8Array.of(bits, ...numberOctets((psid * 2 ** (16 - bits)) & 0xffff, 2))
}

function encodeTuple(text: string, prefix: TuplePrefix): Uint8Array | Fault {
  const octets = utf8Octets(text)
  if (octets.length >= 256 ** prefix) return { fault: say`a tuple holds ${256 ** prefix - 1} octets at most, and this one has ${octets.length}` }
  return joinOctets([numberOctets(octets.length, prefix), octets])
}
