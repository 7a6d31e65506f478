/** What is wrong with a map as a whole: keys that are missing, unknown, of another release. */
import { nearest } from '../config/nearest'
import { isFilledIn } from '../config/placeholder'
import { listed } from '../text/listed'
import type { Release } from '../config/release'
import type { ObjectNode } from '../config/tree'
import type { Fix } from '../config/fix'
import type { Place } from '../lint/rule'
import { finding, last, libraryLoad, propertyOf, when } from './finding'
import type { AjvError, SchemaFinding } from './finding'
import { isOlder, otherRelease, scopeWords, unknownKey } from './keys'
import { misspeltFixes, removal, replacedFixes } from './key-fixes'
import type { MapSchema, Scope } from './schemas'
import { emptyFixes, missingKeyFixes } from './value-fixes'
import { describe, empty } from './values'
import { say } from '../text/text'

export function mapFinding(error: AjvError, node: ObjectNode, scope: Scope, schema: MapSchema, release: Release): SchemaFinding | undefined {
  const opening: Place = { opening: node }
  if (error.keyword === 'additionalProperties') return keyFinding(String(error.params['additionalProperty']), node, scope, schema, release)
  if (node.incomplete) return undefined
  // A key that is told to be misspelt is not told to be missing as well. Where any key goes, nothing tells it.
  const isMisspelt = (key: string): boolean => schema.additionalProperties === false && node.members.some((one) => !propertyOf(schema, one.key) && nearest(one.key, [key]).length > 0)
  if (error.keyword === 'anyOf') {
    const keys = (schema['x-kea-by-release']?.[release]?.anyOf ?? schema.anyOf ?? []).flatMap((one) => one.required ?? [])
    if (keys.some(isMisspelt)) return undefined
    const said = { message: say`${listed(keys.map((one) => `"${one}"`), 'or')} is missing in ${scopeWords(scope)}.`, help: say`Kea requires one of them here.` }
    return finding('missing-key', opening, said, when(schema, 'required', scope, release), () => keys.flatMap((key) => missingKeyFixes(node, key, propertyOf(schema, key), scope, release)))
  }
  // Each branch of an "any of" tells what it misses; what counts is that all do.
  if (error.keyword === 'required' && !error.schemaPath.includes('/anyOf/')) {
    const missing = String(error.params['missingProperty'])
    if (isMisspelt(missing) || (node.members.length === 0 && !keySaysMore(schema, scope, release))) return undefined
    const property = propertyOf(schema, missing)
    const help = property?.description ? describe(property) : undefined
    const said = { message: say`"${missing}" is missing in ${scopeWords(scope)}.`, help: help ?? say`Kea requires "${missing}" here.` }
    return finding('missing-key', opening, said, when(schema, 'required', scope, release), () => missingKeyFixes(node, missing, property, scope, release))
  }
  if (error.keyword === 'minProperties' && !keySaysMore(schema, scope, release)) return finding('empty-not-allowed', opening, empty(scopeWords(scope)), when(schema, 'range', scope, release), () => emptyFixes(node, () => false))
  return undefined
}

/** Of a map that is empty: that a key is missing says it better, unless Kea notices that later. */
function keySaysMore(schema: MapSchema, scope: Scope, release: Release): boolean {
  const required = requiredIn(schema, release)
  const isLater = schema.minProperties !== undefined && when(schema, 'required', scope, release) !== when(schema, 'range', scope, release)
  return required.length > 0 && !isLater
}

function requiredIn(schema: MapSchema, release: Release): readonly string[] {
  return schema['x-kea-by-release']?.[release]?.required ?? schema.required ?? []
}

function keyFinding(key: string, node: ObjectNode, scope: Scope, schema: MapSchema, release: Release): SchemaFinding | undefined {
  const one = last(node.members.filter((candidate) => candidate.key === key))
  if (!one || isFilledIn(key)) return undefined
  const refuses = schema['x-kea-unknown-keys'] === 'refused'
  const refusedAt = refuses ? libraryLoad(scope, release) : '-t'
  const silent = scope.family.startsWith('lib') && !refuses
  const property = propertyOf(schema, key)
  if (property) {
    const said = otherRelease(key, property, release, silent)
    const isGone = isOlder(property['x-kea-until'], release)
    const instead = property[isGone ? 'x-kea-replaced-by' : 'x-kea-before']
    // A newer key may be there because a newer release is meant.
    const fixes = (): Fix[] => {
      const replaced = replacedFixes(one, node, instead, schema, release, isGone && !silent)
      return replaced.length > 0 ? replaced : removal(one, node)
    }
    return silent ? finding('unknown-hook-parameter', one, said, null, fixes) : finding('key-not-in-release', one, said, refusedAt, fixes)
  }
  const { near, ...said } = unknownKey(key, scope, schema, release)
  const fixes = (): Fix[] => misspeltFixes(one, node, near, schema, release, !silent)
  if (!silent) return finding('unknown-key', one, said, refusedAt, fixes)
  const help = say`${said.help} The library passes over it in silence, so it has no effect.`
  const [meant] = near
  // A required parameter that is misspelt is missing as well, and that the library does notice.
  const isMissed = meant !== undefined && schema.required?.includes(meant) === true && !node.members.some((other) => other.key === meant)
  if (isMissed) return finding('misspelt-hook-parameter', one, said, libraryLoad(scope, release), fixes)
  return finding(meant === undefined ? 'unknown-hook-parameter' : 'misspelt-hook-parameter', one, { ...said, help }, null, fixes)
}
