/** What a key, an option or a word of the expression language is, in a few lines of Markdown; made when an editor asks for the one item. */
import type { Release } from '../../config/release'
import { forRelease, schemaOf } from '../../schema/schemas'
import type { PropertySchema } from '../../schema/schemas'
import { commas, listed } from '../../text/listed'
import { capital, say, sayAs } from '../../text/text'
import type { Text } from '../../text/text'
import { manualUrl } from '../../lint/rule-list'
import { wordAbout } from '../expression-words'
import { meaningOf } from '../hover/enum-words'
import { manualSection } from '../hover/manual'
import { purposeOf, rfcUrl } from '../hover/option-purpose'
import { typeText } from '../option-fields'
import type { About } from './proposal'

/** Paragraphs. */
export function documentationOf(about: About, release: Release): Text[] {
  switch (about.of) {
    case 'key': {
      const property = schemaOf({ family: about.family, name: about.scope })?.properties?.[about.key]
      if (!property) return []
      const section = manualSection({ family: about.family, name: about.scope }, about.key)
      return [...aboutKey(forRelease(property, release), release), ...(section === undefined ? [] : [link(say`Kea's manual`, manualUrl(section))])]
    }
    case 'option':
      return aboutOption(about)
    case 'value': {
      const text = meaningOf(about.scope, about.key, about.value)
      return text ? [text] : []
    }
    case 'word': {
      const text = wordAbout(about.word)
      return text ? [text] : []
    }
  }
}

function aboutKey(property: PropertySchema, release: Release): Text[] {
  const since = property['x-kea-since']
  const replaced = property['x-kea-replaced-by']
  return [
    ...(property.description === undefined ? [] : [sayAs(property.description)]),
    ...typeOf(property),
    ...(isUsable(property.default) ? [say`Default: ${shown(property.default)}`] : []),
    ...(property.enum && property.enum.length > 0 ? [say`One of ${listed(property.enum.map((one) => `\`${one}\``), 'or')}`] : []),
    ...(since === undefined ? [] : [say`Since Kea ${since}`]),
    ...(isDeprecatedIn(property, release) && replaced !== undefined ? [say`Deprecated: ${replaced} takes its place.`] : []),
    ...(isDeprecatedIn(property, release) && replaced === undefined ? [say`Deprecated.`] : []),
  ]
}

/** In Markdown. */
function link(words: Text, url: string): Text {
  return say`[${words}](${url})`
}

function isUsable(value: unknown): boolean {
  return value !== undefined && value !== ''
}

function shown(value: unknown): string {
  return `\`${JSON.stringify(value)}\``
}

/** `integer`, its unit, its range. */
function typeOf(property: PropertySchema): Text[] {
  const kind = kindOf(property)
  const unit = unitText(property['x-kea-unit'])
  const type = kind === undefined ? [] : [unit ? say`${kind}, in ${unit}` : kind]
  const { minimum, maximum } = property
  if (minimum !== undefined && maximum !== undefined) return [...type, say`From ${minimum} to ${maximum}`]
  if (minimum !== undefined && minimum !== 0) return [...type, say`${minimum} or more`]
  return type
}

export function kindOf(property: PropertySchema): Text | undefined {
  if (property.items) return say`List`
  if (property.allOf || property.$ref !== undefined) return say`Map`
  switch (property.type) {
    case 'string':
      return say`Text`
    case 'integer':
      return say`Integer`
    case 'number':
      return say`Number`
    case 'boolean':
      return say`true or false`
    case 'object':
      return say`Map`
    case 'array':
      return say`List`
    default:
      return undefined
  }
}

export function unitText(unit: string | undefined): Text | undefined {
  switch (unit) {
    case 's':
      return say`seconds`
    case 'ms':
      return say`milliseconds`
    case 'bits':
      return say`bits`
    default:
      return unit === undefined ? undefined : say`${unit}`
  }
}

export function isDeprecatedIn(property: PropertySchema, release: Release): boolean {
  const since = property['x-kea-deprecated-since']
  if (since === undefined) return false
  const [major = 0, minor = 0] = since.split('.').map(Number)
  const [releaseMajor = 0, releaseMinor = 0] = release.split('.').map(Number)
  return releaseMajor > major || (releaseMajor === major && releaseMinor >= minor)
}

function aboutOption({ name, code, space, type, array, fields, managed }: Extract<About, { of: 'option' }>): Text[] {
  const purpose = purposeOf(space, code)
  return [
    ...(purpose ? [purpose.text] : []),
    say`Option ${code} (${name}) of the space ${space}`,
    fields.length > 0 ? say`Record: ${commas(fields.map(typeText))}` : array ? say`${capital(typeText(type))}, any number of them` : capital(typeText(type)),
    ...(managed ? [say`Kea sets it by itself.`] : []),
    ...(purpose ? [link(say`RFC ${purpose.rfc}`, rfcUrl(purpose.rfc))] : []),
  ]
}
