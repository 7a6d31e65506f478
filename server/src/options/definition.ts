/** What an option looks like: the standard ones of a release and the file's own (ARM, "Custom DHCPv4 Options"). */
import type { Release } from '../config/release'
import { allStandardOptions, optionKnownIn } from './standard'
import type { Text } from '../text/text'
import { say } from '../text/text'

export interface Definition {
  readonly code: number
  readonly name: string
  readonly space: string
  readonly type: string
  readonly array: boolean
  /** Of a record, in order. */
  readonly fields: readonly string[]
  /** The space of its sub-options; '' for none. */
  readonly encapsulates: string
}

export type Family = 4 | 6

/** What decides how a text becomes octets, besides the definition. */
export interface Dialect {
  readonly family: Family
  readonly release: Release
}

export interface Definitions extends Dialect {
  byCode(space: string, code: number): Definition | undefined
  byName(space: string, name: string): Definition | undefined
}

/** Why a text of the file is no option; in words for an administrator. */
export interface Fault {
  readonly fault: Text
  /** Of the entry of `option-data`; `data` where left out. */
  readonly kind?: 'unnamed' | 'unknown-name' | 'not-defined' | 'name-differs' | 'reserved-code'
  /** The characters of `data` that it is about; all where left out. */
  readonly from?: number
  readonly to?: number
}

export function isFault(value: object): value is Fault {
  return 'fault' in value
}

/** What option 43 is where nothing else defines it. */
const lastResort: Definition = {
  code: 43,
  name: 'vendor-encapsulated-options',
  space: 'dhcp4',
  type: 'empty',
  array: false,
  fields: [],
  encapsulates: 'vendor-encapsulated-options-space',
}

/** The options of an enterprise stand under its number too. */
const enterpriseSpaces: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
  4: { 'docsis3-v4': 'vendor-4491' },
  6: { 'docsis3-v6': 'vendor-4491', '4o6': 'vendor-2495' },
}

export function topSpace(family: Family): string {
  return family === 4 ? 'dhcp4' : 'dhcp6'
}

/** Redefined by a class, or by the file: 43 and the private codes (ARM, "DHCPv4 Private Options"). */
export function isDeferred(code: number): boolean {
  return code === 43 || (code >= 224 && code <= 254)
}

export function definitionsOf(release: Release, own: readonly Definition[], family: Family = 4): Definitions {
  const byCode = new Map<string, Definition>()
  const byName = new Map<string, Definition>()
  const put = (definition: Definition): void => {
    byCode.set(`${definition.space} ${definition.code}`, definition)
    byName.set(`${definition.space} ${definition.name}`, definition)
  }
  put(lastResort)
  for (const definition of own) put(definition)
  for (const one of allStandardOptions) {
    if (!optionKnownIn(one, release)) continue
    const definition = {
      code: one.code,
      name: one.name,
      space: one.space,
      type: one.type,
      array: one.array ?? false,
      fields: one.fields ?? [],
      encapsulates: one.encapsulates ?? '',
    }
    if (definition.space === 'dhcp4' && isDeferred(definition.code) && byCode.has(`dhcp4 ${definition.code}`)) continue
    put(definition)
    const enterprise = enterpriseSpaces[family][one.space]
    if (enterprise !== undefined) put({ ...definition, space: enterprise })
  }
  return { family, release, byCode: (space, code) => byCode.get(`${space} ${code}`), byName: (space, name) => byName.get(`${space} ${name}`) }
}

/** One entry of `option-def`. */
export function readDefinition(map: Readonly<Record<string, unknown>>, family: Family = 4): Definition | Fault {
  const text = (key: string): string => (typeof map[key] === 'string' ? map[key] : '')
  const code = map['code']
  const name = text('name')
  const type = text('type')
  if (typeof code !== 'number') return { fault: say`an option definition needs a code` }
  if (name === '') return { fault: say`an option definition needs a name` }
  if (!optionTypes.includes(type)) return { fault: type === '' ? say`an option definition needs a type` : say`${type} is no type of option` }
  const fields = recordFields(text('record-types'))
  const unknown = fields.find((field) => !optionTypes.includes(field) || field === 'record')
  if (unknown !== undefined) return { fault: say`${unknown} is no type of a record's field` }
  if (type === 'record' && fields.length === 0) return { fault: say`a record needs record-types` }
  return { code, name, space: text('space') || topSpace(family), type, array: map['array'] === true, fields, encapsulates: text('encapsulate') }
}

export function recordFields(text: string): string[] {
  return text.split(',').map((field) => field.trim()).filter((field) => field !== '')
}

export const optionTypes: readonly string[] = [
  'empty', 'binary', 'boolean', 'int8', 'int16', 'int32', 'uint8', 'uint16', 'uint32', 'ipv4-address', 'ipv6-address', 'ipv6-prefix', 'psid',
  'string', 'tuple', 'fqdn', 'record', 'internal',
]
