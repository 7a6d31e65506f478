/** What a key means, which values it takes, which releases have it, and what counts where it is left out. */
import { releases } from '../../config/release'
import type { Release } from '../../config/release'
import { member, valueOf } from '../../config/tree'
import type { Node } from '../../config/tree'
import { manualUrl } from '../../lint/rule-list'
import { scopeName } from '../../lint/scopes'
import type { Scope as InheritingScope } from '../../lint/scopes'
import { childScope, forRelease, schemaOf } from '../../schema/schemas'
import type { PropertySchema, Scope } from '../../schema/schemas'
import { durationOf } from '../../text/duration'
import { listed } from '../../text/listed'
import { capital, say, sayAs, sentences } from '../../text/text'
import type { Text } from '../../text/text'
import { inheritedFrom, isInherited } from './inheritance'
import { manualSection } from './manual'
import { heading, sentence } from './page'
import type { Block } from './page'
import { scopeOfMap } from './scope-of'
import { aroundOf } from './subject'
import type { Subject } from './subject'

export function keyPage(subject: Subject): Block[] {
  const property = propertyOf(subject)
  if (!property) return []
  const { key, scope, context } = subject
  return [
    heading(key, typeWords(property)),
    ...(property.description === undefined ? [] : [sentence(sayAs(property.description))]),
    ...lines(allowedWords(property)),
    ...countingLines(subject, property),
    ...lines(releaseWords(property, context.release)),
    ...lines(ownerWords(scope)),
    ...manualLink(scope, key, childScope(property)),
  ]
}

/** The key as the target release has it. */
export function propertyOf({ scope, key, context }: Subject): PropertySchema | undefined {
  const properties = scope && schemaOf(scope)?.properties
  const property = properties && Object.hasOwn(properties, key) ? properties[key] : undefined
  return property && forRelease(property, context.release)
}

function lines(...texts: (Text | undefined)[]): Block[] {
  return texts.flatMap((text) => (text ? [sentence(text)] : []))
}

/** `inner`: what the schemas call the map or maps below the key, which may have a section of their own. */
function manualLink(scope: Scope | undefined, key: string, inner: string | undefined): Block[] {
  const section = scope && (inner === undefined ? manualSection(scope, key) : manualSection({ family: scope.family, name: inner }, ''))
  return section === undefined ? [] : [{ kind: 'link', text: say`Kea's manual`, url: manualUrl(section) }]
}

function typeWords(property: PropertySchema): Text | undefined {
  const unit = property['x-kea-unit']
  switch (property.type) {
    case 'integer':
      return unit === 's' ? say`whole number of seconds` : unit === 'ms' ? say`whole number of milliseconds` : unit === 'bits' ? say`whole number of bits` : say`whole number`
    case 'number':
      return say`number`
    case 'string':
      return say`text`
    case 'boolean':
      return say`true or false`
    case 'array':
      return property.items?.type === 'string' ? say`list of texts` : property.items?.type === 'integer' ? say`list of whole numbers` : property.items?.$ref !== undefined ? say`list of maps` : say`list`
    default:
      return property.type === 'object' || property.$ref !== undefined || property.allOf !== undefined ? say`map` : undefined
  }
}

const most32 = 4294967295

function allowedWords(property: PropertySchema): Text | undefined {
  const choices = property.enum ?? property.items?.enum
  if (choices && choices.length > 0) return say`It takes ${listed(choices.map((one) => (typeof one === 'string' ? `"${one}"` : one)), 'or')}.`
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, maxLength } = property
  if (maxLength !== undefined) return say`It may have ${maxLength} characters.`
  const low = exclusiveMinimum !== undefined ? say`above ${exclusiveMinimum}` : minimum !== undefined ? say`at least ${minimum}` : undefined
  const high = exclusiveMaximum !== undefined ? say`below ${exclusiveMaximum}` : maximum !== undefined && maximum !== most32 ? say`at most ${maximum}` : undefined
  // That a number is not negative goes without saying.
  if (!high && minimum === 0 && exclusiveMinimum === undefined) return undefined
  const bounds = [low, high].filter((one) => one !== undefined)
  return bounds.length === 0 ? undefined : say`It is ${listed(bounds)}.`
}

/** What Kea has where nobody gives a value: of what is inherited, the global scope's. */
function defaultOf({ scope, key, context }: Subject, property: PropertySchema, isTaken: boolean): unknown {
  const global = isTaken ? schemaOf(scope?.family === 'dhcp6' ? { family: 'dhcp6', name: 'Dhcp6' } : { family: 'dhcp4', name: 'Dhcp4' })?.properties?.[key] : undefined
  const found = global ? forRelease(global, context.release).default : property.default
  // Leases are cached by default since 3.0 only; what the number does before is another matter.
  return key === 'cache-threshold' && (context.release === '2.2' || context.release === '2.4' || context.release === '2.6') ? undefined : found
}

