/** One entry of `option-data`: which option, in which space, with which octets (ARM, "Standard DHCPv4 Options"). */
import { joinOctets } from '../net/octets'
import type { Definition, Definitions, Family, Fault } from './definition'
import { isFault, topSpace } from './definition'
import { encodeData } from './encode-data'
import { say } from '../text/text'

export interface ConfiguredOption {
  readonly code: number
  readonly space: string
  /** Without sub-options. */
  readonly octets: Uint8Array
  readonly definition: Definition | undefined
  readonly alwaysSend: boolean
  readonly neverSend: boolean
  readonly clientClasses: readonly string[]
  /** The entry of `option-data`. */
  readonly source: Readonly<Record<string, unknown>>
}

/** In the global scope Kea fills `csv-format` in before it looks for a definition. */
export interface ReadingScope {
  readonly isGlobal?: boolean
}

export function readOptionData(map: Readonly<Record<string, unknown>>, definitions: Definitions, { isGlobal = false }: ReadingScope = {}): ConfiguredOption | Fault {
  const space = typeof map['space'] === 'string' && map['space'] !== '' ? map['space'] : topSpace(definitions.family)
  const code = typeof map['code'] === 'number' ? map['code'] : undefined
  const name = typeof map['name'] === 'string' && (map['name'] !== '' || code === undefined) ? map['name'] : undefined
  const csvFormat = typeof map['csv-format'] === 'boolean' ? map['csv-format'] : isGlobal ? true : undefined
  const data = typeof map['data'] === 'string' ? map['data'] : ''
  if (code === undefined && (name === undefined || name === '')) return { fault: say`an option needs a code or a name`, kind: 'unnamed' }
  if (name?.includes(' ')) return { fault: say`no option is named ${name}: names have no blanks`, kind: 'unknown-name' }
  const definition = code === undefined ? definitions.byName(space, name ?? '') : definitions.byCode(space, code)
  const wrong = mismatch(definition, space, code, name, csvFormat)
  if (wrong !== undefined) return wrong
  const number = definition?.code ?? code ?? 0
  if (isReserved(space, number, definitions.family)) return { fault: say`code ${number} is reserved in the space ${space}`, kind: 'reserved-code' }
  const neverSend = map['never-send'] === true
  const hasNoData = neverSend && map['data'] === undefined
  const octets = hasNoData ? new Uint8Array() : encodeData(definition, data, csvFormat, definitions)
  if (isFault(octets)) return octets
  return { code: number, space, octets, definition, alwaysSend: map['always-send'] === true, neverSend, clientClasses: textsOf(map['client-classes']), source: map }
}

/** The whole reason in one line, with the option's name, as a start of the server tells it. */
export function faultText({ fault, kind }: Fault, map: Readonly<Record<string, unknown>>): string {
  const name = map['name'] ?? map['code']
  return kind === undefined && (typeof name === 'string' || typeof name === 'number') ? `option ${name}: ${String(fault)}` : String(fault)
}

/** 0 and 255 end and fill a DHCPv4 packet; 0 is reserved in DHCPv6. Spaces of sub-options have no such codes. */
export function isReserved(space: string, code: number, family: Family): boolean {
  return space === topSpace(family) && (code === 0 || (family === 4 && code === 255))
}

function mismatch(definition: Definition | undefined, space: string, code: number | undefined, name: string | undefined, csvFormat: boolean | undefined): Fault | undefined {
  if (definition) {
    if (name === undefined || definition.name === name) return undefined
    return { fault: say`option ${definition.code} of the space ${space} is named ${definition.name}, not ${name}`, kind: 'name-differs' }
  }
  if (code === undefined) return { fault: say`the space ${space} has no option named ${name ?? ''}`, kind: 'unknown-name' }
  return csvFormat === true ? { fault: say`no definition of option ${name ?? code} in the space ${space} says how to read csv-format`, kind: 'not-defined' } : undefined
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

/** Code, length, octets of each; longer ones in parts of 255. */
export function packSubOptions(options: readonly { readonly code: number; readonly payload: Uint8Array }[]): Uint8Array {
  const parts: Uint8Array[] = []
  for (const { code, payload } of options) {
    for (let at = 0; at === 0 || at < payload.length; at += 255) {
      const part = payload.subarray(at, at + 255)
      parts.push(Uint8Array.of(code, part.length), part)
    }
  }
  return joinOctets(parts)
}

/** The payload with the sub-options that its scope configures, in the order of their codes, and theirs in turn. */
export function payloadOf(option: ConfiguredOption, ofSpace: (space: string) => readonly ConfiguredOption[], within: readonly string[] = []): Uint8Array {
  const space = option.definition?.encapsulates ?? ''
  if (space === '' || within.includes(space)) return option.octets
  const inner = [...ofSpace(space)].sort((one, other) => one.code - other.code)
  if (inner.length === 0) return option.octets
  const packed = packSubOptions(inner.map((one) => ({ code: one.code, payload: payloadOf(one, ofSpace, [...within, space]) })))
  return joinOctets([option.octets, packed])
}
