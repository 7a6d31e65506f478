/** What to say about a value that its key does not allow. */
import { listed } from '../config/listed'
import { nearest } from '../config/nearest'
import type { Release } from '../config/release'
import type { Node } from '../config/tree'
import type { Said } from './keys'
import { forRelease } from './schemas'
import type { PropertySchema } from './schemas'

const typeWords: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number with a decimal point',
  string: 'a text in quotes',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
}

const kindWords: Readonly<Record<Node['kind'], string>> = {
  object: 'a map',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
}

export function wrongType(key: string, node: Node, wanted: string, property: PropertySchema): Said {
  const found = node.kind === 'number' ? (node.integer ? 'a whole number' : 'a number with a decimal point') : kindWords[node.kind]
  const words = typeWords[wanted] ?? wanted
  return {
    message: `"${key}" takes ${words}, not ${found}.`,
    help: `${describe(property)}${exampleFor(key, node, wanted, property)}`,
  }
}

function exampleFor(key: string, node: Node, wanted: string, property: PropertySchema): string {
  const example = likely(node, wanted) ?? property['x-kea-example'] ?? property.default
  const text = example === undefined ? plainExample[wanted] : JSON.stringify(example)
  if (wanted === 'number' && typeof example === 'number' && Number.isInteger(example)) return ` Write "${key}": ${example}.0.`
  return text === undefined ? '' : ` Write, for example, "${key}": ${text}.`
}

const plainExample: Readonly<Record<string, string>> = { boolean: 'true', object: '{ … }', array: '[ … ]' }

/** The same value in the type that is wanted, where that is plain: "4000" for 4000. */
function likely(node: Node, wanted: string): unknown {
  if (node.kind === 'string' && wanted === 'integer' && /^\d+$/.test(node.value)) return Number(node.value)
  if (node.kind === 'string' && wanted === 'boolean' && /^(true|false)$/i.test(node.value)) return /^true$/i.test(node.value)
  if (node.kind === 'number' && (wanted === 'integer' || wanted === 'number')) return wanted === 'integer' ? Math.round(node.value) : node.value
  if (node.kind === 'number' && wanted === 'string') return String(node.value)
  if (node.kind === 'string' && wanted === 'array') return [node.value]
  return undefined
}

export function unknownValue(key: string, value: unknown, property: PropertySchema, release: Release): Said {
  const allowed = (forRelease(property, release).enum ?? []).map(String)
  const [near] = nearest(String(value), allowed)
  const later = property.enum?.map(String).includes(String(value)) ?? false
  return {
    message: `${JSON.stringify(value)} is no value that Kea${later ? ` ${release}` : ''} knows for "${key}".`,
    help: `${near !== undefined && !later ? `Did you mean "${near}"? ` : ''}It takes ${listed(allowed.map((one) => `"${one}"`), 'or')}.`,
  }
}

export function outOfRange(key: string, value: unknown, property: PropertySchema, release: Release): Said {
  const bounds = forRelease(property, release)
  if (typeof value === 'string') {
    return { message: `"${key}" is too long.`, help: `It may have ${bounds.maxLength ?? 0} characters. ${describe(property)}` }
  }
  const unit = property['x-kea-unit'] ? ` ${property['x-kea-unit']}` : ''
  const low = bounds.exclusiveMinimum !== undefined ? `above ${bounds.exclusiveMinimum}` : bounds.minimum !== undefined ? `at least ${bounds.minimum}` : ''
  const high = bounds.exclusiveMaximum !== undefined ? `below ${bounds.exclusiveMaximum}` : bounds.maximum !== undefined ? `at most ${bounds.maximum}` : ''
  const between = [low, high].filter((one) => one !== '').join(' and ')
  return { message: `${String(value)}${unit} is out of range for "${key}".`, help: `It must be ${between}${unit}. ${describe(property)}` }
}

export function describe(property: PropertySchema): string {
  return property.description ?? ''
}

export function empty(what: string): Said {
  return { message: `${what.startsWith('the ') ? what : `"${what}"`} may not be empty.`, help: 'Kea refuses it so: put something in, or remove it.' }
}

export function tooMany(key: string, limit: unknown, release: Release): Said {
  return {
    message: `"${key}" may have ${String(limit)} entry in Kea ${release}.`,
    help: 'Several relationships (hub and spoke) came with Kea 2.6.',
  }
}
