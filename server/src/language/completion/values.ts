/** What may stand at a key: what the files say elsewhere, what the schema lists, ready-made maps. */
import { CompletionItemKind } from 'vscode-languageserver-types'
import { stringOf, stringsIn } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import { numberText } from './value-text'
import type { PropertySchema, Scope } from '../../schema/schemas'
import { say } from '../../text/text'
import { firstAddress, freeAddresses, freeRanges, prefixProposals, proposal, subnetAround, subnetIdProposals } from './addresses'
import { classProposals, specialClassProposals } from './class-names'
import type { ClassUse } from './class-names'
import { propertyOf, requiredOf, valuePieces } from './keys'
import { distinct } from './known'
import type { Circumstances } from './known'
import { dataProposals, optionCodeProposals, optionNameProposals, spaceProposals } from './option-values'
import {
  interfaceProposals, libraryProposals, loggerProposals, networkProposals, outputProposals, peerNameProposals, peerUrlProposals, roleProposals, seenProposals, socketProposals, thisServerProposals, tsigKeyProposals,
} from './places'
import type { Piece, Proposal } from './proposal'
import { recordTypeProposals } from './record-types'
import { schemaOf } from '../../schema/schemas'
import type { Spot } from './spot'
import { joined, listOf, mapOf, entry } from './template-text'
import { hookTemplates, templatesFor } from './templates'
import type { Site, Template } from './templates'

/** Everything around the place that decides what may stand there. */
export interface Setting extends Site {
  readonly spot: Spot
  readonly scope: Scope
}

export function valueProposals(setting: Setting): Proposal[] {
  const { spot, scope, around } = setting
  const { key } = spot
  const property = propertyOf(scope, key, around.release)
  if (!property) return []
  const isItem = spot.role === 'item'
  if (isItem && !property.items) return []
  const own = isItem ? property.items : property
  if (!own) return []
  if (isMap(own)) return mapProposals(setting, own, isItem)
  if (own.items) return listProposals(setting, own)
  const known = knownProposals(setting)
  const listed = known ?? enumProposals(own, isItem ? present(setting) : [], scope, key)
  return [...listed, ...fromSchema(own, listed, isItem)]
}

function present({ spot, maps }: Setting): string[] {
  return stringsIn(maps[0], spot.key).map((one) => one.value).filter((one) => one !== spot.word.text)
}

export function isMap(property: PropertySchema): boolean {
  return !property.items && (property.allOf !== undefined || property.$ref !== undefined || property.type === 'object')
}

/** Ready-made maps, then an empty one. */
function mapProposals(setting: Setting, property: PropertySchema, isItem: boolean): Proposal[] {
  const { spot } = setting
  if (spot.word.form === 'quoted') return []
  const ready = templatesFor(spot.key, setting).map((one) => ({ ...ofTemplate(one, one.pieces), rank: 3 }))
  const hooks = isItem && spot.key === 'hooks-libraries' ? hookTemplates(setting).map((one) => ({ ...ofTemplate(one, one.pieces), rank: 5 })) : []
  const required = isItem && ready.length === 0 ? requiredMap(setting, property) : undefined
  const empty: Proposal = { label: '{ }', pieces: required ?? ['{ ', { stop: '', isLast: true }, ' }'], kind: CompletionItemKind.Struct, rank: 9 }
  return [...ready, ...hooks, empty]
}

function listProposals(setting: Setting, property: PropertySchema): Proposal[] {
  if (setting.spot.word.form === 'quoted') return []
  const ready = property.items && isMap(property.items) ? templatesFor(setting.spot.key, setting).map((one) => ({ ...ofTemplate(one, listOf(one.pieces)), rank: 3 })) : []
  return [...ready, { label: '[ ]', pieces: ['[ ', { stop: '', isLast: true }, ' ]'], kind: CompletionItemKind.Struct, rank: 9 }]
}

export function ofTemplate({ label, detail, elsewhere }: Template, pieces: readonly Piece[]): Proposal {
  return { label, pieces, kind: CompletionItemKind.Snippet, detail, ...(elsewhere && { elsewhere }) }
}

/** A map with the keys that it must have. */
function requiredMap({ scope, around }: Setting, property: PropertySchema): Piece[] | undefined {
  const name = property.$ref?.slice(property.$ref.lastIndexOf('/') + 1) ?? ''
  const inner = { family: scope.family, name }
  const schema = schemaOf(inner)
  if (!schema) return undefined
  const keys = requiredOf(schema, around.release, new Set())
  const ofOne = new Set((schema.anyOf ?? []).slice(1).flatMap((one) => one.required ?? []))
  const entries = [...keys].filter((key) => !ofOne.has(key)).flatMap((key) => {
    const own = propertyOf(inner, key, around.release)
    return own ? [entry(key, valuePieces(own).map((one) => (typeof one === 'string' ? one : { ...one, isLast: undefined })) as Piece[])] : []
  })
  return entries.length === 0 ? undefined : mapOf(...entries)
}

