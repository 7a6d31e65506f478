/** Holds every map of a file against its scope: unknown and missing keys, types, values, bounds. */
import type { ConfigFile } from '../config/config-file'
import { atLeast } from '../config/release'
import type { Release } from '../config/release'
import { member, objectsIn } from '../config/tree'
import type { Member, Node, ObjectNode } from '../config/tree'
import { isFilledIn } from '../config/placeholder'
import { sureFix } from '../config/fix'
import { renameKey } from '../config/rewrite'
import { misspeltDaemon } from './daemon-key'
import { finding, last, propertyOf, when } from './finding'
import type { AjvError, SchemaFinding } from './finding'
import { validatorNames } from './generated/lookup'
import * as validators from './generated/validators'
import { schemaRules } from './schema-rules'
import { neededIn, replacedFixes } from './key-fixes'
import { mapFinding } from './map-findings'
import type { Place } from '../lint/rule'
import { isRead } from './read-with'
import { forRelease, knownIn, schemaOf } from './schemas'
import type { MapSchema, PropertySchema, RefusedWhen, Scope } from './schemas'
import { emptyFixes, enumFixes, rangeFixes, typeFixes } from './value-fixes'
import { empty, outOfRange, tooMany, unknownValue, wrongType } from './values'
import { innerMaps } from './walk'
import { say } from '../text/text'

export { schemaRules }

/** What a map and the maps in it were found to have, for as long as the map is the same object. */
export type SchemaMemo = WeakMap<ObjectNode, { readonly scope: string; readonly findings: readonly SchemaFinding[] }>

export function createSchemaMemo(): SchemaMemo {
  return new WeakMap()
}

type Validator = ((data: unknown) => boolean) & { errors?: readonly AjvError[] | null }

const emptyMap: unknown = Object.freeze({})
const emptyList: unknown = Object.freeze([])
const nothing: readonly SchemaFinding[] = []

/** So many maps are judged in one step, about 10 ms. */
const mapsPerStep = 500
/** What stands in a list is judged as a whole, unless it holds a longer list itself: an edit would touch all of it. */
const longestList = 20

/** Findings in the order of the text of each map, outer maps first. `memo` belongs to one release. */
export function* schemaFindings(file: ConfigFile, release: Release, memo: SchemaMemo): Generator<void, SchemaFinding[]> {
  const all: SchemaFinding[] = []
  // Where there is no agent any more, its file is read as the last release that had one reads it.
  const reader = file.daemon === 'agent' && atLeast(release, '3.2') ? '3.0' : release
  const slip = misspeltDaemon(file)
  if (slip) {
    const said = { message: say`"${slip.at.key}" is no daemon's key.`, help: say`Did you mean "${slip.meant}"? Kea reads nothing under another name.` }
    all.push(finding('unknown-key', slip.at, said, '-t', () => sureFix(say`Change it to "${slip.meant}"`, renameKey(slip.at, slip.meant))))
  }
  const judged: SchemaFinding[] = []
  if (file.root?.kind === 'object' && file.daemon) yield* judgeSpread(file.root, { family: file.daemon, name: '' }, reader, memo, judged)
  for (const one of judged) if (!one.onlyWithSubnets || isInherited(file, one.at)) all.push(one)
  return all
}

/** A map that holds many others: these are judged part by part. */
function* judgeSpread(node: ObjectNode, scope: Scope, release: Release, memo: SchemaMemo, into: SchemaFinding[]): Generator<void> {
  const schema = schemaOf(scope)
  if (!schema) return
  into.push(...judge(node, scope, schema, release))
  const inner: [ObjectNode, Scope][] = []
  innerMaps(node, scope, schema, release, (...map) => inner.push(map))
  let count = 0
  for (const [map, of] of inner) {
    const name = `${of.family} ${of.name}`
    let known = memo.get(map)
    if (known?.scope !== name) {
      if (map.parent?.kind !== 'array' || isSpread(map)) {
        yield* judgeSpread(map, of, release, memo, into)
        continue
      }
      const findings: SchemaFinding[] = []
      count += judgeWhole(map, of, release, findings)
      memo.set(map, (known = { scope: name, findings: findings.length === 0 ? nothing : findings }))
    }
    for (const finding of known.findings) into.push(finding)
    if (count < mapsPerStep) continue
    count = 0
    yield
  }
}

function isSpread(node: Node): boolean {
  if (node.kind === 'array') return node.items.length > longestList || node.items.some(isSpread)
  return node.kind === 'object' && node.members.some(({ value }) => value !== undefined && isSpread(value))
}

/** Outer maps first, each in the order of the text. Tells how many there are. */
function judgeWhole(node: ObjectNode, scope: Scope, release: Release, into: SchemaFinding[]): number {
  const schema = schemaOf(scope)
  if (!schema) return 0
  for (const finding of judge(node, scope, schema, release)) into.push(finding)
  let count = 1
  innerMaps(node, scope, schema, release, (map, inner) => (count += judgeWhole(map, inner, release, into)))
  return count
}

