/** What an option is, and what of it is sent. */
import { objectsIn, stringOf } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import { definitionsFor, ownDefinitionsFor, readOptions, takenOptions } from '../../lint/option-reading'
import { scopeName } from '../../lint/scopes'
import type { Scope, Surroundings } from '../../lint/scopes'
import { valueText } from '../../options/decode'
import type { Definition, Definitions } from '../../options/definition'
import { topSpace } from '../../options/definition'
import { hexText } from '../../options/octets-text'
import { commas } from '../../text/listed'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { purposeOf, rfcUrl } from './option-purpose'
import { heading, sentence, verbatim } from './page'
import type { Block } from './page'
import { scopeAround } from './scope-of'
import { aroundOf } from './subject'
import type { Subject } from './subject'

/** Of an entry of `option-data`: the option, and what its data comes to. */
export function optionDataPage(subject: Subject): Block[] {
  const around = aroundOf(subject)
  const scope = around && scopeAround(subject.map, around)
  if (!around || !scope) return []
  const reading = readOptions(scope).find((one) => one.entry === subject.map)
  if (!reading) return []
  const definitions = definitionsFor(scope)
  const definition = reading.option?.definition ?? definitionNamed(subject.map, reading.space, definitions)
  const code = definition?.code ?? reading.option?.code
  if (code === undefined) return []
  return [
    heading(definition?.name ?? String(code), titleWords(code, reading.space, around)),
    ...purposeBlocks(reading.space, code, definition, ownDefinitionsFor(scope)),
    ...(reading.option ? sentBlocks(reading.option.octets, definition, definitions, stringOf(subject.map, 'data')?.value ?? '') : []),
    ...(reading.option && reading.option.clientClasses.length === 0 ? overriddenBlocks(scope, reading.space, code) : []),
    ...rfcLink(reading.space, code, definition, ownDefinitionsFor(scope)),
  ]
}

/** Of an option that is only named: in an expression, or by a hook library. */
export function optionWords(space: string, code: number, around: Surroundings): Block[] {
  const definition = around.definitions().byCode(space, code)
  return [...purposeBlocks(space, code, definition, around.ownDefinitions()), ...rfcLink(space, code, definition, around.ownDefinitions())]
}

export function optionPage(space: string, code: number, around: Surroundings): Block[] {
  const blocks = optionWords(space, code, around)
  const definition = around.definitions().byCode(space, code)
  return blocks.length === 0 ? [] : [heading(definition?.name ?? String(code), titleWords(code, space, around)), ...blocks]
}

function definitionNamed(entry: ObjectNode, space: string, definitions: Definitions): Definition | undefined {
  const name = stringOf(entry, 'name')?.value
  return name === undefined ? undefined : definitions.byName(space, name)
}

function titleWords(code: number, space: string, { family }: Surroundings): Text {
  return space === topSpace(family) ? (family === 4 ? say`option ${code} of DHCPv4` : say`option ${code} of DHCPv6`) : say`option ${code} of the space ${space}`
}

function purposeBlocks(space: string, code: number, definition: Definition | undefined, own: readonly Definition[]): Block[] {
  const isOwn = definition !== undefined && own.includes(definition)
  const purpose = isOwn ? undefined : purposeOf(space, code)
  return [
    ...(purpose ? [sentence(purpose.text)] : []),
    ...(isOwn ? [sentence(say`Defined by option-def in this file.`)] : []),
    ...(definition ? [sentence(typeWords(definition))] : []),
  ]
}

function rfcLink(space: string, code: number, definition: Definition | undefined, own: readonly Definition[]): Block[] {
  const purpose = definition !== undefined && own.includes(definition) ? undefined : purposeOf(space, code)
  return purpose ? [{ kind: 'link', text: say`RFC ${String(purpose.rfc)}`, url: rfcUrl(purpose.rfc) }] : []
}

function typeWords({ type, array, fields, encapsulates }: Definition): Text {
  const one = type === 'record' ? say`a record of ${commas(fields)}` : type === 'empty' ? say`no value` : say`${type}`
  if (type === 'empty' && encapsulates !== '') return say`Its value: sub-options of the space ${encapsulates}.`
  const value = array ? say`a list of ${one}` : one
  return encapsulates === '' ? say`Its value: ${value}.` : say`Its value: ${value}, with sub-options of the space ${encapsulates}.`
}

const mostOctets = 96

function sentBlocks(octets: Uint8Array, definition: Definition | undefined, definitions: Definitions, data: string): Block[] {
  if (octets.length === 0) return []
  const count = octets.length === 1 ? say`Sent is 1 octet:` : say`Sent are ${octets.length} octets:`
  const shown = hexText(octets.subarray(0, mostOctets)) + (octets.length > mostOctets ? ':…' : '')
  const meaning = valueText(definition, octets, definitions)
  return [sentence(count), verbatim(shown), ...(isSame(meaning, data) || meaning === hexText(octets) ? [] : [sentence(say`As a value: ${meaning}.`)])]
}

function isSame(meaning: string, data: string): boolean {
  const bare = (text: string): string => text.replace(/['\s]/g, '').toLowerCase()
  return bare(meaning) === bare(data)
}

/** Of several options of one code the narrowest scope's is sent. */
function overriddenBlocks(scope: Scope, space: string, code: number): Block[] {
  if (scope.kind !== 'pool' && scope.kind !== 'subnet' && scope.kind !== 'network' && scope.kind !== 'reservation') return []
  for (let at = scope.outer; at; at = at.outer) {
    const found = takenOptions(at).find((one) => one.space === space && one.option.code === code && one.option.clientClasses.length === 0)
    if (found) return [sentence(say`It stands here in place of the one of ${scopeName(at)}.`, found.entry)]
  }
  return []
}

/** The codes of an option's name in a list of options. */
export function optionCodeOf(text: string, space: string, around: Surroundings): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : around.definitions().byName(space, text)?.code
}

/** Which options a scope sends by itself, for an overview. */
export function optionNamesIn(map: ObjectNode): string[] {
  return objectsIn(map, 'option-data').flatMap((one) => stringOf(one, 'name')?.value ?? [])
}
