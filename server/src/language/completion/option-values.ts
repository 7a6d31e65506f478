/** Options where one is named: names, codes and spaces, and what their data may be. */
import { CompletionItemKind } from 'vscode-languageserver-types'
import { numberOf, objectsIn, stringOf, valueOf } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import { definitionsOf, topSpace } from '../../options/definition'
import type { Definition } from '../../options/definition'
import { allStandardOptions, optionKnownIn } from '../../options/standard'
import { listed } from '../../text/listed'
import { say } from '../../text/text'
import { definitionIn } from '../../lint/scopes'
import { fieldsOf, typeText } from '../option-fields'
import { distinct } from './known'
import type { Circumstances } from './known'
import type { Proposal } from './proposal'

export interface NamedOption extends Definition {
  readonly managed: boolean
  readonly isOwn: boolean
}

/** Vendor spaces that hold the options of a standard one. */
const vendorSpaces: Readonly<Record<4 | 6, Readonly<Record<string, string>>>> = { 4: { 'vendor-4491': 'docsis3-v4' }, 6: { 'vendor-4491': 'docsis3-v6', 'vendor-2495': '4o6' } }
const lastResort = 'vendor-encapsulated-options-space'

/** The file's own and those of classes around the place. */
export function ownDefinitions({ own }: Circumstances, maps: readonly ObjectNode[]): Definition[] {
  const family = own?.family ?? 4
  const ofClass = maps.flatMap((map) => (map === own?.file.body ? [] : objectsIn(map, 'option-def').flatMap((one) => definitionIn(one, family))))
  return [...ofClass, ...(own?.definitions() ?? [])]
}

export function optionsIn(space: string, around: Circumstances, maps: readonly ObjectNode[]): NamedOption[] {
  const { own, release } = around
  const family = own?.family ?? 4
  const mine = ownDefinitions(around, maps).filter((one) => one.space === space)
  const standardSpace = vendorSpaces[family][space] ?? space
  const standard = allStandardOptions.filter((one) => one.space === standardSpace && optionKnownIn(one, release) && !(one.code === 0 || (space === 'dhcp4' && one.code === 255)))
  const taken = new Set(mine.map((one) => one.code))
  return [
    ...mine.map((one) => ({ ...one, managed: false, isOwn: true })),
    ...standard.filter((one) => !taken.has(one.code)).map((one) => ({ code: one.code, name: one.name, space, type: one.type, array: one.array ?? false, fields: one.fields ?? [], encapsulates: one.encapsulates ?? '', managed: one.managed ?? false, isOwn: false })),
  ]
}

export function spaces(around: Circumstances, maps: readonly ObjectNode[]): string[] {
  const family = around.own?.family ?? 4
  const own = ownDefinitions(around, maps)
  const standard = allStandardOptions.filter((one) => (family === 4 ? isOf4(one.space) : !isOf4(one.space)) && optionKnownIn(one, around.release)).map((one) => one.space)
  return distinct([topSpace(family), ...own.map((one) => one.space), ...own.map((one) => one.encapsulates), ...(family === 4 ? [lastResort] : []), ...standard, ...Object.keys(vendorSpaces[family])]).filter((one) => one !== '')
}

function isOf4(space: string): boolean {
  return space === 'dhcp4' || space === 'dhcp-agent-options-space' || space.endsWith('-v4') || space === 'cablelabs-client-conf'
}

function aboutOf({ space, name, code, type, array, fields, managed }: NamedOption): Proposal['about'] {
  return { of: 'option', space, name, code, type, array, fields, managed }
}

/** `name` of an entry of option-data. */
export function optionNameProposals(entry: ObjectNode | undefined, around: Circumstances, maps: readonly ObjectNode[]): Proposal[] {
  const code = numberOf(entry, 'code')?.value
  const there = namesBeside(entry)
  return candidates(entry, around, maps).filter((one) => code === undefined || one.code === code).map((one) => ({
    label: one.name,
    pieces: [JSON.stringify(one.name)],
    kind: CompletionItemKind.EnumMember,
    detail: say`${one.code}, ${shape(one)}`,
    rank: rankOf(one, there.has(one.name)),
    about: aboutOf(one),
  }))
}

