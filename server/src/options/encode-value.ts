/** One value of `data` as octets, by the type that the definition gives it. */
import { parseIpv6 } from '../expression/ipv6'
import { parseAddress } from '../net/ipv4'
import { encodeName } from './domain-names'
import type { Fault } from './definition'

/** How long the length in front of a tuple is, in octets. */
export type TuplePrefix = 1 | 2

export function encodeValue(type: string, text: string, tuplePrefix: TuplePrefix): Uint8Array | Fault {
  switch (type) {
    case 'binary':
      return readHex(text) ?? { fault: `${text} is no even number of hexadecimal digits` }
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
      return encodePrefix(text)
    case 'psid':
      return encodePsid(text)
    case 'string':
      return Buffer.from(text, 'utf8')
    case 'tuple':
      return encodeTuple(text, tuplePrefix)
    case 'fqdn':
      return encodeName(text) ?? { fault: `${text} is no domain name` }
    default:
      return { fault: `a value of type ${type} cannot be given` }
  }
}

/** `'text'`, `0x0102`, `01:02`, `01 02` or digits alone, whose number may be odd; undefined for anything else. */
export function readHexOrQuoted(text: string): Uint8Array | undefined {
  const trimmed = text.trim()
  const quoted = /^'([\s\S]*)'$/.exec(trimmed)
  if (quoted) return Buffer.from(quoted[1] ?? '', 'utf8')
  if (trimmed === '') return new Uint8Array()
  const separator = /[: ]/.exec(trimmed)?.[0]
  if (separator !== undefined) {
    const parts = trimmed.split(separator)
    return parts.every((part) => /^[0-9a-fA-F]{1,2}$/.test(part)) ? Uint8Array.from(parts.map((part) => parseInt(part, 16))) : undefined
  }
  const digits = trimmed.replace(/^0[xX]/, '')
  if (!/^[0-9a-fA-F]+$/.test(digits)) return undefined
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
}

/** Among comma-separated values: digits in pairs, blanks between them as one likes. */
function readHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s/g, '')
  return digits.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(digits) ? Buffer.from(digits, 'hex') : undefined
}

function encodeBoolean(text: string): Uint8Array | Fault {
  const value = text.toLowerCase()
  if (value === 'true' || value === '1') return Uint8Array.of(1)
  if (value === 'false' || value === '0') return Uint8Array.of(0)
  return { fault: `${text} is neither true nor false` }
}

function encodeInteger(type: string, text: string): Uint8Array | Fault {
  const signed = !type.startsWith('u')
  const size = Number(/\d+/.exec(type)?.[0]) / 8
  const least = signed ? -(2 ** (8 * size - 1)) : 0
  const most = signed ? 2 ** (8 * size - 1) - 1 : 2 ** (8 * size) - 1
  const value = integerOf(text)
  if (value === undefined || value < least || value > most) return { fault: `${text} is no ${type} (${least} to ${most})` }
  const octets = Buffer.alloc(size)
  if (signed) octets.writeIntBE(value, 0, size)
  else octets.writeUIntBE(value, 0, size)
  return octets
}

/** Decimal, or else hexadecimal with or without 0x. */
function integerOf(text: string): number | undefined {
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  const digits = text.replace(/^0[xX]/, '')
  return /^[0-9a-fA-F]+$/.test(digits) ? parseInt(digits, 16) : undefined
}

function encodeAddress(text: string): Uint8Array | Fault {
  const address = parseAddress(text)
  if (address !== undefined) {
    const octets = Buffer.alloc(4)
    octets.writeUInt32BE(address)
    return octets
  }
  const wide = parseIpv6(text)
  return wide === undefined ? { fault: `${text} is no IP address` } : Buffer.from(wide, 'latin1')
}

function encodePrefix(text: string): Uint8Array | Fault {
  const [prefix = '', length = ''] = text.replace(/[ \t]/g, '').split('/')
  const address = parseIpv6(prefix)
  const bits = integerOf(length)
  if (address === undefined || bits === undefined || bits < 0 || bits > 128) return { fault: `${text} is no IPv6 prefix` }
  const octets = Buffer.from(address, 'latin1').subarray(0, Math.ceil(bits / 8))
  const spare = (8 - (bits % 8)) % 8
  const last = octets.length - 1
  if (spare > 0) octets[last] = ((octets[last] ?? 0) >> spare) << spare
  return Buffer.concat([Buffer.from([bits]), octets])
}

function encodePsid(text: string): Uint8Array | Fault {
  const [value = '', length = ''] = text.replace(/[ \t]/g, '').split('/')
  const psid = integerOf(value)
  const bits = integerOf(length)
  if (psid === undefined || bits === undefined || bits < 0 || bits > 16 || psid < 0 || psid > 0xffff) return { fault: `${text} is no PSID with its length` }
  if (bits > 0 && psid >= 2 ** bits) return { fault: `PSID ${psid} does not fit into ${bits} bits` }
  const octets = Buffer.alloc(3)
  octets[0] = bits
  octets.writeUInt16BE((psid * 2 ** (16 - bits)) & 0xffff, 1)
  return octets
}

function encodeTuple(text: string, prefix: TuplePrefix): Uint8Array | Fault {
  const octets = Buffer.from(text, 'utf8')
  if (octets.length >= 256 ** prefix) return { fault: `a tuple holds at most ${256 ** prefix - 1} octets` }
  const length = Buffer.alloc(prefix)
  length.writeUIntBE(octets.length, 0, prefix)
  return Buffer.concat([length, octets])
}
