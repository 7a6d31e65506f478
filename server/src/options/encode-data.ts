/** `data` of an option → its octets without sub-options (ARM, "Standard DHCPv4 Options" and the table of data types). */
import type { Definition, Fault } from './definition'
import { isFault } from './definition'
import { readName, readNames } from './domain-names'
import { encodeValue, readHexOrQuoted } from './encode-value'
import { encodeResolvers } from './resolvers'
import { encodeRoutes } from './routes'
import { fillsRecord, fixedSize } from './sizes'

const sztpRedirect = 143
const classlessRoutes = 121
const resolvers = 162

export function encodeData(definition: Definition | undefined, data: string, csvFormat: boolean | undefined): Uint8Array | Fault {
  if (!definition || csvFormat === false) {
    const octets = readHexOrQuoted(data)
    if (!octets) return { fault: `${data} is neither hexadecimal digits nor a text in single quotes` }
    return definition ? finish(definition, octets) : octets
  }
  if (definition.type === 'internal') return encodeInternal(definition, data)
  const encoded = encodeValues(definition, splitValues(data))
  return isFault(encoded) ? encoded : finish(definition, encoded)
}

/** Commas part values unless a backslash stands before them. */
export function splitValues(data: string): string[] {
  const values: string[] = []
  let value = ''
  for (let at = 0; at < data.length; at++) {
    const char = data.charAt(at)
    if (char === '\\' && data.charAt(at + 1) === ',') {
      value += ','
      at++
    } else if (char === ',') {
      if (value !== '') values.push(value)
      value = ''
    } else value += char
  }
  if (value !== '') values.push(value)
  return values
}

function encodeValues(definition: Definition, values: readonly string[]): Uint8Array | Fault {
  const { type, array, fields } = definition
  if (type === 'empty') return values.length === 0 ? new Uint8Array() : { fault: 'this option takes no data' }
  if (type === 'record') {
    if (values.length < fields.length) return { fault: `this option has ${fields.length} fields, and ${values.length} values are given` }
    const repeated = array ? values.length - fields.length : 0
    const last = fields[fields.length - 1] ?? ''
    return join([...fields, ...Array<string>(repeated).fill(last)], values, definition)
  }
  if (array) return join(values.map(() => type), values, definition)
  if (values.length === 0) return { fault: 'this option needs data' }
  return join([type], values, definition)
}

function join(types: readonly string[], values: readonly string[], definition: Definition): Uint8Array | Fault {
  const parts: Uint8Array[] = []
  for (const [at, type] of types.entries()) {
    const part = encodeValue(type, (values[at] ?? '').trim(), isTwoOctetTuple(definition) ? 2 : 1)
    if (isFault(part)) return part
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** SZTP redirects have tuples whose length takes two octets (RFC 8572). */
export function isTwoOctetTuple({ space, code }: Pick<Definition, 'space' | 'code'>): boolean {
  return space === 'dhcp4' && code === sztpRedirect
}

function encodeInternal(definition: Definition, data: string): Uint8Array | Fault {
  if (definition.code === classlessRoutes) return encodeRoutes(data)
  if (definition.code === resolvers) return encodeResolvers(data)
  return { fault: `option ${definition.name} cannot be given as text` }
}

/** What the octets must be for Kea to build the option of them. */
function finish(definition: Definition, octets: Uint8Array): Uint8Array | Fault {
  const { type, array } = definition
  if (type === 'string') {
    let end = octets.length
    while (end > 0 && octets[end - 1] === 0) end--
    return end === 0 ? { fault: 'this option needs a text that is not empty' } : octets.subarray(0, end)
  }
  if (type === 'fqdn' && array) {
    return octets.length > 0 && readNames(octets) ? octets : { fault: 'this option needs at least one name' }
  }
  if (type === 'record' && !fillsRecord(definition.fields, octets)) return { fault: `this option has the fields ${definition.fields.join(', ')}` }
  const wrong = type === 'tuple' ? tupleFault(definition, octets) : type === 'fqdn' ? nameFault(octets) : type === 'ipv6-prefix' ? prefixFault(octets, array) : undefined
  if (wrong !== undefined) return { fault: wrong }
  if (array && octets.length === 0 && (type === 'ipv4-address' || type === 'ipv6-address')) return octets
  const size = fixedSize(type)
  if (size !== undefined && !array && octets.length < size) return { fault: `this option has ${size} ${size === 1 ? 'octet' : 'octets'} at least` }
  if (size !== undefined && array && (octets.length === 0 || octets.length % size !== 0)) return { fault: `this option has values of ${size} ${size === 1 ? 'octet' : 'octets'} each` }
  return octets
}

function tupleFault(definition: Definition, octets: Uint8Array): string | undefined {
  const prefix = isTwoOctetTuple(definition) ? 2 : 1
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

const longestPrefix = 128

function prefixFault(octets: Uint8Array, array: boolean): string | undefined {
  if (array && octets.length === 0) return undefined
  const bits = octets[0]
  if (bits === undefined || bits > longestPrefix) return `a prefix has a length from 0 to ${longestPrefix}`
  return octets.length < 1 + Math.ceil(bits / 8) ? `a prefix of ${bits} bits is cut short` : undefined
}
