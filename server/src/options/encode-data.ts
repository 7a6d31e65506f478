/** `data` of an option → its octets without sub-options (ARM, "Standard DHCPv4 Options" and the table of data types). */
import { joinOctets, utf8Octets } from '../net/octets'
import type { Definition, Dialect, Fault } from './definition'
import { isFault } from './definition'
import { encodeValue, quote, readHexOrQuoted } from './encode-value'
import type { Encoding } from './encode-value'
import { finish } from './finish-data'
import { encodeResolvers } from './resolvers'
import { encodeRoutes } from './routes'
import { tuplePrefixOf } from './sizes'
import { tokensOf, trimmed } from './tokens'
import type { Token } from './tokens'
import { say } from '../text/text'

const classlessRoutes = 121
const resolvers4 = 162
const resolvers6 = 144

export function encodeData(definition: Definition | undefined, data: string, csvFormat: boolean | undefined, dialect: Dialect): Uint8Array | Fault {
  if (!definition || csvFormat === false) {
    const octets = readHexOrQuoted(data)
    if (!octets) return { fault: say`${quote(data)} is neither hexadecimal digits nor a text in single quotes` }
    return definition ? finish(definition, octets, dialect) : octets
  }
  const values = splitValues(data)
  if (definition.type === 'internal') return encodeInternal(definition, data, values, dialect)
  const encoded = encodeValues(definition, values.map((value) => trimmed(value, data)), dialect)
  return isFault(encoded) ? encoded : finish(definition, encoded, dialect)
}

/** Commas part values unless a backslash stands before them. */
export function splitValues(data: string): Token[] {
  return tokensOf(data, ',', true)
}

function encodeValues(definition: Definition, values: readonly Token[], dialect: Dialect): Uint8Array | Fault {
  const { type, array, fields } = definition
  if (type === 'empty') return values.length === 0 ? new Uint8Array() : { fault: say`this option takes no data` }
  if (type === 'record') {
    if (values.length < fields.length) return { fault: say`this option has ${fields.length} fields (${fields.join(', ')}), and ${values.length === 1 ? say`1 value is` : say`${values.length} values are`} given` }
    const repeated = array ? values.length - fields.length : 0
    const last = fields[fields.length - 1] ?? ''
    return join([...fields, ...Array<string>(repeated).fill(last)], values, definition, dialect)
  }
  if (array) return join(values.map(() => type), values, definition, dialect)
  if (values.length === 0) return { fault: say`this option needs data` }
  return join([type], values, definition, dialect)
}

function join(types: readonly string[], values: readonly Token[], definition: Definition, { release, family }: Dialect): Uint8Array | Fault {
  const encoding: Encoding = { release, tuplePrefix: tuplePrefixOf(definition, family) }
  const parts: Uint8Array[] = []
  for (const [at, type] of types.entries()) {
    const value = values[at]
    const part = encodeValue(type, value?.text ?? '', encoding)
    if (isFault(part)) return value ? { ...part, from: value.from, to: value.to } : part
    parts.push(part)
  }
  return joinOctets(parts)
}

function encodeInternal({ space, code }: Definition, data: string, values: readonly Token[], { family }: Dialect): Uint8Array | Fault {
  if (values.length === 0) return { fault: say`this option needs data` }
  const text = values.map((value) => value.text.replaceAll(',', '\\,')).join(',')
  if (family === 4 && space === 'dhcp4' && code === classlessRoutes) return placed(encodeRoutes(text), data)
  if (family === 4 && space === 'dhcp4' && code === resolvers4) return placed(encodeResolvers(text, 4), data)
  if (family === 6 && space === 'dhcp6' && code === resolvers6) return placed(encodeResolvers(text, 6), data)
  return utf8Octets(text)
}

function placed(encoded: Uint8Array | (Fault & { readonly part?: string }), data: string): Uint8Array | Fault {
  if (!isFault(encoded) || encoded.part === undefined || encoded.part === '') return encoded
  const from = data.indexOf(encoded.part)
  return from < 0 ? { fault: encoded.fault } : { fault: encoded.fault, from, to: from + encoded.part.length }
}
