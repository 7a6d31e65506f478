/** A definition of an option can be one: its name, its type and its fields go together. */
import { changeTo, fix, removeKey } from '../../fix'
import type { Fix } from '../../fix'
import { removeMember, replaceValue } from '../../../config/rewrite'
import { isFilledIn } from '../../../config/placeholder'
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { booleanOf, member, objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { optionTypes, recordFields, topSpace } from '../../../options/definition'
import { isOptionName } from '../../../options/names'
import type { Place, ScopeRule } from '../../rule'
import type { Text } from '../../../text/text'
import { say } from '../../../text/text'

export const optionDefinitionInvalid: ScopeRule = {
  id: 'option-definition-invalid',
  scope: 'scope',
  kinds: ['global', 'class'],
  severity: 'error',
  summary: 'The definition of an option has a valid name, and a type with its fields.',
  why: 'Kea refuses the file: the definition of the option is not valid.',
  manual: 'dhcp4-srv.html#dhcp4-custom-options',

  check({ node, around: { release, family } }, report) {
    for (const definition of objectsIn(node, 'option-def')) {
      for (const wrong of [nameWrong(definition), encapsulateWrong(definition, topSpace(family)), typeWrong(definition, release)]) {
        if (wrong) report(wrong.at, { ...wrong, refusedAt: '-t' })
      }
    }
  },
}

interface Wrong {
  readonly at: Place
  readonly message: Text
  readonly help: Text
  readonly fixes?: () => readonly Fix[]
}

function knownText(node: ObjectNode, key: string): StringNode | undefined {
  const text = stringOf(node, key)
  return text && !isFilledIn(text.value) ? text : undefined
}

function nameWrong(definition: ObjectNode): Wrong | undefined {
  const name = knownText(definition, 'name')
  if (!name || name.value === '' || isOptionName(name.value)) return undefined
  return { at: name, message: say`"${name.value}" is no name of an option.`, help: say`Such a name has letters, digits, hyphens and underscores, and begins and ends with a letter or a digit.`, fixes: () => spelled(name) }
}

function encapsulateWrong(definition: ObjectNode, ownSpace: string): Wrong | undefined {
  const inner = knownText(definition, 'encapsulate')
  if (!inner || inner.value === '') return undefined
  const array = member(definition, 'array')
  if (array && booleanOf(definition, 'array')?.value === true) {
    return { at: array, message: say`An option that is an array of values cannot encapsulate an option space.`, help: say`Kea could not tell where the values end and the sub-options begin. Drop array, or encapsulate.`, fixes: () => [...removeKey(definition, 'array'), ...removeKey(definition, 'encapsulate')] }
  }
  const space = stringOf(definition, 'space')?.value ?? ownSpace
  if (inner.value !== space) return undefined
  return { at: inner, message: say`The option encapsulates the space "${space}" that it stands in itself.`, help: say`Give the sub-options a space of their own, and name that here.` }
}

function typeWrong(definition: ObjectNode, release: Release): Wrong | undefined {
  const type = knownText(definition, 'type')
  if (!type || definition.incomplete) return undefined
  const types = typesIn(release)
  return types.includes(type.value) ? fieldsWrong(definition, type, types) ?? arrayWrong(definition, type) : undefined
}

/** `internal` came with 2.5.5. */
function typesIn(release: Release): readonly string[] {
  return atLeast(release, '2.6') ? optionTypes : optionTypes.filter((one) => one !== 'internal')
}

function fieldsWrong(definition: ObjectNode, type: StringNode, types: readonly string[]): Wrong | undefined {
  const text = stringOf(definition, 'record-types')
  if (text && isFilledIn(text.value)) return undefined
  const fields = recordFields(text?.value ?? '')
  if (type.value !== 'record') {
    return text && fields.length > 0
      ? { at: text, message: say`An option of the type "${type.value}" has no fields, and record-types names some.`, help: say`Fields go with the type "record": write that, or drop record-types.`, fixes: () => [...(fields.length > 1 ? changeTo(type, 'record') : []), ...removeKey(definition, 'record-types')] }
      : undefined
  }
  const unknown = fields.find((field) => ['record', 'empty', 'internal'].includes(field) || !types.includes(field))
  if (text && unknown !== undefined) return { at: partOf(text, unknown), message: say`A record cannot have a field of the type "${unknown}".`, help: say`The types of fields are those of options, without empty, internal and record.` }
  if (fields.length < 2) {
    return {
      at: text ?? type,
      message: fields.length === 0 ? say`A record has two fields at least, and this one has none.` : say`A record has two fields at least, and this one has one.`,
      help: fields.length === 1 ? say`Write "type": "${fields[0] ?? ''}" instead.` : say`Name their types in record-types, such as "uint16, ipv4-address".`,
      fixes: () => (text && fields.length === 1 ? asOneValue(definition, type, fields[0] ?? '') : []),
    }
  }
  const open = fields.find((field, at) => (field === 'string' || field === 'binary') && at < fields.length - 1)
  if (text && open !== undefined) return { at: partOf(text, open), message: say`A field of the type "${open}" is the last one of a record.`, help: say`It has no length of its own: Kea could not tell where the next field begins.` }
  return undefined
}

function arrayWrong(definition: ObjectNode, type: StringNode): Wrong | undefined {
  if (booleanOf(definition, 'array')?.value !== true) return undefined
  const repeated = type.value === 'record' ? recordFields(stringOf(definition, 'record-types')?.value ?? '').at(-1) : type.value
  if (repeated === undefined || !['string', 'binary', 'empty', 'internal'].includes(repeated)) return undefined
  return { at: member(definition, 'array') ?? type, message: say`There is no array of values of the type "${repeated}".`, help: say`Such a value has no length of its own. "tuple" is a text that has one.`, fixes: () => removeKey(definition, 'array') }
}

function partOf(text: StringNode, field: string): Place {
  const from = text.value.indexOf(field)
  return { text, from, to: from + field.length }
}

/** The same name with hyphens for what it may not have. */
function spelled(name: StringNode): Fix[] {
  const meant = name.value.trim().replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[-_]+|[-_]+$/g, '')
  return isOptionName(meant) ? changeTo(name, meant) : []
}

function asOneValue(definition: ObjectNode, type: StringNode, field: string): Fix[] {
  const fields = member(definition, 'record-types')
  const removed = fields && removeMember(definition, fields)
  return removed ? fix(say`Change the type to "${field}"`, [...replaceValue(type, field), ...removed]) : []
}
