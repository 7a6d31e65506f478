/** What an option looks like: the standard ones of a release and the file's own (ARM, "Custom DHCPv4 Options"). */
import type { Release } from '../config/release'
import { optionKnownIn, standardOptions } from './standard'

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

export interface Definitions {
  byCode(space: string, code: number): Definition | undefined
  byName(space: string, name: string): Definition | undefined
}

/** Why a text of the file is no option; in words for an administrator. */
export interface Fault {
  readonly fault: string
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

/** The options of CableLabs stand under this name too. */
const cableLabsSpace = 'vendor-4491'

/** Redefined by a class, or by the file: 43 and the private codes (ARM, "DHCPv4 Private Options"). */
export function isDeferred(code: number): boolean {
  return code === 43 || (code >= 224 && code <= 254)
}

export function definitionsOf(release: Release, own: readonly Definition[]): Definitions {
  const byCode = new Map<string, Definition>()
  const byName = new Map<string, Definition>()
  const put = (definition: Definition): void => {
    byCode.set(`${definition.space} ${definition.code}`, definition)
    byName.set(`${definition.space} ${definition.name}`, definition)
  }
  put(lastResort)
  for (const definition of own) put(definition)
  for (const one of standardOptions) {
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
    if (one.space === 'docsis3-v4') put({ ...definition, space: cableLabsSpace })
  }
  return { byCode: (space, code) => byCode.get(`${space} ${code}`), byName: (space, name) => byName.get(`${space} ${name}`) }
}

/** One entry of `option-def`. */
export function readDefinition(map: Readonly<Record<string, unknown>>): Definition | Fault {
  const text = (key: string): string => (typeof map[key] === 'string' ? map[key] : '')
  const code = map['code']
  const name = text('name')
  const type = text('type')
  if (typeof code !== 'number') return { fault: 'an option definition needs a code' }
  if (name === '') return { fault: 'an option definition needs a name' }
  if (!types.includes(type)) return { fault: type === '' ? 'an option definition needs a type' : `${type} is no type of option` }
  const fields = text('record-types').split(',').map((field) => field.trim()).filter((field) => field !== '')
  const unknown = fields.find((field) => !types.includes(field) || field === 'record')
  if (unknown !== undefined) return { fault: `${unknown} is no type of a record's field` }
  if (type === 'record' && fields.length === 0) return { fault: 'a record needs record-types' }
  return { code, name, space: text('space') || 'dhcp4', type, array: map['array'] === true, fields, encapsulates: text('encapsulate') }
}

const types = [
  'empty', 'binary', 'boolean', 'int8', 'int16', 'int32', 'uint8', 'uint16', 'uint32', 'ipv4-address', 'ipv6-address', 'ipv6-prefix', 'psid',
  'string', 'tuple', 'fqdn', 'record', 'internal',
]
