/** Holds every map of a file against its scope: unknown and missing keys, types, values, bounds. */
import type { ConfigFile } from '../config/config-file'
import { atLeast, hookLoad } from '../config/release'
import type { RefusedAt, Release } from '../config/release'
import { valueOf } from '../config/tree'
import type { Member, Node, ObjectNode } from '../config/tree'
import { listed } from '../config/listed'
import { nearest } from '../config/nearest'
import type { Finding, Place } from '../lint/rule'
import { isFilledIn } from '../config/placeholder'
import { misspeltDaemon } from './daemon-key'
import { validatorNames } from './generated/lookup'
import validators from './generated/validators'
import { otherRelease, scopeWords, unknownKey } from './keys'
import type { Said } from './keys'
import { schemaRules } from './schema-rules'
import type { SchemaRuleId } from './schema-rules'
import { forRelease, knownIn } from './schemas'
import type { MapSchema, PropertySchema, RefusedWhen, Scope } from './schemas'
import { describe, empty, outOfRange, tooMany, unknownValue, wrongType } from './values'
import { walk } from './walk'

export { schemaRules }

export interface SchemaFinding extends Finding {
  readonly rule: SchemaRuleId
  readonly at: Place
  /** Kea looks at the value when a subnet inherits it: without any subnet the file is taken. */
  readonly onlyWithSubnets?: boolean
}

/** What a map was found to have, for as long as the map is the same object. */
export type SchemaMemo = WeakMap<ObjectNode, { readonly scope: string; readonly findings: readonly SchemaFinding[] }>

export function createSchemaMemo(): SchemaMemo {
  return new WeakMap()
}

interface AjvError {
  readonly keyword: string
  readonly instancePath: string
  readonly schemaPath: string
  readonly params: Readonly<Record<string, unknown>>
}

type Validator = ((data: unknown) => boolean) & { errors?: readonly AjvError[] | null }

const emptyMap: unknown = Object.freeze({})
const emptyList: unknown = Object.freeze([])
const nothing: readonly SchemaFinding[] = []

/** So many maps are judged in one step, about 10 ms. */
const mapsPerStep = 3000

/** Findings in the order of the text of each map, outer maps first. `memo` belongs to one release. */
export function* schemaFindings(file: ConfigFile, release: Release, memo: SchemaMemo): Generator<void, SchemaFinding[]> {
  const all: SchemaFinding[] = []
  // Where there is no agent any more, its file is read as the last release that had one reads it.
  const reader = file.daemon === 'agent' && atLeast(release, '3.2') ? '3.0' : release
  const slip = misspeltDaemon(file)
  if (slip) {
    const said = { message: `"${slip.at.key}" is no daemon's key.`, help: `Did you mean "${slip.meant}"? Kea reads nothing under another name.` }
    all.push(finding('unknown-key', slip.at, said, '-t'))
  }
  const maps: [ObjectNode, Scope, MapSchema][] = []
  walk(file, (...map) => maps.push(map), reader)
  for (const [at, [node, scope, schema]] of maps.entries()) {
    if (at % mapsPerStep === 0) yield
    const name = `${scope.family} ${scope.name}`
    let known = memo.get(node)
    if (known?.scope !== name) memo.set(node, (known = { scope: name, findings: judge(node, scope, schema, reader) }))
    for (const finding of known.findings) if (!finding.onlyWithSubnets || hasSubnets(file)) all.push(finding)
  }
  return all
}

function hasSubnets(file: ConfigFile): boolean {
  return ['subnet4', 'shared-networks'].some((key) => {
    const list = valueOf(file.body, key)
    return list?.kind === 'array' && list.items.length > 0
  })
}

function judge(node: ObjectNode, scope: Scope, schema: MapSchema, release: Release): readonly SchemaFinding[] {
  const findings: SchemaFinding[] = []
  const validate = (validators as Readonly<Record<string, Validator>>)[validatorNames[`${release} ${scope.family} ${scope.name}`] ?? '']
  const judged = new Set<Member>()
  for (const one of node.members) {
    const property = propertyOf(schema, one.key)
    if (!property || !knownIn(property, release) || !one.value) continue
    const found = literalFinding(one, one.value, property, scope, release) ?? ignoredCase(one.value, one.key, property, scope, release)
    if (found) {
      findings.push(found)
      judged.add(one)
    }
    if (isDeprecated(property, release)) findings.push(deprecated(one, property))
  }
  if (validate && !validate(shallow(node))) {
    for (const error of validate.errors ?? []) {
      const found = findingFor(error, node, scope, schema, release, judged)
      if (found) findings.push(found)
    }
  }
  for (const one of overwritten(node)) {
    // The grammar reads both, and what is found in this one must not wait until the other has gone.
    if (!validate || !one.value || validate({ [one.key]: shallowValue(one.value) })) continue
    for (const error of validate.errors ?? []) {
      const found = error.instancePath !== '' && valueFinding(error, one, scope, schema, release, judged)
      if (found) findings.push(found)
    }
  }
  return findings.length === 0 ? nothing : findings
}

