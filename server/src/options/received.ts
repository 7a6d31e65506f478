/** Options as clients send them: their parts, and whether Kea can read them by their definitions. */
import { joinOctets, numberAt, octetString } from '../net/octets'
import type { Definition, Definitions } from './definition'
import { isDeferred } from './definition'
import { readName } from './domain-names'
import { fillsRecord, fixedSize } from './sizes'

/** Code, length, octets; what follows a length that does not fit is left out. Parts of one option are joined. */
export function readSubOptions(octets: Uint8Array): Map<number, Uint8Array> {
  const options = new Map<number, Uint8Array>()
  let at = 0
  while (at + 2 <= octets.length) {
    const code = octets[at] ?? 0
    const length = octets[at + 1] ?? 0
    if (at + 2 + length > octets.length) break
    const value = octets.subarray(at + 2, at + 2 + length)
    const before = options.get(code)
    options.set(code, before ? joinOctets([before, value]) : value)
    at += 2 + length
  }
  return options
}

/** Option 125 (RFC 3925): for each enterprise its sub-options; the lowest number first, as Kea keeps them. */
export function readVendorOptions(octets: Uint8Array): { enterprise: number; options: Map<number, Uint8Array> }[] {
  return byEnterprise(octets).map(({ enterprise, data }) => ({ enterprise, options: readSubOptions(joinOctets(data)) }))
}

/** Option 124 (RFC 3925): for each enterprise its texts, one from every time that it is named. */
export function readVendorClass(octets: Uint8Array): { enterprise: number; data: Uint8Array[] }[] {
  return byEnterprise(octets)
}

function byEnterprise(octets: Uint8Array): { enterprise: number; data: Uint8Array[] }[] {
  const found = new Map<number, Uint8Array[]>()
  for (const { enterprise, data } of readEnterprises(octets)) found.set(enterprise, [...(found.get(enterprise) ?? []), data])
  return [...found].sort(([one], [other]) => one - other).map(([enterprise, data]) => ({ enterprise, data }))
}

function readEnterprises(octets: Uint8Array): { enterprise: number; data: Uint8Array }[] {
  const found: { enterprise: number; data: Uint8Array }[] = []
  let at = 0
  while (at + 5 <= octets.length) {
    const enterprise = numberAt(octets, at, 4)
    const length = octets[at + 4] ?? 0
    if (at + 5 + length > octets.length) break
    found.push({ enterprise, data: octets.subarray(at + 5, at + 5 + length) })
    at += 5 + length
  }
  return found
}

/** 'skip' leaves the option out, 'malformed' gives the whole message up. */
export type Judgement = 'ok' | 'skip' | 'malformed'

/** How a received option of this definition is judged; made once for each code. */
export function judgeOf(definition: Definition, definitions: Definitions, lenient: boolean): (octets: Uint8Array) => Judgement {
  const { type, array, fields, code, space } = definition
  const badName: Judgement = lenient ? 'skip' : 'malformed'
  if (space === 'dhcp4' && (isDeferred(code) || code === 124)) return () => 'ok'
  if (space === 'dhcp4' && code === 125) return (octets) => judgeVendorOptions(octets, definitions, lenient)
  if (space === 'dhcp4' && code === fqdnCode) return (octets) => judgeFqdn(octets, badName)
  switch (type) {
    case 'empty':
      return definition.encapsulates === '' ? () => 'ok' : (octets) => judgeSubOptions(definition.encapsulates, octets, definitions, lenient)
    case 'binary':
    case 'internal':
      return () => 'ok'
    case 'string':
      return (octets) => (octets.every((octet) => octet === 0) ? 'skip' : 'ok')
    case 'fqdn':
      return (octets) => judgeNames(octets, array, badName)
    case 'record':
      return (octets) => (fillsRecord(fields, octets) ? 'ok' : 'malformed')
    case 'boolean':
      return (octets) => (octets.length >= 1 && (octets[0] ?? 0) <= 1 ? 'ok' : 'malformed')
    default:
      return judgeSize(type, array)
  }
}

const fqdnCode = 81

function judgeSize(type: string, array: boolean): (octets: Uint8Array) => Judgement {
  const size = fixedSize(type) ?? 1
  if (!array) return (octets) => (octets.length >= size ? 'ok' : 'malformed')
  if (type === 'ipv4-address') return (octets) => (octets.length % size === 0 ? 'ok' : 'malformed')
  return (octets) => (octets.length > 0 && octets.length % size === 0 ? 'ok' : 'malformed')
}

/** RFC 4702: flags and two result codes, then a name; N and S exclude each other. */
function judgeFqdn(octets: Uint8Array, badName: Judgement): Judgement {
  const flags = octets[0] ?? 0
  if (octets.length < 3 || (flags & 9) === 9) return 'malformed'
  const rest = octets.subarray(3)
  if (rest.length === 0) return 'ok'
  if ((flags & 4) !== 0) {
    const whole = rest[rest.length - 1] === 0 ? rest : Uint8Array.of(...rest, 0)
    return readName(whole, 0)?.end === whole.length ? 'ok' : badName
  }
  return isTextName(octetString(rest)) ? 'ok' : badName
}

function isTextName(text: string): boolean {
  if (text === '.') return true
  const labels = (text.endsWith('.') ? text.slice(0, -1) : text).split('.')
  return text.length <= 255 && labels.every((label) => label !== '' && label.length <= 63)
}

function judgeNames(octets: Uint8Array, array: boolean, badName: Judgement): Judgement {
  if (octets.length === 0) return 'malformed'
  let at = 0
  while (at < octets.length) {
    const read = readName(octets, at)
    if (!read) return badName
    at = read.end
    if (!array) break
  }
  return 'ok'
}

const cableLabs = { enterprise: 4491, space: 'docsis3-v4' } as const
const pad = 0
const end = 255

/** Option 125: of all enterprises Kea knows the sub-options of CableLabs alone; each is judged by itself, before the parts of one are joined. */
function judgeVendorOptions(octets: Uint8Array, definitions: Definitions, lenient: boolean): Judgement {
  for (const { enterprise, data } of readEnterprises(octets)) {
    if (enterprise !== cableLabs.enterprise) continue
    for (let at = 0; at < data.length && data[at] !== end; ) {
      const code = data[at++] ?? end
      if (code === pad) continue
      const length = data[at++] ?? data.length
      if (at + length > data.length) break
      const definition = definitions.byCode(cableLabs.space, code)
      if (definition && judgeOf(definition, definitions, lenient)(data.subarray(at, at + length)) === 'malformed') return 'malformed'
      at += length
    }
  }
  return 'ok'
}

function judgeSubOptions(space: string, octets: Uint8Array, definitions: Definitions, lenient: boolean): Judgement {
  for (const [code, value] of readSubOptions(octets)) {
    const definition = definitions.byCode(space, code)
    if (definition && judgeOf(definition, definitions, lenient)(value) === 'malformed') return 'malformed'
  }
  return 'ok'
}
