/** The keys that a map may have still: those that it must have first, deprecated ones last. */
import { CompletionItemKind } from 'vscode-languageserver-types'
import type { Level } from './levels'
import { daemonKeys } from '../../config/config-file'
import { createScanner } from '../../config/scan'
import { atLeast } from '../../config/release'
import type { Release } from '../../config/release'
import type { Source } from '../../config/source'
import type { Node } from '../../config/tree'
import { forRelease, schemaOf } from '../../schema/schemas'
import type { MapSchema, PropertySchema, Scope } from '../../schema/schemas'
import { listed } from '../../text/listed'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { keysOf } from '../place-at'
import { isDeprecatedIn, kindOf, unitText } from './documentation'
import type { Piece, Proposal } from './proposal'
import type { Spot, Word } from './spot'

/** Most used, in the order in which Kea's own examples write them. */
const common: readonly string[] = [
  'id', 'name', 'subnet', 'pool', 'pools', 'library', 'parameters', 'code', 'type', 'data', 'test', 'interfaces-config', 'control-socket', 'control-sockets', 'lease-database', 'hooks-libraries', 'client-classes',
  'option-def', 'option-data', 'subnet4', 'subnet6', 'shared-networks', 'reservations', 'loggers', 'valid-lifetime', 'renew-timer', 'rebind-timer', 'hw-address', 'ip-address', 'ip-addresses', 'hostname', 'relay',
  'interface', 'socket-type', 'socket-name', 'severity', 'output-options', 'output', 'host', 'user', 'password', 'this-server-name', 'mode', 'peers', 'url', 'role', 'multi-threading', 'http-host', 'http-port',
  'forward-ddns', 'reverse-ddns', 'tsig-keys', 'dhcp-ddns', 'interfaces', 'port',
]

/** Values that are known better here than by the schema: pieces of the value of a key. */
export type ValueOfKey = (key: string, property: PropertySchema) => readonly Piece[] | undefined

export function keyProposals(spot: Spot, scope: Scope, release: Release, valueOfKey: ValueOfKey): Proposal[] {
  const level = spot.levels[0]
  const schema = schemaOf(scope)
  if (!schema || level?.kind !== '{') return []
  const present = keysPresent(spot, level)
  const required = requiredOf(schema, release, present)
  const own = spot.word.text
  return Object.entries(keysOf(scope, release)).flatMap(([key, property]) => {
    if (present.has(key) && !(spot.hasValue && key === own)) return []
    const replacedBy = property['x-kea-replaced-by']
    if (replacedBy !== undefined && present.has(replacedBy)) return []
    const isDeprecated = isDeprecatedIn(property, release)
    const isOlder = replacedBy !== undefined && keysOf(scope, release)[replacedBy] !== undefined
    const rank = required.has(key) ? 0 : isDeprecated ? 40 : isOlder ? 30 : key === 'comment' || key === 'user-context' ? 20 : common.includes(key) ? 5 : 10
    const value = spot.hasValue ? [] : [': ', ...(valueOfKey(key, property) ?? valuePieces(property))]
    return [
      {
        label: key,
        kind: CompletionItemKind.Property,
        pieces: [JSON.stringify(key), ...value],
        detail: detailOf(property, required.has(key)),
        rank,
        isDeprecated,
        about: { of: 'key', family: scope.family, scope: scope.name, key },
        asksOn: property.type === 'string' || property.items?.type === 'string',
      } satisfies Proposal,
    ]
  }).sort((one, other) => one.rank - other.rank || order(one.label) - order(other.label))
}

function order(key: string): number {
  const at = common.indexOf(key)
  return at === -1 ? common.length : at
}

/** `integer (seconds)`, and whether the map must have it. */
function detailOf(property: PropertySchema, isRequired: boolean): Text | undefined {
  const kind = kindOf(property)
  if (!kind) return undefined
  const unit = unitText(property['x-kea-unit'])
  const type = unit ? say`${kind}, in ${unit}` : kind
  return isRequired ? say`${type} (required)` : type
}

export function requiredOf(schema: MapSchema, release: Release, present: ReadonlySet<string>): ReadonlySet<string> {
  const { required = [], anyOf = [] } = { ...schema, ...schema['x-kea-by-release']?.[release] }
  const choice = anyOf.flatMap((one) => one.required ?? [])
  return new Set([...required, ...(choice.some((key) => present.has(key)) ? [] : choice)])
}

