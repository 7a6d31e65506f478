/** What cures a value that its key does not take, or a key that is missing. */
import { bodyAround, freeSubnetId } from '../config/free-id'
import { Written } from '../config/layout'
import { nearest, plainForm } from '../config/nearest'
import type { Release } from '../config/release'
import { addMember, removeItem, removeMember, replaceValue } from '../config/rewrite'
import { numberOf, objectsIn, plain } from '../config/tree'
import type { Node, ObjectNode } from '../config/tree'
import { fix, sureFix } from '../config/fix'
import type { Fix } from '../config/fix'
import { say } from '../text/text'
import { accepts } from './accepts'
import { forRelease } from './schemas'
import type { PropertySchema, Scope } from './schemas'

/** The same value in the type that is wanted, where it says the same: "4000" for 4000. What could mean something else is not sure. */
export function typeFixes(node: Node, wanted: string, property: PropertySchema, release: Release): Fix[] {
  const converted = convert(node, wanted).filter(({ value, plain }) => accepts(property, plain ?? value, release))
  return converted.flatMap(({ value, shown, isSure }) => fix(say`Change it to ${shown}`, replaceValue(node, value), isSure))
}

interface Converted {
  readonly value: unknown
  readonly shown: string
  /** Of what is written as text: what it is. */
  readonly plain?: unknown
  readonly isSure: boolean
}

function convert(node: Node, wanted: string): Converted[] {
  const to = (value: unknown, isSure = true): Converted[] => [{ value, shown: JSON.stringify(value), isSure }]
  const asWritten = (text: string, value: unknown, isSure = true): Converted[] => [{ value: new Written(text), plain: value, isSure, shown: text.length < 40 && !text.includes('\n') ? text : `${text[0] ?? ''} … ${text.at(-1) ?? ''}` }]
  const text = node.source.text.slice(node.start, node.end)
  switch (wanted) {
    case 'integer':
      if (node.kind === 'string' && /^\s*-?\d{1,15}\s*$/.test(node.value)) return to(Number(node.value))
      return node.kind === 'number' ? to(Math.round(node.value), Number.isInteger(node.value)) : []
    case 'number':
      if (node.kind === 'string' && /^\s*\d+\.\d+\s*$/.test(node.value)) return to(Number(node.value))
      return node.kind === 'number' && node.integer ? asWritten(`${text}.0`, node.value) : []
    case 'boolean':
      if (node.kind === 'string' && /^\s*(true|false)\s*$/i.test(node.value)) return to(/true/i.test(node.value))
      if (node.kind === 'string' && /^(yes|no|on|off|enabled?|disabled?|1|0)$/i.test(node.value)) return to(/^(yes|on|enabled?|1)$/i.test(node.value), false)
      return node.kind === 'number' && (node.value === 0 || node.value === 1) ? to(node.value === 1, false) : []
    case 'string':
      return node.kind === 'number' || node.kind === 'boolean' ? asWritten(JSON.stringify(text), text) : singleOf(node, 'string', asWritten)
    case 'array':
      if (node.kind === 'string' && /[,;\s]/.test(node.value.trim())) return to(node.value.split(/[,;\s]+/).filter((one) => one !== ''), false)
      if (node.kind === 'object' && node.members.length === 0) return asWritten('[ ]', [], false)
      return node.kind === 'object' || node.kind === 'string' ? asWritten(`[ ${text} ]`, [plain(node)]) : []
    case 'object':
      return singleOf(node, 'object', asWritten)
    default:
      return []
  }
}

function singleOf(node: Node, kind: Node['kind'], asWritten: (text: string, value: unknown) => Converted[]): Converted[] {
  const [item, ...others] = node.kind === 'array' ? node.items : []
  // Comments around the one item would be lost.
  const isPlain = item !== undefined && /^\[\s*$/.test(node.source.text.slice(node.start, item.start)) && /^[\s,]*\]$/.test(node.source.text.slice(item.end, node.end))
  return item?.kind === kind && item.source === node.source && others.length === 0 && isPlain ? asWritten(node.source.text.slice(item.start, item.end), plain(item)) : []
}

const mostOffered = 6

/** Still taken, and nothing to advise. */
const outdated = ['HMAC-MD5']

/** The nearest of the values that the release knows; all of them where they are few. */
export function enumFixes(node: Node, given: PropertySchema, release: Release): Fix[] {
  const allowed = (forRelease(given, release).enum ?? []).map(String).filter((one) => !outdated.includes(one))
  const value = node.kind === 'string' ? node.value : ''
  const near = nearest(value, allowed)
  const [first] = near
  if (first !== undefined && plainForm(first) === plainForm(value)) return sureFix(say`Change it to "${first}"`, replaceValue(node, first))
  const longer = value.length > 2 ? allowed.filter((one) => plainForm(one).includes(plainForm(value))) : []
  const offered = near.length > 0 ? near : longer.length > 0 ? longer : allowed.length <= mostOffered ? allowed : []
  const others = new Set(node.parent?.kind === 'array' ? node.parent.items.flatMap((one) => (one.kind === 'string' ? one.value : [])) : [])
  return [
    ...offered.filter((one) => !others.has(one)).flatMap((one) => fix(say`Change it to "${one}"`, replaceValue(node, one))),
    ...(node.parent?.kind === 'array' && node.parent.items.length > 1 ? fix(say`Remove it from the list`, removeItem(node)) : []),
  ]
}

