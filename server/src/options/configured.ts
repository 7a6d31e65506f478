/** One entry of `option-data`: which option, in which space, with which octets (ARM, "Standard DHCPv4 Options"). */
import type { Definition, Definitions, Fault } from './definition'
import { isFault } from './definition'
import { encodeData } from './encode-data'

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

export function readOptionData(map: Readonly<Record<string, unknown>>, definitions: Definitions): ConfiguredOption | Fault {
  const space = typeof map['space'] === 'string' && map['space'] !== '' ? map['space'] : 'dhcp4'
  const code = typeof map['code'] === 'number' ? map['code'] : undefined
  const name = typeof map['name'] === 'string' && map['name'] !== '' ? map['name'] : undefined
  const csvFormat = typeof map['csv-format'] === 'boolean' ? map['csv-format'] : undefined
  const data = typeof map['data'] === 'string' ? map['data'] : ''
  if (code === undefined && name === undefined) return { fault: 'an option needs a code or a name' }
  const definition = code === undefined ? definitions.byName(space, name ?? '') : definitions.byCode(space, code)
  const wrong = mismatch(definition, space, code, name, csvFormat)
  if (wrong !== undefined) return { fault: wrong }
  const number = definition?.code ?? code ?? 0
  if (space === 'dhcp4' && (number === 0 || number === 255)) return { fault: `code ${number} is reserved in the space dhcp4` }
  const neverSend = map['never-send'] === true
  const hasNoData = neverSend && map['data'] === undefined
  const octets = hasNoData ? new Uint8Array() : encodeData(definition, data, csvFormat)
  if (isFault(octets)) return { fault: `option ${definition?.name ?? number}: ${octets.fault}` }
  return { code: number, space, octets, definition, alwaysSend: map['always-send'] === true, neverSend, clientClasses: textsOf(map['client-classes']), source: map }
}

function mismatch(definition: Definition | undefined, space: string, code: number | undefined, name: string | undefined, csvFormat: boolean | undefined): string | undefined {
  if (definition) {
    return name !== undefined && definition.name !== name ? `option ${definition.code} of the space ${space} is named ${definition.name}, not ${name}` : undefined
  }
  if (csvFormat === true) return `no definition of option ${name ?? code ?? ''} in the space ${space} says how to read csv-format`
  return code === undefined ? `the space ${space} has no option named ${name ?? ''}` : undefined
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

/** Code, length, octets of each; longer ones in parts of 255. */
export function packSubOptions(options: readonly { readonly code: number; readonly payload: Uint8Array }[]): Buffer {
  const parts: Uint8Array[] = []
  for (const { code, payload } of options) {
    for (let at = 0; at === 0 || at < payload.length; at += 255) {
      const part = payload.subarray(at, at + 255)
      parts.push(Buffer.from([code, part.length]), part)
    }
  }
  return Buffer.concat(parts)
}

/** The payload with the sub-options that its scope configures, in the order of their codes, and theirs in turn. */
export function payloadOf(option: ConfiguredOption, ofSpace: (space: string) => readonly ConfiguredOption[], within: readonly string[] = []): Uint8Array {
  const space = option.definition?.encapsulates ?? ''
  if (space === '' || within.includes(space)) return option.octets
  const inner = [...ofSpace(space)].sort((one, other) => one.code - other.code)
  if (inner.length === 0) return option.octets
  const packed = packSubOptions(inner.map((one) => ({ code: one.code, payload: payloadOf(one, ofSpace, [...within, space]) })))
  return Buffer.concat([option.octets, packed])
}
