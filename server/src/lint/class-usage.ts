/** Which classes a DHCP server's file defines, where it names them, and what else may give them to clients. */
import type { ConfigFile } from '../config/config-file'
import { isFilledIn } from '../config/placeholder'
import { atLeast } from '../config/release'
import type { Release } from '../config/release'
import { booleanOf, objectOf, objectsIn, stringOf, stringsIn } from '../config/tree'
import type { Node, ObjectNode, StringNode } from '../config/tree'
import { isBuiltInClass } from '../expression/built-in-classes'
import { expressionsIn, isIncomplete } from './expressions'
import type { ExpressionOfFile } from './expressions'
import { libraryName, outerScopes, scopesWithin, subnetScopes, surroundingsOf } from './scopes'
import type { ReadPart } from './rule'
import type { Scope } from './scopes'

export interface ClassOfFile {
  readonly node: ObjectNode
  readonly name: StringNode
  /** Evaluated only where a list names it. */
  readonly isAdditional: boolean
  readonly hasTest: boolean
  /** Its members are known only once the reservations are. */
  readonly dependsOnKnown: boolean
}

export interface Mention {
  readonly name: StringNode
  /** Keeps a scope for its members; has it evaluated; sends an option to them; gives it to the client; has a hook act for them. */
  readonly as: 'guard' | 'additional' | 'option' | 'reservation' | 'hook'
  /** The scope that it stands in. */
  readonly scope: Scope
}

export interface ClassUsage {
  readonly release: Release
  readonly classes: ReadonlyMap<string, ClassOfFile>
  readonly mentions: readonly Mention[]
  /** Given to clients by reservations of the file. */
  readonly reserved: ReadonlySet<string>
  /** Named in lists of classes that are evaluated in addition. */
  readonly listed: ReadonlySet<string>
  readonly expressions: readonly ExpressionOfFile[]
  /** Classes named by member(). */
  readonly asked: ReadonlySet<string>
  /** Other classes may be defined, or given to clients, by what is not in the file. */
  readonly isOpen: boolean
}

