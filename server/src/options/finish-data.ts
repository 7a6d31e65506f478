/** What the octets of an option must be for Kea to build it. */
import type { Definition, Dialect, Fault } from './definition'
import { readName, readNames } from './domain-names'
import { fixedSize, tuplePrefixOf } from './sizes'
import { say } from '../text/text'
import type { Text } from '../text/text'

export function finish(definition: Definition, octets: Uint8Array, dialect: Dialect): Uint8Array | Fault {
  const { type, array } = definition
  if (type === 'internal' || dialect.family === 4) {
    const special = specialFault(definition, octets)
    if (special !== undefined) return special === 'sound' ? octets : { fault: special }
  }
  if (type === 'internal' || type === 'binary') return octets
  if (type === 'string') return textOf(octets)
  if (type === 'fqdn' && array) {
    if (dialect.family === 6) return octets
    return octets.length > 0 && readNames(octets) ? octets : { fault: say`this option needs at least one name` }
  }
  const wrong = type === 'record' ? recordFault(definition, octets, dialect) : type === 'tuple' ? tupleFault(definition, octets, dialect) : type === 'fqdn' ? nameFault(octets) : type === 'ipv6-prefix' ? prefixesFault(octets, array) : sizeFault(definition, octets)
  return wrong === undefined ? octets : { fault: wrong }
}

/** Options that Kea has a reader of their own for; undefined where it has none. */
function specialFault({ space, code, type }: Definition, octets: Uint8Array): Text | 'sound' | undefined {
  if (space !== 'dhcp4') return undefined
  if (code === 79 && octets.length > 0 && (octets[0] ?? 0) > 1) return say`the first octet is neither 0 nor 1`
  if (code === 81) return octets.length < 3 ? say`this option has 3 octets at least` : 'sound'
  if (code === 121 && type === 'internal') return routesFault(octets) ?? 'sound'
  if (code === 162 && type === 'internal') return resolversFault(octets) ?? 'sound'
  return undefined
}

function routesFault(octets: Uint8Array): Text | undefined {
  if (octets.length < 5) return say`a route has 5 octets at least`
  for (let at = 0; at < octets.length; ) {
    const bits = octets[at] ?? 0
    if (bits > 32) return say`a prefix has 32 bits at most, not ${bits}`
    at += 1 + Math.ceil(bits / 8) + 4
    if (at > octets.length) return say`a route is cut short`
  }
  return undefined
}

function resolversFault(octets: Uint8Array): Text | undefined {
  for (let at = 0; at < octets.length; ) {
    if (at + 5 > octets.length) return say`a resolver is cut short`
    at += 2 + (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0)
    if (at > octets.length) return say`a resolver is cut short`
  }
  return undefined
}

function sizeFault({ type, array }: Definition, octets: Uint8Array): Text | undefined {
  const size = fixedSize(type)
  if (size === undefined || (array && octets.length === 0 && /^ipv/.test(type))) return undefined
  const whole = size === 1 ? say`1 octet` : say`${size} octets`
  if (octets.length < size) return say`this option has ${whole} at least`
  // Kea drops what is left of the last value of some types.
  return array && type !== 'psid' && octets.length % size !== 0 ? say`this option has values of ${whole} each` : undefined
}

/** Behind the fields of an array come more values of the last one. */
function recordFault(definition: Definition, octets: Uint8Array, dialect: Dialect): Text | undefined {
  const { fields, array } = definition
  const short = say`this option has the fields ${fields.join(', ')}`
  let at = 0
  for (const field of fields) {
    const end = endOfField(field, octets, at, tuplePrefixOf({ space: '', code: 0 }, dialect.family))
    if (end === undefined || end > octets.length) return short
    at = end
  }
  const last = fields.at(-1) ?? ''
  while (array && at < octets.length) {
    const end = endOfField(last, octets, at, tuplePrefixOf({ space: '', code: 0 }, dialect.family))
    if (end === undefined) return short
    if (end > octets.length) break
    at = end
  }
  return undefined
}

function endOfField(field: string, octets: Uint8Array, at: number, prefix: 1 | 2): number | undefined {
  const size = fixedSize(field)
  if (size !== undefined) return at + size
  if (field === 'fqdn') return readName(octets, at)?.end
  if (field === 'tuple') {
    const end = at + prefix + (prefix === 1 ? octets[at] ?? 0 : (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0))
    return at + prefix > octets.length || end > octets.length ? undefined : end
  }
  if (field !== 'ipv6-prefix') return octets.length
  if (at === octets.length) return at
  const end = at + 1 + Math.ceil((octets[at] ?? 0) / 8)
  return end > octets.length ? undefined : end
}

function textOf(octets: Uint8Array): Uint8Array | Fault {
  let end = octets.length
  while (end > 0 && octets[end - 1] === 0) end--
  return end === 0 ? { fault: say`this option needs a text that is not empty` } : octets.subarray(0, end)
}

function tupleFault(definition: Definition, octets: Uint8Array, { family }: Dialect): Text | undefined {
  const prefix = tuplePrefixOf(definition, family)
  if (definition.array && octets.length === 0) return undefined
  let at = 0
  do {
    if (at + prefix > octets.length) return say`a tuple lacks its length`
    const length = prefix === 1 ? (octets[at] ?? 0) : (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0)
    if (length === 0 && definition.array) return say`a list has no empty tuples`
    at += prefix + length
    if (at > octets.length) return say`a tuple of ${length} octets is cut short`
  } while (definition.array && at < octets.length)
  return undefined
}

/** Kea reckons a name's length from its text: characters that are escaped there make it refuse the name. */
const escaped = /[^\x21-\x7e]|["().;@\\$]/

function nameFault(octets: Uint8Array): Text | undefined {
  const read = readName(octets, 0)
  if (!read) return say`these octets are no domain name`
  return read.labels.some((label) => escaped.test(label)) ? say`the name has a character that names do not have` : undefined
}

function prefixesFault(octets: Uint8Array, array: boolean): Text | undefined {
  if (octets.length === 0) return array ? undefined : say`a prefix needs its length`
  for (let at = 0; at < octets.length; ) {
    const bits = octets[at] ?? 0
    at += 1 + Math.ceil(bits / 8)
    if (at > octets.length) return say`a prefix of ${bits} bits is cut short`
    if (!array) return undefined
  }
  return undefined
}