/** Members whose key stands again further down. */
function overwritten(node: ObjectNode): readonly Member[] {
  if (new Set(node.members.map((one) => one.key)).size === node.members.length) return []
  return node.members.filter((one, at) => node.members.slice(at + 1).some((later) => later.key === one.key))
}

/** A value as the validator sees it: what inner maps hold is judged when the walk comes to them. */
function shallow(node: ObjectNode): Record<string, unknown> {
  const value: Record<string, unknown> = {}
  for (const one of node.members) if (one.value) value[one.key] = shallowValue(one.value)
  return value
}

function shallowValue(node: Node): unknown {
  switch (node.kind) {
    case 'object':
      return emptyMap
    case 'array':
      return node.items.length === 0 ? emptyList : node.items.map((item) => (item.kind === 'array' ? emptyList : shallowValue(item)))
    case 'null':
      return null
    default:
      return node.value
  }
}

function propertyOf(schema: MapSchema, key: string): PropertySchema | undefined {
  return schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
}

/** Kea tells whole numbers from others by how they are written, which a JSON value no longer shows. */
function literalFinding(one: Member, value: Node, property: PropertySchema, scope: Scope, release: Release): SchemaFinding | undefined {
  if (value.kind !== 'number') return undefined
  const wanted = property.type === 'integer' && !value.integer ? 'integer' : property.type === 'number' && value.integer ? 'number' : undefined
  if (wanted === undefined) return undefined
  return finding('wrong-type', value, wrongType(one.key, value, wanted, property), when(property, 'type', scope, release))
}

function ignoredCase(value: Node, key: string, property: PropertySchema, scope: Scope, release: Release): SchemaFinding | undefined {
  if (property['x-kea-ignores-case'] !== true || value.kind !== 'string' || isFilledIn(value.value)) return undefined
  const allowed = (forRelease(property, release).enum ?? []).map((one) => String(one).toLowerCase())
  if (allowed.includes(value.value.toLowerCase())) return undefined
  return finding('unknown-value', value, unknownValue(key, value.value, property, release), when(property, 'enum', scope, release))
}

function isDeprecated(property: PropertySchema, release: Release): boolean {
  const since = property['x-kea-deprecated-since']
  if (since === undefined) return false
  const [major = 0, minor = 0] = since.split('.').map(Number)
  const [releaseMajor = 0, releaseMinor = 0] = release.split('.').map(Number)
  return major < releaseMajor || (major === releaseMajor && minor <= releaseMinor)
}

function deprecated(one: Member, property: PropertySchema): SchemaFinding {
  return {
    rule: 'deprecated-key',
    at: one,
    refusedAt: null,
    message: `"${one.key}" is the older spelling since Kea ${property['x-kea-deprecated-since'] ?? ''}.`,
    help: `It still works. The newer one is ${property['x-kea-replaced-by'] ?? 'told in the manual'}.`,
  }
}

function findingFor(
  error: AjvError,
  node: ObjectNode,
  scope: Scope,
  schema: MapSchema,
  release: Release,
  judged: ReadonlySet<Member>,
): SchemaFinding | undefined {
  const [, key] = stepsOf(error)
  if (key === undefined) return mapFinding(error, node, scope, schema, release)
  const one = last(node.members.filter((candidate) => candidate.key === key))
  return one && valueFinding(error, one, scope, schema, release, judged)
}

function stepsOf(error: AjvError): string[] {
  return error.instancePath.split('/').map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))
}

function valueFinding(error: AjvError, one: Member, scope: Scope, schema: MapSchema, release: Release, judged: ReadonlySet<Member>): SchemaFinding | undefined {
  const { key } = one
  const [, , index] = stepsOf(error)
  const property = propertyOf(schema, key)
  if (!one.value || !property || judged.has(one)) return undefined
  const isItem = index !== undefined && one.value.kind === 'array'
  const at = isItem && one.value.kind === 'array' ? one.value.items[Number(index)] : one.value
  const rule = isItem ? (property.items ?? {}) : property
  if (!at || (at.kind === 'string' && isFilledIn(at.value))) return undefined
  const value = at.kind === 'object' || at.kind === 'array' || at.kind === 'null' ? undefined : at.value
  switch (error.keyword) {
    case 'type':
      return finding('wrong-type', at, wrongType(key, at, String(error.params['type']), rule), when(property, 'type', scope, release))
    case 'enum':
      return onlyWithSubnets(property, 'enum', finding('unknown-value', at, unknownValue(key, value, rule, release), when(property, 'enum', scope, release)))
    case 'minLength':
      return finding('empty-not-allowed', at, empty(key), when(property, 'range', scope, release))
    case 'minItems':
      return (at.kind === 'array' && at.incomplete) === true ? undefined : finding('empty-not-allowed', at, empty(key), when(property, 'range', scope, release))
    case 'maxItems':
      return finding('out-of-range', at, tooMany(key, error.params['limit'], release), when(property, 'range', scope, release))
    default:
      return onlyWithSubnets(property, 'range', finding('out-of-range', at, outOfRange(key, value, rule, release), when(property, 'range', scope, release)))
  }
}