/** From the text, where the tree reads a half-written entry otherwise; what other files add comes from the tree. */
export function keysPresent({ source, word }: Spot, level: Level): ReadonlySet<string> {
  const members = level.node?.kind === 'object' ? level.node.members : []
  const keys = new Set(members.flatMap(({ key, keySpan }) => (keySpan.source.uri === source.uri || keySpan.source.uri === level.source.uri ? [] : [key])))
  const values = (uri: string): Map<number, Node> => {
    const found = new Map<number, Node>()
    for (const { value } of members) if (value && (value.kind === 'object' || value.kind === 'array') && value.source.uri === uri) found.set(value.start, value)
    return found
  }
  keysFrom(level.source, level.open + 1, values(level.source.uri), source.uri === level.source.uri ? word : undefined, keys)
  if (source.uri !== level.source.uri) keysFrom(source, 0, values(source.uri), word, keys)
  return keys
}

/** Maps of that many characters are none that somebody wrote by hand. */
const mostRead = 200_000

/** Those of one level of brackets; what is within is passed over, where the tree knows its end. */
function keysFrom({ text }: Source, from: number, values: ReadonlyMap<number, Node>, word: Word | undefined, keys: Set<string>): void {
  let scanner = createScanner(text, () => undefined, from)
  let depth = 0
  let last: string | undefined
  let read = 0
  while (scanner.next() !== 'end' && read < mostRead) {
    const { kind, start, end, value } = scanner
    const isOwn = word !== undefined && word.form !== 'none' && start >= word.start && end <= word.end
    if (kind === '{' || kind === '[') {
      const inner = depth === 0 ? values.get(start) : undefined
      if (inner && isWhole(inner) && !(word && word.start > inner.start && word.end < inner.end)) scanner = createScanner(text, () => undefined, inner.end)
      else depth++
    } else if (kind === '}' || kind === ']') {
      if (depth === 0) break
      depth--
    } else if (depth === 0 && kind === ':' && last !== undefined) keys.add(last)
    read += end - start
    last = (kind === 'string' || kind === 'word') && !isOwn ? value : undefined
  }
}

function isWhole(node: Node): boolean {
  return node.source.text[node.end - 1] === (node.kind === 'object' ? '}' : ']')
}

/** A value of the right type, with its places to fill in. */
export function valuePieces(property: PropertySchema): Piece[] {
  if (property.items) return ['[ ', { stop: '', isLast: true }, ' ]']
  if (property.allOf || property.$ref !== undefined || property.type === 'object') return ['{ ', { stop: '', isLast: true }, ' }']
  const preset = property.default
  switch (property.type) {
    case 'boolean':
      return [{ stop: String(preset === true), choices: preset === true ? ['true', 'false'] : ['false', 'true'] }]
    case 'integer':
    case 'number':
      return [{ stop: literal(preset ?? property['x-kea-example'] ?? property.minimum ?? 0) }]
    default: {
      const choices = property.enum?.map(String) ?? []
      if (choices.length > 0) return ['"', { stop: literal(preset ?? choices[0]), choices: firstOf(choices, preset) }, '"']
      return ['"', { stop: typeof preset === 'string' ? JSON.stringify(preset).slice(1, -1) : '' }, '"']
    }
  }
}

function literal(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function firstOf(choices: readonly string[], first: unknown): string[] {
  return typeof first === 'string' && choices.includes(first) ? [first, ...choices.filter((one) => one !== first)] : [...choices]
}

/** The daemon's key at the top; the file's name tells which is meant. */
export function daemonProposals(spot: Spot, release: Release): Proposal[] {
  const level = spot.levels[0]
  if (!level || keysPresent(spot, level).size > 0) return []
  const name = spot.source.uri.slice(spot.source.uri.lastIndexOf('/') + 1)
  return Object.entries(daemonKeys).flatMap(([key, daemon]) => {
    if (daemon === 'agent' && atLeast(release, '3.2')) return []
    const isMeant = name.includes(daemonFile[daemon] ?? ' ')
    return [{ label: key, kind: CompletionItemKind.Property, pieces: [JSON.stringify(key), ...(spot.hasValue ? [] : [': { ', { stop: '', isLast: true as const }, ' }'])], rank: isMeant ? 0 : 10, isPreferred: isMeant, detail: say`the file of ${listed([`kea-${daemonFile[daemon] ?? ''}`])}` }]
  })
}

export const daemonFile: Readonly<Record<string, string>> = { dhcp4: 'dhcp4', dhcp6: 'dhcp6', agent: 'ctrl-agent', ddns: 'dhcp-ddns', netconf: 'netconf' }

/** The property of a key in a scope, as the release has it. */
export function propertyOf(scope: Scope | undefined, key: string, release: Release): PropertySchema | undefined {
  const property = scope && schemaOf(scope)?.properties?.[key]
  return property && forRelease(property, release)
}