/** What counts here, where that is not simply what stands here. */
function countingLines(subject: Subject, property: PropertySchema): Block[] {
  const around = aroundOf(subject)
  const scope = around && scopeOfMap(subject.map, around)
  const isTaken = scope !== undefined && isInherited(scope, subject.key)
  const own = valueOf(subject.map, subject.key)
  const isGiven = own !== undefined
  const from = scope && inheritedFrom(scope, subject.key)
  const unit = property['x-kea-unit']
  if (from) {
    const shown = valueText(from.value, unit)
    // Whether an empty text counts as a value differs from key to key.
    if (shown === undefined || (own?.kind === 'string' && own.value === '')) return []
    const at = member(from.scope.node, subject.key)?.keySpan
    return [sentence(isGiven ? say`It stands here in place of ${shown} of ${scopeName(from.scope)}.` : say`Without a value here, ${shown} counts, inherited from ${scopeName(from.scope)}.`, at)]
  }
  const given = plainText(defaultOf(subject, property, isTaken), unit)
  if (given === undefined) return isTaken ? [sentence(inheritanceWords(scope))] : []
  return [sentence(say`Kea's default: ${given}.`)]
}

function inheritanceWords({ outer }: InheritingScope): Text {
  return outer?.kind === 'network' ? say`Left out, it is inherited from the shared network or the global scope.` : say`Left out, it is inherited from the scope around.`
}

/** `4000 (1 h 6 min 40 s)`; undefined for maps, and for lists that are too long to be told. */
export function valueText(value: Node, unit?: string): Text | undefined {
  switch (value.kind) {
    case 'number':
      return withDuration(value.value, value.source.text.slice(value.start, value.end), unit)
    case 'string':
      return say`"${value.value}"`
    case 'boolean':
      return say`${value.value}`
    case 'array':
      return value.items.length > 0 && value.items.length <= 8 && value.items.every((one) => one.kind === 'string') ? listed(value.items.map((one) => say`"${one.value}"`)) : undefined
    default:
      return undefined
  }
}

function withDuration(value: number, text: string, unit: string | undefined): Text {
  const long = unit === 's' || unit === 'ms' ? durationOf(value, unit) : undefined
  return long ? say`${text} (${long})` : unit === 's' ? say`${text} s` : unit === 'ms' ? say`${text} ms` : say`${text}`
}

function plainText(value: unknown, unit: string | undefined): Text | undefined {
  if (typeof value === 'number') return withDuration(value, String(value), unit)
  if (typeof value === 'boolean') return say`${value}`
  if (typeof value === 'string') return value === '' ? undefined : say`"${value}"`
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string') ? listed(value.map((one) => say`"${one}"`)) : undefined
}

function releaseWords(property: PropertySchema, release: Release): Text | undefined {
  const known = releases.filter((one) => property['x-kea-releases']?.includes(one) ?? true)
  const since = property['x-kea-since']
  const until = property['x-kea-until']
  const before = property['x-kea-before']
  const deprecated = property['x-kea-deprecated-since']
  const instead = property['x-kea-replaced-by']
  return nothingOr(
    sentences(
      since !== undefined && !known.includes('2.2') ? say`Since Kea ${since}${known.length > 0 ? say`, so in ${listed(known)}` : ''}.` : undefined,
      since !== undefined && !known.includes('2.2') && before !== undefined ? say`Before: ${sayAs(before)}.` : undefined,
      // A version of Kea's that is not out yet is no news for who runs a release.
      until !== undefined && !until.includes('git') && known.includes('2.2') && !known.includes('3.2') ? say`Removed in Kea ${until}: the releases ${listed(known)} have it.` : undefined,
      until !== undefined && !until.includes('git') && known.length === 0 ? say`Removed in Kea ${until}.` : undefined,
      deprecated !== undefined ? say`Deprecated since Kea ${deprecated}.` : undefined,
      instead !== undefined ? (known.includes(release) && deprecated === undefined ? say`In newer releases, ${sayAs(instead)} takes its place.` : say`Its place is taken by ${sayAs(instead)}.`) : undefined,
    ),
  )
}

function nothingOr(text: Text): Text | undefined {
  return text.parts.length === 0 ? undefined : text
}

const daemons: Readonly<Record<string, string>> = { dhcp4: 'kea-dhcp4', dhcp6: 'kea-dhcp6', ddns: 'kea-dhcp-ddns', agent: 'kea-ctrl-agent', netconf: 'kea-netconf' }

function ownerWords(scope: Scope | undefined): Text | undefined {
  if (!scope) return undefined
  if (scope.family.startsWith('lib')) return say`A parameter of the hook library ${scope.family}.so.`
  const daemon = daemons[scope.family]
  if (daemon === undefined) return undefined
  return scope.name === '' ? say`Top level of ${daemon}'s file.` : capital(say`${placeWords[scope.name] ?? say`in ${scope.name}`} of ${daemon}.`)
}

const placeWords: Readonly<Record<string, Text>> = {
  'Dhcp4': say`in the global scope`,
  'Dhcp6': say`in the global scope`,
  'DhcpDdns': say`a parameter`,
  'Control-agent': say`a parameter`,
  'Netconf': say`a parameter`,
  'subnet4': say`in a subnet`,
  'subnet6': say`in a subnet`,
  'pools': say`in a pool`,
  'pd-pools': say`in a prefix pool`,
  'shared-networks': say`in a shared network`,
  'reservations': say`in a reservation`,
  'client-classes': say`in a client class`,
  'option-data': say`in an option`,
  'option-def': say`in an option definition`,
  'hooks-libraries': say`in a hook library's entry`,
  'loggers': say`in a logger`,
  'output-options': say`in a logger's output`,
}