/** Members with ready-made values, for keys that the map does not have yet. */
export function memberTemplates(setting: Setting, keys: readonly string[]): Proposal[] {
  const { scope, around } = setting
  return keys.flatMap((key) => {
    const property = propertyOf(scope, key, around.release)
    if (!property || (property['x-kea-replaced-by'] !== undefined && propertyKnown(scope, property['x-kea-replaced-by'], around))) return []
    const isList = property.items !== undefined
    if (!isMap(property.items ?? property)) return []
    return templatesFor(key, setting).map((one): Proposal => {
      const member = entry(key, isList ? listOf(one.pieces) : one.pieces)
      const pieces = one.before && !hasMember(setting, 'hooks-libraries') ? joined([one.before, member], ',\n') : member
      return { ...ofTemplate(one, pieces), label: `${key}: ${one.label}`, filter: key, rank: 12 }
    })
  })
}

function propertyKnown(scope: Scope, key: string, { release }: Circumstances): boolean {
  const property = propertyOf(scope, key, release)
  return property !== undefined && (property['x-kea-releases']?.includes(release) ?? true)
}

function hasMember({ around }: Setting, key: string): boolean {
  return around.own?.file.body?.members.some((one) => one.key === key) ?? false
}

function enumProposals(property: PropertySchema, without: readonly string[], { name: scope }: Scope, key: string): Proposal[] {
  if (property.type === 'boolean') {
    return [true, false].map((one) => ({ label: String(one), pieces: [String(one)], kind: CompletionItemKind.Value, rank: 5, ...(property.default === one && { detail: say`the default` }) }))
  }
  return (property.enum ?? []).filter((one) => !without.includes(String(one))).map((one) => ({
    label: String(one),
    pieces: [JSON.stringify(one)],
    kind: CompletionItemKind.EnumMember,
    rank: 5,
    ...(property.default === one && { detail: say`the default` }),
    about: { of: 'value' as const, scope, key, value: String(one) },
  }))
}

