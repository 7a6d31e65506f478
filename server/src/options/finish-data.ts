/** What the octets of an option must be for Kea to build it. */
import type { Definition, Dialect, Fault } from './definition'
import { readName, readNames } from './domain-names'
import { fillsRecord, fixedSize, tuplePrefixOf } from './sizes'

export function finish(definition: Definition, octets: Uint8Array, dialect: Dialect): Uint8Array | Fault {
  const { type, array, fields } = definition
  if (type === 'internal' || type === 'binary') return octets
  if (type === 'string') return textOf(octets)
  if (type === 'fqdn' && array) {
    if (dialect.family === 6) return octets
    return octets.length > 0 && readNames(octets) ? octets : { fault: 'this option needs at least one name' }
  }
  if (type === 'record' && !fillsRecord(fields, octets)) return { fault: `this option has the fields ${fields.join(', ')}` }
  const wrong = type === 'tuple' ? tupleFault(definition, octets, dialect) : type === 'fqdn' ? nameFault(octets) : type === 'ipv6-prefix' ? prefixFault(octets, array) : undefined
  if (wrong !== undefined) return { fault: wrong }
  if (array && octets.length === 0 && (type === 'ipv4-address' || type === 'ipv6-address')) return octets
  const size = fixedSize(type)
  if (size !== undefined && !array && octets.length < size) return { fault: `this option has ${size} ${size === 1 ? 'octet' : 'octets'} at least` }
  if (size !== undefined && array && (octets.length === 0 || octets.length % size !== 0)) return { fault: `this option has values of ${size} ${size === 1 ? 'octet' : 'octets'} each` }
  return octets
}

function textOf(octets: Uint8Array): Uint8Array | Fault {
  let end = octets.length
  while (end > 0 && octets[end - 1] === 0) end--
  return end === 0 ? { fault: 'this option needs a text that is not empty' } : octets.subarray(0, end)
}

function tupleFault(definition: Definition, octets: Uint8Array, { family }: Dialect): string | undefined {
  const prefix = tuplePrefixOf(definition, family)
  if (definition.array && octets.length === 0) return undefined
  let at = 0
  do {
    if (at + prefix > octets.length) return 'a tuple lacks its length'
    const length = prefix === 1 ? (octets[at] ?? 0) : (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0)
    if (length === 0 && definition.array) return 'a list has no empty tuples'
    at += prefix + length
    if (at > octets.length) return `a tuple of ${length} octets is cut short`
  } while (definition.array && at < octets.length)
  return undefined
}

/** Kea reckons a name's length from its text: characters that are escaped there make it refuse the name. */
const escaped = /[^\x21-\x7e]|["().;@\\$]/

function nameFault(octets: Uint8Array): string | undefined {
  const read = readName(octets, 0)
  if (!read) return 'these octets are no domain name'
  return read.labels.some((label) => escaped.test(label)) ? 'the name has a character that names do not have' : undefined
}

function prefixFault(octets: Uint8Array, array: boolean): string | undefined {
  if (array && octets.length === 0) return undefined
  const bits = octets[0]
  if (bits === undefined) return 'a prefix needs its length'
  return octets.length < 1 + Math.ceil(bits / 8) ? `a prefix of ${bits} bits is cut short` : undefined
}