export function optionCodeProposals(entry: ObjectNode | undefined, around: Circumstances, maps: readonly ObjectNode[]): Proposal[] {
  const name = stringOf(entry, 'name')?.value
  return candidates(entry, around, maps).filter((one) => name === undefined || name === '' || one.name === name).map((one) => ({
    label: `${one.code}`,
    pieces: [`${one.code}`],
    kind: CompletionItemKind.EnumMember,
    detail: say`${one.name}, ${shape(one)}`,
    rank: rankOf(one, false),
    about: aboutOf(one),
  }))
}

function shape(option: Definition): ReturnType<typeof say> {
  const fields = fieldsOf(option)
  if (fields.length > 1) return say`record: ${listed(fields.map((one) => typeText(one.type)))}`
  const first = fields[0]
  return first ? (first.repeats ? say`${typeText(first.type)}, any number of them` : typeText(first.type)) : typeText('empty')
}

function rankOf({ managed, isOwn }: NamedOption, isThere: boolean): number {
  return managed ? 30 : isThere ? 20 : isOwn ? 4 : 10
}

/** Options that the same list sets already. */
function namesBeside(entry: ObjectNode | undefined): ReadonlySet<string> {
  const list = entry?.parent
  if (list?.kind !== 'array') return new Set()
  return new Set(list.items.flatMap((one) => (one.kind === 'object' && one !== entry ? (stringOf(one, 'name')?.value ?? []) : [])))
}

function candidates(entry: ObjectNode | undefined, around: Circumstances, maps: readonly ObjectNode[]): NamedOption[] {
  return optionsIn(stringOf(entry, 'space')?.value ?? topSpace(around.own?.family ?? 4), around, maps)
}

/** `space`, and `encapsulate` of a definition. */
export function spaceProposals(around: Circumstances, maps: readonly ObjectNode[], isEncapsulated: boolean): Proposal[] {
  const family = around.own?.family ?? 4
  return spaces(around, maps).filter((one) => !isEncapsulated || one !== topSpace(family)).map((one) => ({ label: one, pieces: [JSON.stringify(one)], kind: CompletionItemKind.Module }))
}

/** The option that an entry of option-data sets, as far as it is said. */
export function definitionOf(entry: ObjectNode | undefined, around: Circumstances, maps: readonly ObjectNode[]): Definition | undefined {
  const definitions = definitionsOf(around.release, ownDefinitions(around, maps), around.own?.family ?? 4)
  const space = stringOf(entry, 'space')?.value ?? topSpace(definitions.family)
  const code = numberOf(entry, 'code')?.value
  const name = stringOf(entry, 'name')?.value
  return code !== undefined ? definitions.byCode(space, code) : name === undefined ? undefined : definitions.byName(space, name)
}

/** Codes that the file may still give to an option of its own: private ones in DHCPv4 (RFC 3942). */
export function unusedCode(around: Circumstances, maps: readonly ObjectNode[], space: string): number {
  const family = around.own?.family ?? 4
  const used = new Set(ownDefinitions(around, maps).filter((one) => one.space === space).map((one) => one.code))
  for (let code = space === topSpace(family) ? (family === 4 ? 224 : 60000) : 1; code < (family === 4 ? 255 : 65536); code++) if (!used.has(code)) return code
  return family === 4 ? 224 : 60000
}

/** What the data may be: values of the type, and what the same option has elsewhere in the file. */
export function dataProposals(entry: ObjectNode | undefined, around: Circumstances, maps: readonly ObjectNode[], addresses: readonly string[]): Proposal[] {
  const definition = definitionOf(entry, around, maps)
  if (!definition || valueOf(entry, 'csv-format')?.kind === 'boolean' && plainFalse(entry)) return []
  const list = maps.flatMap((map) => objectsIn(map, 'option-data')).filter((one) => one !== entry && (stringOf(one, 'name')?.value === definition.name || numberOf(one, 'code')?.value === definition.code))
  const seen = distinct(list.flatMap((one) => stringOf(one, 'data')?.value ?? [])).filter((one) => one !== '')
  const first = fieldsOf(definition)[0]?.type
  const values = definition.type === 'boolean' ? ['true', 'false'] : first === 'ipv4-address' && definition.type !== 'record' ? addresses : []
  return distinct([...values, ...seen]).map((one) => ({ label: one, pieces: [JSON.stringify(one)], kind: CompletionItemKind.Value }))
}

function plainFalse(entry: ObjectNode | undefined): boolean {
  const value = valueOf(entry, 'csv-format')
  return value?.kind === 'boolean' && !value.value
}
