/** The octets of an option in words, by its definition: what a person reads in a trace, and in why a client gets it. */
import { ipv6Text } from '../expression/compile'
import { numberAt, signedAt } from '../net/octets'
import type { Definition, Definitions } from './definition'
import { meaningOf } from './decode-standard'
import { readName, readNames } from './domain-names'
import { addressAt, hexText, nameText, plainText, quotedOrHex } from './octets-text'
import { partsOf } from './parts'
import type { OptionPart } from './parts'
import { fixedSize, isTwoOctetTuple } from './sizes'

/**
 * One line; '' for an option without data. Octets that are not of the form that the definition asks for come as hex, which is said.
 * With `definitions` sub-options and requested options have their names.
 */
export function valueText(definition: Definition | undefined, octets: Uint8Array, definitions?: Definitions): string {
  if (octets.length === 0) return ''
  const meaning = definition && meaningOf(definition, octets, definitions)
  if (meaning !== undefined) return meaning
  if (!definition) return quotedOrHex(octets)
  const parts = definitions ? partsOf(definition, octets, definitions) : []
  if (parts.length > 0) return partsText(parts, definitions)
  return typedText(definition, octets) ?? `${hexText(octets)} (not of the form ${formOf(definition)})`
}

function partsText(parts: readonly OptionPart[], definitions: Definitions | undefined): string {
  return parts.map((part) => `${part.name}: ${part.parts.length > 0 ? `(${partsText(part.parts, definitions)})` : valueText(part.definition, part.octets, definitions)}`).join(', ')
}

function formOf({ type, array, fields }: Definition): string {
  const form = type === 'record' ? `record of ${fields.join(', ')}` : type
  return array ? `list of ${form}` : form
}

/** undefined: it does not have the form. */
function typedText({ type, array, fields, code, space }: Definition, octets: Uint8Array): string | undefined {
  const prefix = isTwoOctetTuple({ code, space }) ? 2 : 1
  if (type === 'record') return recordText(fields, array, octets)
  if (type === 'fqdn' && array) return readNames(octets)?.map(nameText).join(', ')
  if (!array) {
    const read = readValue(type, octets, 0, prefix)
    if (!read) return undefined
    const more = octets.length - read.end
    return more > 0 ? `${read.text} (and ${more} more octet${more === 1 ? '' : 's'})` : read.text
  }
  const texts: string[] = []
  for (let at = 0; at < octets.length; ) {
    const read = readValue(type, octets, at, prefix)
    if (!read) return undefined
    texts.push(read.text)
    at = read.end
  }
  return texts.join(', ')
}

/** In a list the last field comes again and again. */
function recordText(fields: readonly string[], array: boolean, octets: Uint8Array): string | undefined {
  const texts: string[] = []
  let at = 0
  const take = (field: string): boolean => {
    const read = readValue(field, octets, at, 1)
    if (!read) return false
    texts.push(read.text)
    at = read.end
    return true
  }
  for (const field of fields) if (!take(field)) return undefined
  const last = fields.at(-1) ?? ''
  while (array && at < octets.length) if (!take(last)) return undefined
  return texts.join(', ')
}

interface Read {
  readonly text: string
  readonly end: number
}

function readValue(type: string, octets: Uint8Array, at: number, prefix: 1 | 2): Read | undefined {
  const size = fixedSize(type)
  if (size !== undefined) return at + size > octets.length ? undefined : { text: fixedText(type, octets.subarray(at, at + size)), end: at + size }
  switch (type) {
    case 'fqdn': {
      const read = readName(octets, at)
      return read && { text: nameText(read.labels), end: read.end }
    }
    case 'string':
      return { text: plainText(octets.subarray(at)), end: octets.length }
    case 'tuple':
      return readTuple(octets, at, prefix)
    case 'ipv6-prefix':
      return readPrefix(octets, at)
    default:
      return at === octets.length ? { text: '', end: at } : { text: quotedOrHex(octets.subarray(at)), end: octets.length }
  }
}

function fixedText(type: string, octets: Uint8Array): string {
  switch (type) {
    case 'boolean':
      return octets[0] === 0 ? 'false' : octets[0] === 1 ? 'true' : `${octets[0] ?? 0} (neither true nor false)`
    case 'ipv4-address':
      return addressAt(octets, 0)
    case 'ipv6-address':
      return ipv6Text([...octets])
    case 'psid': {
      const bits = octets[0] ?? 0
      return `${numberAt(octets, 1, 2) >>> (bits > 16 ? 0 : 16 - bits)}/${bits}`
    }
    default:
      return String(type.startsWith('u') ? numberAt(octets, 0, octets.length) : signedAt(octets, 0, octets.length))
  }
}

function readTuple(octets: Uint8Array, at: number, prefix: 1 | 2): Read | undefined {
  if (at + prefix > octets.length) return undefined
  const length = prefix === 1 ? (octets[at] ?? 0) : (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0)
  const end = at + prefix + length
  return end > octets.length ? undefined : { text: length === 0 ? "''" : quotedOrHex(octets.subarray(at + prefix, end)), end }
}

function readPrefix(octets: Uint8Array, at: number): Read | undefined {
  const bits = octets[at] ?? 129
  const end = at + 1 + Math.ceil(bits / 8)
  if (bits > 128 || end > octets.length) return undefined
  const whole = new Uint8Array(16)
  whole.set(octets.subarray(at + 1, end))
  return { text: `${ipv6Text([...whole])}/${bits}`, end }
}