/** The bound that is nearest, of what is measured; of the rest, what Kea takes where nothing is said. */
export function rangeFixes(node: Node, key: string, given: PropertySchema, scope: Scope, release: Release): Fix[] {
  if (node.kind !== 'number') return []
  if (key === 'id' && isSubnet(scope)) {
    const body = bodyAround(node)
    const id = body && freeSubnetId(body)
    return id === undefined ? [] : fix(say`Change it to ${id}, which is free`, replaceValue(node, id))
  }
  const property = forRelease(given, release)
  const { minimum, maximum } = property
  const bound = minimum !== undefined && node.value < minimum ? minimum : maximum !== undefined && node.value > maximum ? maximum : undefined
  const isMeasure = property['x-kea-unit'] !== undefined || key === 'debuglevel'
  const values = [isMeasure && bound !== undefined && bound < 2 ** 31 ? bound : undefined, property.default].filter((one) => one !== undefined && (isMeasure || one !== 0) && accepts(given, one, release))
  return [...new Set(values)].flatMap((one) => fix(one === property.default ? say`Change it to the default, ${String(one)}` : say`Change it to ${String(one)}`, replaceValue(node, one)))
}

function isSubnet({ name }: Scope): boolean {
  return name === 'subnet4' || name === 'subnet6'
}

/** With a value only where one is likely: an address or a name that somebody made up helps nobody. */
export function missingKeyFixes(map: ObjectNode, key: string, given: PropertySchema | undefined, scope: Scope, release: Release): Fix[] {
  return likelyValues(map, key, given, scope, release).flatMap((value) => fix(say`Add "${key}": ${JSON.stringify(value)}`, addMember(map, key, value, place(map, key))))
}

function likelyValues(map: ObjectNode, key: string, given: PropertySchema | undefined, scope: Scope, release: Release): unknown[] {
  if (key === 'id' && isSubnet(scope)) {
    const body = bodyAround(map)
    return body ? [freeSubnetId(body)] : []
  }
  if (key === 'name' && scope.name === 'loggers') return loggerNames[scope.family]?.slice(0, 1) ?? []
  if (key === 'code' && scope.name === 'option-def') return [freeCode(map)]
  if (!given) return []
  const property = forRelease(given, release)
  if (property.default !== undefined && property.default !== '') return [property.default]
  if (property.type === 'boolean') return [true, false]
  if (!property.enum) return []
  const usual = usualTypes[`${scope.name} ${key}`]
  if (usual) return usual.filter((one) => property.enum?.includes(one) === true)
  return property.enum.length <= mostOffered ? [...property.enum] : []
}

const loggerNames: Readonly<Record<string, readonly string[]>> = { dhcp4: ['kea-dhcp4'], dhcp6: ['kea-dhcp6'], ddns: ['kea-dhcp-ddns'], agent: ['kea-ctrl-agent'], netconf: ['kea-netconf'] }

const usualTypes: Readonly<Record<string, readonly string[]>> = {
  'option-def type': ['string', 'uint32', 'ipv4-address', 'binary'],
  'tsig-keys algorithm': ['HMAC-SHA256', 'HMAC-SHA512'],
}

/** A code of the range that is left to sites. */
function freeCode(map: ObjectNode): number {
  const list = map.parent?.parent?.kind === 'object' ? objectsIn(map.parent.parent, 'option-def') : []
  const codes = new Set(list.flatMap((one) => numberOf(one, 'code')?.value ?? []))
  let code = 224
  while (codes.has(code)) code++
  return code
}

/** What says which one it is stands first. */
function place(map: ObjectNode, key: string): { readonly before: ObjectNode['members'][number] } | undefined {
  const [first] = map.members
  return first && ['id', 'name', 'type', 'code'].includes(key) ? { before: first } : undefined
}

/** What is empty and may not be goes, with its key. */
export function emptyFixes(node: Node, isRequired: (key: string) => boolean): Fix[] {
  const { parent } = node
  if (parent?.kind === 'array') return parent.items.length > 1 ? fix(say`Remove it`, removeItem(node)) : []
  const member = parent?.members[node.index]
  if (!parent || !member || isRequired(member.key)) return []
  // What a comment inside says would be lost.
  return node.kind !== 'string' && /[#/]/.test(node.source.text.slice(node.start, node.end)) ? [] : fix(say`Remove "${member.key}"`, removeMember(parent, member))
}