/** undefined for a file that is no DHCP server's, or names no class. */
export function classUsage(file: ConfigFile, release: Release, readPart: ReadPart): ClassUsage | undefined {
  const around = surroundingsOf(file, release)
  if (!around) return undefined
  const scopes = [...outerScopes(around), ...subnetScopes(around).filter(({ node }) => !readPart(isSilent, node)).flatMap(scopesWithin)]
  const mentions = scopes.flatMap(mentionsIn)
  const definitions = objectsIn(around.body, 'client-classes')
  if (definitions.length === 0 && mentions.length === 0) return undefined
  const expressions = scopes.flatMap((scope) => (scope.kind === 'global' || scope.kind === 'subnet' ? expressionsIn(scope) : []))
  const named = (as: Mention['as']): Set<string> => new Set(mentions.filter((one) => one.as === as).map((one) => one.name.value))
  return {
    release,
    classes: classesOf(definitions, expressions, release),
    mentions,
    reserved: named('reservation'),
    listed: named('additional'),
    expressions,
    asked: new Set(expressions.flatMap(({ text }) => [...text.value.matchAll(/member\s*\(\s*'([^']*)'/g)].map((found) => found[1] ?? ''))),
    isOpen: isOpen(around.body, scopes, mentions, definitions),
  }
}

export function mentionsIn(scope: Scope): Mention[] {
  const { node, kind } = scope
  const all = (names: readonly StringNode[], as: Mention['as']): Mention[] =>
    names.filter((one) => one.value !== '').map((name) => ({ name, as, scope }))
  const found = objectsIn(node, 'option-data').flatMap((option) => all(stringsIn(option, 'client-classes'), 'option'))
  if (kind === 'reservation') return [...found, ...all(stringsIn(node, 'client-classes'), 'reservation')]
  if (kind === 'global') return [...found, ...hookOptions(node).flatMap((option) => all(oneOf(option, 'client-class'), 'hook'))]
  if (kind === 'class') return found
  return [
    ...found,
    ...all([...oneOf(node, 'client-class'), ...stringsIn(node, 'client-classes')], 'guard'),
    ...all([...stringsIn(node, 'require-client-classes'), ...stringsIn(node, 'evaluate-additional-classes')], 'additional'),
  ]
}

/** Nothing in the subnet names a class, or could: of many most are like that. */
export function isSilent(subnet: ObjectNode): boolean {
  return !(subnet.incomplete === true || subnet.members.some(({ key, value }) => speaks.has(key) || (value !== undefined && !isSilentValue(value))))
}

function isSilentValue(value: Node): boolean {
  if (value.kind === 'array') return value.incomplete !== true && value.items.every(isSilentValue)
  return value.kind !== 'object' || isSilent(value)
}

const speaks: ReadonlySet<string> = new Set(['client-class', 'client-classes', 'require-client-classes', 'evaluate-additional-classes', 'ddns-tuning'])

function oneOf(map: ObjectNode, key: string): StringNode[] {
  const text = stringOf(map, key)
  return text ? [text] : []
}

/** libdhcp_flex_option acts for one class. */
function hookOptions(body: ObjectNode): ObjectNode[] {
  return objectsIn(body, 'hooks-libraries')
    .flatMap((library) => objectsIn(objectOf(library, 'parameters'), 'options'))
    .flatMap((option) => [option, ...objectsIn(option, 'sub-options')])
}

export function classesOf(definitions: readonly ObjectNode[], expressions: readonly ExpressionOfFile[], release: Release): ReadonlyMap<string, ClassOfFile> {
  const tests = new Map(expressions.map((one) => [one.ofClass, one]))
  const classes = new Map<string, ClassOfFile>()
  for (const node of definitions) {
    const name = stringOf(node, 'name')
    if (!name || name.value === '') continue
    const test = tests.get(node)
    const waits = (asked: string): boolean => asked === 'KNOWN' || asked === 'UNKNOWN' || (test?.wanted === 'boolean' && !isBuiltInClass(asked) && classes.get(asked)?.dependsOnKnown === true)
    classes.set(name.value, {
      node,
      name,
      isAdditional: booleanOf(node, 'only-in-additional-list')?.value === true || booleanOf(node, 'only-if-required')?.value === true,
      hasTest: (stringOf(node, 'test') ?? stringOf(node, 'template-test')) !== undefined,
      dependsOnKnown: test?.parsed.ok === true && (test.wanted === 'boolean' || atLeast(release, '3.2')) && test.parsed.classes.some(waits),
    })
  }
  return classes
}

/** They neither define classes nor reservations, nor put clients into classes of their own. */
const plainHooks: ReadonlySet<string> = new Set([
  'libdhcp_bootp', 'libdhcp_ddns_tuning', 'libdhcp_flex_id', 'libdhcp_flex_option', 'libdhcp_ha', 'libdhcp_host_cache', 'libdhcp_lease_cmds', 'libdhcp_lease_query',
  'libdhcp_legal_log', 'libdhcp_limits', 'libdhcp_perfmon', 'libdhcp_ping_check', 'libdhcp_run_script', 'libdhcp_stat_cmds', 'libdhcp_subnet_cmds', 'libdhcp_gss_tsig', 'libdhcp_rbac',
  'libdhcp_mysql', 'libdhcp_pgsql', 'libdhcp_mysql_cb', 'libdhcp_pgsql_cb',
])

function isOpen(body: ObjectNode, scopes: readonly Scope[], mentions: readonly Mention[], definitions: readonly ObjectNode[]): boolean {
  if (['hosts-database', 'hosts-databases', 'config-control'].some((key) => body.members.some((one) => one.key === key))) return true
  if (objectsIn(body, 'hooks-libraries').some((library) => !plainHooks.has(libraryName(stringOf(library, 'library')?.value)))) return true
  if (isIncomplete(body, 'client-classes') || isIncomplete(body, 'hooks-libraries')) return true
  const names = [...definitions.flatMap((one) => stringOf(one, 'name') ?? []), ...mentions.map((one) => one.name)]
  return names.some((one) => isFilledIn(one.value)) || scopes.some(({ node }) => ['reservations', 'pools', 'shared-networks', 'subnet4', 'subnet6', 'option-data'].some((key) => isIncomplete(node, key)))
}

const spawned = 'SPAWN_'

/** Whether a name may be that of a class a packet is in: built in, defined, reserved, or spawned by a template. */
export function mayExist(name: string, usage: ClassUsage): boolean {
  return isBuiltInClass(name) || special.includes(name) || usage.classes.has(name) || usage.reserved.has(name) || templateOf(name, usage) !== undefined
}

const special = ['DROP', 'REJECT', 'SKIP_DDNS']

export function isSpecialClass(name: string): boolean {
  return isBuiltInClass(name) || special.includes(name) || name.startsWith(spawned)
}

function templateOf(name: string, { classes }: ClassUsage): ClassOfFile | undefined {
  if (!name.startsWith(spawned)) return undefined
  return [...classes.values()].find((one) => stringOf(one.node, 'template-test') !== undefined && name.startsWith(`${spawned}${one.name.value}_`))
}

/** Names that anything in the file is done with, templates by those of their children. */
export function usedNames(usage: ClassUsage): Set<string> {
  const named = [...usage.mentions.map((one) => one.name.value), ...usage.asked]
  return new Set(named.flatMap((name) => [name, ...(name.startsWith(spawned) ? [templateOf(name, usage)?.name.value ?? ''] : [])]))
}