/** The default, or an example where nothing better is known. */
function fromSchema(property: PropertySchema, known: readonly Proposal[], isItem: boolean): Proposal[] {
  const { default: preset } = property
  const example = property['x-kea-example']
  const labels = new Set(known.map((one) => one.label))
  const has = (value: unknown): boolean => labels.has(String(value)) || known.some((one) => one.pieces[0] === JSON.stringify(value))
  const all: Proposal[] = []
  if (isPlain(preset) && preset !== '' && !has(preset)) all.push({ label: String(preset), pieces: [JSON.stringify(preset)], kind: CompletionItemKind.Value, detail: numberText(say`the default`, preset, property['x-kea-unit']), rank: 8 })
  if (isPlain(example) && example !== preset && !has(example) && known.length === 0 && !isItem && property.type !== 'boolean') {
    all.push({ label: String(example), pieces: [JSON.stringify(example)], kind: CompletionItemKind.Value, detail: numberText(say`an example`, example, property['x-kea-unit']), rank: 15 })
  }
  return all
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

/** undefined where the schema alone tells. */
function knownProposals(setting: Setting): Proposal[] | undefined {
  const { scope, spot, around, maps } = setting
  const { key } = spot
  const map = maps[0]
  if (scope.name === 'option-data' || (scope.family === 'libdhcp_flex_option' && (scope.name === 'option' || scope.name === 'sub-option'))) {
    const found = optionProposals(setting, map)
    if (found) return found
  }
  if (scope.family === 'libdhcp_ha') return haProposals(setting)
  if (classKeys.has(key)) return classProposals(around, classUse(scope, key), spot.role === 'item' ? map : undefined, key, spot.word.text)
  switch (`${scope.name}.${key}`) {
    case 'subnet4.id':
    case 'subnet6.id':
      return subnetIdProposals(around, map)
    case 'subnet4.subnet':
    case 'subnet6.subnet':
      return prefixProposals(around)
    case 'pools.pool':
      return rangeProposals(maps, map)
    case 'reservations.ip-address':
      return addressProposals(maps, map)
    case 'relay.ip-address':
    case 'relay.ip-addresses':
      return relayProposals(setting)
    case 'client-classes.name':
      return specialClassProposals(around)
    case 'shared-networks.name':
      return networkProposals(around)
    case 'interfaces-config.interfaces':
      return interfaceProposals(around, present(setting), true)
    case 'subnet4.interface':
    case 'subnet6.interface':
    case 'shared-networks.interface':
    case 'subnet4.4o6-interface':
      return interfaceProposals(around, [], false)
    case 'control-sockets.socket-name':
    case 'agent-server-socket.socket-name':
      return socketProposals(around, spot.levels.find((one) => one.key !== undefined)?.key)
    case 'hooks-libraries.library':
      return libraryProposals(around, spot.word.text)
    case 'loggers.name':
      return loggerProposals(around, map)
    case 'output-options.output':
      return outputProposals(around)
    case 'option-def.space':
    case 'option-def.encapsulate':
      return spaceProposals(around, maps.slice(1), key === 'encapsulate')
    case 'option-def.record-types':
      return recordTypeProposals(spot)
    case 'ddns-domains.key-name':
    case 'dns-servers.key-name':
      return tsigKeyProposals(around)
    default:
      return seenKeys.has(key) ? seenProposals(around, key) : undefined
  }
}

const classKeys: ReadonlySet<string> = new Set(['client-class', 'client-classes', 'require-client-classes', 'evaluate-additional-classes'])

function classUse(scope: Scope, key: string): ClassUse {
  if (key === 'require-client-classes' || key === 'evaluate-additional-classes') return 'additional'
  return scope.name === 'reservations' ? 'reservation' : 'guard'
}

/** What is likely to be the same in several places. */
const seenKeys: ReadonlySet<string> = new Set([
  'next-server', 'server-hostname', 'boot-file-name', 'ddns-qualifying-suffix', 'ddns-generated-prefix', 'http-host', 'socket-address', 'trust-anchor', 'cert-file', 'key-file', 'host', 'user', 'server-ip', 'sender-ip', 'realm', 'directory',
  'name-server', 'ip-address', 'pattern', 'path',
])

function optionProposals({ spot, around, maps }: Setting, entryMap: ObjectNode | undefined): Proposal[] | undefined {
  const outer = maps.slice(1)
  switch (spot.key) {
    case 'name':
      return optionNameProposals(entryMap, around, outer)
    case 'code':
      return optionCodeProposals(entryMap, around, outer)
    case 'space':
      return spaceProposals(around, outer, false)
    case 'data': {
      const subnet = subnetAround(outer)
      return dataProposals(entryMap, around, outer, subnet ? [firstAddress(subnet)] : [])
    }
    default:
      return undefined
  }
}

function haProposals({ scope, spot, around, maps }: Setting): Proposal[] | undefined {
  switch (`${scope.name}.${spot.key}`) {
    case 'relationship.this-server-name':
      return thisServerProposals(around, maps[0])
    case 'peer.name':
      return peerNameProposals(around, maps[1], maps[0])
    case 'peer.url':
      return peerUrlProposals(around, maps[0])
    case 'peer.role':
      return roleProposals(maps[1], maps[0])
    default:
      return seenKeys.has(spot.key) ? seenProposals(around, spot.key) : undefined
  }
}

function rangeProposals(maps: readonly ObjectNode[], pool: ObjectNode | undefined): Proposal[] {
  const subnet = subnetAround(maps.slice(1), pool)
  return subnet ? freeRanges(subnet).map((one, at) => proposal(one, say`free in ${stringOf(subnet.node, 'subnet')?.value ?? ''}`, 3 + at)) : []
}

function addressProposals(maps: readonly ObjectNode[], reservation: ObjectNode | undefined): Proposal[] {
  const subnet = subnetAround(maps.slice(1), reservation)
  return subnet ? freeAddresses(subnet).map((one, at) => proposal(one, subnet.pools.length > 0 && at > 0 ? say`free` : say`next free address`, 3 + at)) : []
}

/** The gateway is what relays, and its address in the subnet is what they tell. */
function relayProposals({ maps, around }: Setting): Proposal[] {
  const subnet = subnetAround(maps.slice(1))
  const texts = subnet ? distinct([firstAddress(subnet)]) : []
  const seen = (around.own?.subnets() ?? []).slice(0, 200).flatMap(({ node }) => relayAddresses(node))
  return distinct([...texts, ...seen]).filter((one) => one !== '').slice(0, 50).map((one, at) => proposal(one, at === 0 && subnet ? say`first address of the subnet` : undefined, 3 + Math.min(at, 5)))
}

function relayAddresses(subnet: ObjectNode): string[] {
  const relay = subnet.members.find((one) => one.key === 'relay')?.value
  return stringsIn(relay, 'ip-addresses').map((one) => one.value)
}
