/** An entry of `option-data` as Kea reads it in its scope: which option, which octets, or why it is none. */
import { isFilledIn } from '../config/placeholder'
import { objectsIn, plain, stringOf, valueOf } from '../config/tree'
import type { ObjectNode } from '../config/tree'
import { readOptionData } from '../options/configured'
import type { ConfiguredOption } from '../options/configured'
import { definitionsOf, isFault, topSpace } from '../options/definition'
import type { Definition, Definitions, Fault } from '../options/definition'
import { isSpaceName } from '../options/names'
import { definitionIn } from './scopes'
import type { Scope } from './scopes'

export interface OptionReading {
  readonly entry: ObjectNode
  readonly space: string
  readonly option: ConfiguredOption | undefined
  /** Undefined also where it cannot be told: a value is not known yet, or of a wrong type. */
  readonly fault: Fault | undefined
}

export function readOptions(scope: Scope): OptionReading[] {
  return objectsIn(scope.node, 'option-data').map((entry) => {
    const known = scope.around.optionReadings.get(entry)
    if (known) return known
    const made = readEntry(scope, entry)
    scope.around.optionReadings.set(entry, made)
    return made
  })
}

/** Those that Kea takes. */
export function takenOptions(scope: Scope): (OptionReading & { readonly option: ConfiguredOption })[] {
  return readOptions(scope).filter((one): one is OptionReading & { readonly option: ConfiguredOption } => one.option !== undefined)
}

function readEntry(scope: Scope, entry: ObjectNode): OptionReading {
  const { family } = scope.around
  const space = stringOf(entry, 'space')?.value ?? topSpace(family)
  const nothing = { entry, space, option: undefined, fault: undefined }
  if (isUnclear(entry, family) || !isUsableSpace(space, family)) return nothing
  const read = readOptionData(plain(entry) as Readonly<Record<string, unknown>>, definitionsFor(scope), { isGlobal: scope.kind === 'global' })
  if (!isFault(read)) return { ...nothing, option: read }
  const needsDefinition = read.kind === 'not-defined' || (read.kind === 'unknown-name' && stringOf(entry, 'name')?.value.includes(' ') !== true)
  return needsDefinition && mayBeDefined(scope, entry, space) ? nothing : { ...nothing, fault: read }
}

/** A class has definitions of its own beside the file's. */
export function definitionsFor(scope: Scope): Definitions {
  const { around, node, kind } = scope
  const ofClass = kind === 'class' ? objectsIn(node, 'option-def').flatMap((one) => definitionIn(one, around.family)) : []
  return ofClass.length === 0 ? around.definitions() : definitionsOf(around.release, [...around.ownDefinitions(), ...ofClass], around.family)
}

/** The definitions that count in the scope and stand in the file. */
export function ownDefinitionsFor(scope: Scope): readonly Definition[] {
  const { around, node, kind } = scope
  return kind === 'class' ? [...objectsIn(node, 'option-def').flatMap((one) => definitionIn(one, around.family)), ...around.ownDefinitions()] : around.ownDefinitions()
}

export function isUsableSpace(space: string, family: 4 | 6): boolean {
  return isSpaceName(space) && space !== topSpace(family === 4 ? 6 : 4)
}

const texts = ['name', 'space', 'data']
const flags = ['csv-format', 'always-send', 'never-send']

function isUnclear(entry: ObjectNode, family: 4 | 6): boolean {
  if (entry.incomplete) return true
  if (texts.some((key) => isUnclearText(entry, key))) return true
  if (flags.some((key) => (valueOf(entry, key)?.kind ?? 'boolean') !== 'boolean')) return true
  const code = valueOf(entry, 'code')
  return code !== undefined && (code.kind !== 'number' || !code.integer || code.value < 0 || code.value > (family === 4 ? 0xff : 0xffff))
}

function isUnclearText(entry: ObjectNode, key: string): boolean {
  const value = valueOf(entry, key)
  return value !== undefined && (value.kind !== 'string' || isFilledIn(value.value))
}

/** A definition that is wrong in itself, or that could not be read, is told of where it stands. */
function mayBeDefined({ around, node, kind }: Scope, entry: ObjectNode, space: string): boolean {
  const places = kind === 'class' ? [around.body, node] : [around.body]
  const code = valueOf(entry, 'code')
  const name = stringOf(entry, 'name')?.value
  return places.some((place) => {
    const list = valueOf(place, 'option-def')
    if (place.incomplete === true || (list?.kind === 'array' && list.incomplete === true)) return true
    return objectsIn(place, 'option-def').some((one) => isIt(one, space, topSpace(around.family), code?.kind === 'number' ? code.value : undefined, name))
  })
}

function isIt(definition: ObjectNode, space: string, defaultSpace: string, code: number | undefined, name: string | undefined): boolean {
  if (definition.incomplete || texts.some((key) => isUnclearText(definition, key))) return true
  if ((stringOf(definition, 'space')?.value ?? defaultSpace) !== space) return false
  const itsCode = valueOf(definition, 'code')
  return code !== undefined ? itsCode?.kind === 'number' && itsCode.value === code : stringOf(definition, 'name')?.value === name
}
