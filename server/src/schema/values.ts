/** What to say about a value that its key does not allow. */
import { listed } from '../text/listed'
import { nearest } from '../config/nearest'
import type { Release } from '../config/release'
import type { Node } from '../config/tree'
import type { Said } from './keys'
import { forRelease } from './schemas'
import type { PropertySchema } from './schemas'
import { capital, say, sayAs } from '../text/text'
import type { Text } from '../text/text'

const typeWords: Readonly<Record<string, Text>> = {
  integer: say`a whole number`,
  number: say`a number with a decimal point`,
  string: say`a text in quotes`,
  boolean: say`true or false`,
  array: say`a list`,
  object: say`a map`,
}

const kindWords: Readonly<Record<Node['kind'], Text>> = {
  object: say`a map`,
  array: say`a list`,
  string: say`a text`,
  number: say`a number`,
  boolean: say`true or false`,
  null: say`null`,
}

export function wrongType(key: string, node: Node, wanted: string, property: PropertySchema): Said {
  const found = node.kind === 'number' ? (node.integer ? say`a whole number` : say`a number with a decimal point`) : kindWords[node.kind]
  const words = typeWords[wanted] ?? wanted
  return {
    message: say`"${key}" takes ${words}, not ${found}.`,
    help: say`${describe(property)}${exampleFor(key, node, wanted, property)}`,
  }
}

function exampleFor(key: string, node: Node, wanted: string, property: PropertySchema): Text {
  const example = likely(node, wanted) ?? property['x-kea-example'] ?? property.default
  const text = example === undefined ? plainExample[wanted] : JSON.stringify(example)
  if (wanted === 'number' && typeof example === 'number' && Number.isInteger(example)) return say` Write "${key}": ${example}.0.`
  return text === undefined ? say`` : say` Write, for example, "${key}": ${text}.`
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
    message: say`${JSON.stringify(value)} is no value that ${later ? `Kea ${release}` : 'Kea'} knows for "${key}".`,
    help: say`${near !== undefined && !later ? say`Did you mean "${near}"? ` : ''}It takes ${listed(allowed.map((one) => `"${one}"`), 'or')}.`,
  }
}

export function outOfRange(key: string, value: unknown, property: PropertySchema, release: Release): Said {
  const bounds = forRelease(property, release)
  if (typeof value === 'string') {
    return { message: say`"${key}" is too long.`, help: say`It may have ${bounds.maxLength ?? 0} characters. ${describe(property)}` }
  }
  const unit = property['x-kea-unit'] ? say` ${sayAs(property['x-kea-unit'])}` : ''
  const low = bounds.exclusiveMinimum !== undefined ? say`above ${bounds.exclusiveMinimum}` : bounds.minimum !== undefined ? say`at least ${bounds.minimum}` : ''
  const high = bounds.exclusiveMaximum !== undefined ? say`below ${bounds.exclusiveMaximum}` : bounds.maximum !== undefined ? say`at most ${bounds.maximum}` : ''
  const between = listed([low, high].filter((one) => one !== ''))
  return { message: say`${String(value)}${unit} is out of range for "${key}".`, help: say`It must be ${between}${unit}. ${describe(property)}` }
}

export function describe(property: PropertySchema): Text {
  return sayAs(property.description ?? '')
}

/** `what`: a key, or a map in words. */
export function empty(what: string | Text): Said {
  return { message: typeof what === 'string' ? say`"${what}" may not be empty.` : say`${capital(what)} may not be empty.`, help: say`Kea refuses it so: put something in, or remove it.` }
}

export function tooMany(key: string, limit: unknown, release: Release): Said {
  return {
    message: say`"${key}" may have ${String(limit)} entry in Kea ${release}.`,
    help: say`Several relationships (hub and spoke) came with Kea 2.6.`,
  }
}
