/** What the text of a value is: a class, an option, a peer, one of a fixed set, addresses, an expression. */
import type { Release } from '../../config/release'
import { stringOf } from '../../config/tree'
import type { ObjectNode, StringNode } from '../../config/tree'
import { isBuiltInClass } from '../../expression/built-in-classes'
import { parseIpv6 } from '../../expression/ipv6'
import { isFilledIn } from '../../config/placeholder'
import { optionKnownIn, standardOption } from '../../options/standard'
import { forRelease } from '../../schema/schemas'
import type { PropertySchema, Scope } from '../../schema/schemas'
import { tellExpression } from './expression-tokens'
import type { Tell, TokenModifier, TokenType } from './token'

export interface ValuePlace {
  readonly map: ObjectNode
  readonly scope: Scope
  readonly key: string
  readonly property: PropertySchema
  readonly family: 4 | 6
  readonly release: Release
}

export function tellValue(value: StringNode, place: ValuePlace, tell: Tell): void {
  if (value.value === '' || isFilledIn(value.value)) return
  const offsetOf = offsetsIn(value)
  if (expressionKeys.has(`${place.scope.family} ${place.key}`) || (place.scope.name === 'client-classes' && testKeys.has(place.key))) {
    tellExpression(value.value, place.release, place.family, offsetOf, tell)
    return
  }
  const [type, ...modifiers] = nameIn(value.value, place)
  if (type) {
    tell(value.start + 1, offsetOf(value.value.length), type, ...modifiers)
    return
  }
  if (!freeTexts.has(place.key)) tellAddresses(value.value, place, offsetOf, tell)
}

const testKeys = new Set(['test', 'template-test'])
const expressionKeys = new Set([
  'libdhcp_flex_id identifier-expression', 'libdhcp_flex_option add', 'libdhcp_flex_option supersede', 'libdhcp_flex_option remove', 'libdhcp_ddns_tuning hostname-expr',
  'libdhcp_legal_log request-parser-format', 'libdhcp_legal_log response-parser-format', 'libdhcp_lease_cmds expression', 'libdhcp_radius expr',
])
const classKeys = new Set(['client-class', 'client-classes', 'require-client-classes', 'evaluate-additional-classes'])
const freeTexts = new Set(['comment', 'description'])
/** Maps whose `name` is what others in the file name them by. */
const named = new Set(['dhcp4 shared-networks', 'dhcp6 shared-networks', 'libdhcp_ha peer', 'ddns tsig-keys', 'libddns_gss_tsig server'])

function nameIn(text: string, { map, scope, key, property, family, release }: ValuePlace): [TokenType?, ...TokenModifier[]] {
  const where = `${scope.family} ${scope.name}`
  if (classKeys.has(key)) return isBuiltInClass(text) ? ['class', 'defaultLibrary'] : ['class']
  if (key === 'name') {
    if (scope.name === 'client-classes') return ['class', 'declaration']
    if (scope.name === 'option-def') return ['variable', 'declaration']
    if (scope.name === 'option-data') return isStandard(stringOf(map, 'space')?.value, text, family, release) ? ['variable', 'defaultLibrary'] : ['variable']
    if (named.has(where)) return ['type', 'declaration']
  }
  if (scope.name === 'option-data' || scope.name === 'option-def') {
    if (key === 'space' || key === 'encapsulate') return ['namespace']
  }
  if (where === 'libdhcp_ha relationship' && key === 'this-server-name') return ['type']
  if (where === 'ddns ddns-domains' && key === 'key-name') return ['type']
  const known = forRelease(property, release)
  const values = (known.items && forRelease(known.items, release).enum) ?? known.enum
  return values?.includes(text) === true ? ['enumMember'] : []
}

function isStandard(space: string | undefined, name: string, family: 4 | 6, release: Release): boolean {
  const option = standardOption(space ?? (family === 4 ? 'dhcp4' : 'dhcp6'), name)
  return option !== undefined && optionKnownIn(option, release)
}

/** Where a character of the value stands in the file: escapes take more room there. */
function offsetsIn({ value, source, start, end }: StringNode): (at: number) => number {
  if (value.length === end - start - 2) return (at) => start + 1 + at
  const offsets = [...source.text.slice(start + 1, end - 1).matchAll(/\\u[0-9a-fA-F]{4}|\\[^]|[^]/g)].map(({ index }) => start + 1 + index)
  return (at) => offsets[at] ?? end - 1
}

const numberShape = /^(?:0x)?[0-9a-fA-F]+$|^-?\d+$/
const octetsShape = /^[0-9a-fA-F]{1,2}([:-][0-9a-fA-F]{1,2}){2,}$/
const ipv4Shape = /^\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?$/

function isAddress(text: string): boolean {
  if (ipv4Shape.test(text)) return text.split(/[./]/).every((part) => Number(part) <= 255)
  const [, address = text] = /^(.*)\/\d{1,3}$/.exec(text) ?? []
  return octetsShape.test(text) || (address.includes(':') && parseIpv6(address) !== undefined)
}

/** Addresses, prefixes, ranges, octets; in the data of an option, numbers too. A text that holds anything else is none. */
function tellAddresses(text: string, { scope, key }: ValuePlace, offsetOf: (at: number) => number, tell: Tell): void {
  const isData = scope.name === 'option-data' && key === 'data'
  if (!/\d|:/.test(text)) return
  const parts = octetsShape.test(text) ? [{ index: 0, 0: text }] : [...text.matchAll(/[^\s,-]+/g)]
  const found = parts.filter(({ 0: part }) => isAddress(part) || (isData && numberShape.test(part) && /\d/.test(part)))
  if (found.length < parts.length) return
  for (const { index, 0: part } of found) tell(offsetOf(index), offsetOf(index + part.length), 'number')
}