/** Whether a subnet or a shared network of the top level takes the global value over. */
function isInherited({ body }: ConfigFile, at: Place): boolean {
  const map = 'parent' in at ? at.parent : undefined
  const key = map?.kind === 'object' && 'index' in at ? map.members[at.index]?.key : undefined
  const below = ['subnet4', 'subnet6', 'shared-networks'].flatMap((list) => objectsIn(body, list))
  return key !== undefined && below.some((one) => !member(one, key))
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
      findings.push(isRead(property, node, schema) ? found : unnoticed(found))
      judged.add(one)
    }
    if (isDeprecated(property, release)) findings.push(deprecated(one, node, property, schema, release))
  }
  if (validate && !validate(shallow(node))) {
    for (const error of validate.errors ?? []) {
      const found = findingFor(error, node, scope, schema, release, judged)
      const property = propertyOf(schema, error.instancePath.split('/')[1] ?? '')
      if (found) findings.push(property && !isRead(property, node, schema) ? unnoticed(found) : found)
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

function unnoticed(found: SchemaFinding): SchemaFinding {
  return { ...found, refusedAt: null, severity: 'warning' }
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

/** Kea tells whole numbers from others by how they are written, which a JSON value no longer shows. */
function literalFinding(one: Member, value: Node, property: PropertySchema, scope: Scope, release: Release): SchemaFinding | undefined {
  if (value.kind !== 'number') return undefined
  const wanted = property.type === 'integer' && !value.integer ? 'integer' : property.type === 'number' && value.integer ? 'number' : undefined
  if (wanted === undefined) return undefined
  return finding('wrong-type', value, wrongType(one.key, value, wanted, property), when(property, 'type', scope, release), () => typeFixes(value, wanted, property, release))
}

function ignoredCase(value: Node, key: string, property: PropertySchema, scope: Scope, release: Release): SchemaFinding | undefined {
  if (property['x-kea-ignores-case'] !== true || value.kind !== 'string' || isFilledIn(value.value)) return undefined
  const allowed = (forRelease(property, release).enum ?? []).map((one) => String(one).toLowerCase())
  if (allowed.includes(value.value.toLowerCase())) return undefined
  return finding('unknown-value', value, unknownValue(key, value.value, property, release), when(property, 'enum', scope, release), () => enumFixes(value, property, release))
}

export function isDeprecated(property: PropertySchema, release: Release): boolean {
  const since = property['x-kea-deprecated-since']
  if (since === undefined) return false
  const [major = 0, minor = 0] = since.split('.').map(Number)
  const [releaseMajor = 0, releaseMinor = 0] = release.split('.').map(Number)
  return major < releaseMajor || (major === releaseMajor && minor <= releaseMinor)
}

function deprecated(one: Member, map: ObjectNode, property: PropertySchema, schema: MapSchema, release: Release): SchemaFinding {
  return {
    rule: 'deprecated-key',
    at: one,
    refusedAt: null,
    message: say`"${one.key}" is the older spelling since Kea ${property['x-kea-deprecated-since'] ?? ''}.`,
    help: say`It still works. The newer one is ${property['x-kea-replaced-by'] ?? say`told in the manual`}.`,
    fixes: () => replacedFixes(one, map, property['x-kea-replaced-by'], schema, release, false),
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
  const isRequired = (name: string): boolean => neededIn(schema, release).includes(name)
  switch (error.keyword) {
    case 'type':
      return finding('wrong-type', at, wrongType(key, at, String(error.params['type']), rule), when(property, 'type', scope, release), () => typeFixes(at, String(error.params['type']), rule, release))
    case 'enum':
      return onlyWithSubnets(property, 'enum', finding('unknown-value', at, unknownValue(key, value, rule, release), when(property, 'enum', scope, release), () => enumFixes(at, rule, release)))
    case 'minLength':
      return finding('empty-not-allowed', at, empty(key), when(property, 'range', scope, release), () => emptyFixes(at, isRequired))
    case 'minItems':
      return (at.kind === 'array' && at.incomplete) === true ? undefined : finding('empty-not-allowed', at, empty(key), when(property, 'range', scope, release), () => emptyFixes(at, isRequired))
    case 'maxItems':
      return finding('out-of-range', at, tooMany(key, error.params['limit'], release), when(property, 'range', scope, release))
    default:
      return onlyWithSubnets(property, 'range', finding('out-of-range', at, outOfRange(key, value, rule, release), when(property, 'range', scope, release), () => rangeFixes(at, key, rule, scope, release)))
  }
}

function onlyWithSubnets(property: PropertySchema, constraint: keyof RefusedWhen, found: SchemaFinding): SchemaFinding {
  return property['x-kea-refused-at']?.[constraint] === 'with-subnets' ? { ...found, onlyWithSubnets: true } : found
}
