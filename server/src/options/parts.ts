/** What an option consists of: its sub-options (RFC 2132 section 8.4, RFC 3046, RFC 3925), each with its definition. */
import type { Definition, Definitions } from './definition'
import { readVendorClass, readVendorOptions } from './received'
import { fixedSize } from './sizes'
import { standardOptions } from './standard'

export interface OptionPart {
  /** Of options 124 and 125 an enterprise number (IANA). */
  readonly code: number
  readonly name: string
  readonly definition: Definition | undefined
  readonly octets: Uint8Array
  readonly parts: readonly OptionPart[]
}

const vendorClass = 124
const vendorOptions = 125
const vendorSpecific = 43

/** Empty where it has none, or where the octets are no sub-options. */
export function partsOf(definition: Definition, octets: Uint8Array, definitions: Definitions, depth = 0): readonly OptionPart[] {
  if (definition.space === 'dhcp4') {
    if (definition.code === vendorOptions) {
      return readVendorOptions(octets).map(({ enterprise, options }) => ofEnterprise(enterprise, [...options].flatMap(([, value]) => [...value]), [...options].map(([code, value]) => part(`vendor-${enterprise}`, code, value, definitions, depth))))
    }
    if (definition.code === vendorClass) return readVendorClass(octets).flatMap(({ enterprise, data }) => data.map((one) => ofEnterprise(enterprise, one, [])))
  }
  const before = definition.type === 'empty' ? 0 : fixedSize(definition.type)
  if (definition.encapsulates === '' || before === undefined || definition.array || depth > 3) return []
  const options = splitParts(octets.subarray(before), definition.space === 'dhcp4' && definition.code === vendorSpecific)
  return options?.map(([code, value]) => part(definition.encapsulates, code, value, definitions, depth)) ?? []
}

function ofEnterprise(enterprise: number, octets: ArrayLike<number>, parts: readonly OptionPart[]): OptionPart {
  return { code: enterprise, name: `enterprise ${enterprise}`, definition: undefined, octets: Uint8Array.from(octets), parts }
}

function part(space: string, code: number, octets: Uint8Array, definitions: Definitions, depth: number): OptionPart {
  const definition = definitions.byCode(space, code)
  return { code, name: definition?.name ?? laterName(space, code) ?? `sub-option ${code}`, definition, octets, parts: definition ? partsOf(definition, octets, definitions, depth + 1) : [] }
}

/** A release that does not know a relay's sub-option by name has it all the same. */
function laterName(space: string, code: number): string | undefined {
  return standardOptions.find((one) => one.space === space && one.code === code)?.name
}

const pad = 0
const end = 255

/** undefined: not all of it is code, length and octets. In option 43 there may be padding, and an end. */
function splitParts(octets: Uint8Array, isPadded: boolean): [number, Uint8Array][] | undefined {
  const found: [number, Uint8Array][] = []
  for (let at = 0; at < octets.length; ) {
    const code = octets[at] ?? 0
    if (isPadded && code === end) return found
    if (isPadded && code === pad) {
      at++
      continue
    }
    const length = octets[at + 1]
    if (length === undefined || at + 2 + length > octets.length) return undefined
    found.push([code, octets.subarray(at + 2, at + 2 + length)])
    at += 2 + length
  }
  return found
}