function onlyWithSubnets(property: PropertySchema, constraint: keyof RefusedWhen, found: SchemaFinding): SchemaFinding {
  return property['x-kea-refused-at']?.[constraint] === 'with-subnets' ? { ...found, onlyWithSubnets: true } : found
}

function mapFinding(error: AjvError, node: ObjectNode, scope: Scope, schema: MapSchema, release: Release): SchemaFinding | undefined {
  const opening: Place = { opening: node }
  if (error.keyword === 'additionalProperties') return keyFinding(String(error.params['additionalProperty']), node, scope, schema, release)
  if (node.incomplete) return undefined
  // A key that is told to be misspelt is not told to be missing as well.
  const isMisspelt = (key: string): boolean => node.members.some((one) => !propertyOf(schema, one.key) && nearest(one.key, [key]).length > 0)
  if (error.keyword === 'anyOf') {
    const keys = (schema.anyOf ?? []).flatMap((one) => one.required ?? [])
    if (keys.some(isMisspelt)) return undefined
    const said = { message: `${listed(keys.map((one) => `"${one}"`), 'or')} is missing in ${scopeWords(scope)}.`, help: 'Kea requires one of them here.' }
    return finding('missing-key', opening, said, when(schema, 'required', scope, release))
  }
  // Each branch of an "any of" tells what it misses; what counts is that all do.
  if (error.keyword === 'required' && !error.schemaPath.includes('/anyOf/')) {
    const missing = String(error.params['missingProperty'])
    if (isMisspelt(missing)) return undefined
    const property = propertyOf(schema, missing)
    const help = property ? describe(property) : ''
    const said = { message: `"${missing}" is missing in ${scopeWords(scope)}.`, help: help || `Kea requires "${missing}" here.` }
    return finding('missing-key', opening, said, when(schema, 'required', scope, release))
  }
  // That a key is missing says it better.
  if (error.keyword === 'minProperties' && !schema.required) return finding('empty-not-allowed', opening, empty(scopeWords(scope)), when(schema, 'range', scope, release))
  return undefined
}

function keyFinding(key: string, node: ObjectNode, scope: Scope, schema: MapSchema, release: Release): SchemaFinding | undefined {
  const one = last(node.members.filter((candidate) => candidate.key === key))
  if (!one) return undefined
  const refuses = schema['x-kea-unknown-keys'] === 'refused'
  const refusedAt = refuses ? hookLoad(release) : '-t'
  const silent = scope.family.startsWith('lib') && !refuses
  const property = propertyOf(schema, key)
  if (property) {
    const said = otherRelease(key, property, release)
    return silent
      ? { ...finding('unknown-hook-parameter', one, said, null), help: said.help.replace('refuses the key', 'passes over it in silence') }
      : finding('key-not-in-release', one, said, refusedAt)
  }
  const { near, ...said } = unknownKey(key, scope, schema, release)
  if (!silent) return finding('unknown-key', one, said, refusedAt)
  const help = `${said.help} The library passes over it in silence, so it has no effect.`
  const [meant] = near
  // A required parameter that is misspelt is missing as well, and that the library does notice.
  const isMissed = meant !== undefined && schema.required?.includes(meant) === true && !node.members.some((other) => other.key === meant)
  if (isMissed) return finding('misspelt-hook-parameter', one, said, hookLoad(release))
  return finding(meant === undefined ? 'unknown-hook-parameter' : 'misspelt-hook-parameter', one, { ...said, help }, null)
}

function finding(rule: SchemaRuleId, at: Place, said: Said, refusedAt: RefusedAt): SchemaFinding {
  const silent = refusedAt === null && !rule.endsWith('hook-parameter')
  return { rule, at, refusedAt, message: said.message, help: said.help, ...(silent && { severity: 'warning' as const }) }
}

/** When the real server would notice: hook parameters are read when the library is loaded. */
function when(of: { readonly 'x-kea-refused-at'?: RefusedWhen }, constraint: keyof RefusedWhen, scope: Scope, release: Release): RefusedAt {
  const told = of['x-kea-refused-at']?.[constraint]
  const here = typeof told === 'object' && told !== null ? told[release] : told
  if (here === null) return null
  if (here === 'start') return 'start'
  return scope.family.startsWith('lib') ? hookLoad(release) : '-t'
}

function last<T>(list: readonly T[]): T | undefined {
  return list[list.length - 1]
}
