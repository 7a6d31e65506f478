/** Every expression of a DHCP server's file: tests of its classes, and what its hook libraries evaluate. */
import { isFilledIn } from '../config/placeholder'
import { hookLoad } from '../config/release'
import type { RefusedAt } from '../config/release'
import { objectOf, objectsIn, stringOf, valueOf } from '../config/tree'
import type { Node, ObjectNode, StringNode } from '../config/tree'
import { parseExpression } from '../expression/parse'
import type { ParseContext, Parsed, Wanted } from '../expression/parse'
import { libraryName } from './scopes'
import type { Scope, Surroundings } from './scopes'

export interface ExpressionOfFile {
  readonly text: StringNode
  readonly wanted: Wanted
  readonly parsed: Parsed
  readonly refusedAt: RefusedAt
  /** Whether Kea reads another text in its place. */
  reads(text: string): boolean
  /** The class whose test it is. */
  readonly ofClass: ObjectNode | undefined
}

/** Those that stand in a scope itself, for the global one with all classes and hook libraries. */
export function expressionsIn(scope: Scope): ExpressionOfFile[] {
  switch (scope.kind) {
    case 'global':
      return [...classExpressions(scope.around), ...hookExpressions(scope.around)]
    case 'subnet':
      return subnetExpressions(scope)
    default:
      return []
  }
}

function classExpressions(around: Surroundings): ExpressionOfFile[] {
  const before = new Set<string>()
  const isOpen = isIncomplete(around.body, 'client-classes')
  let isTemplated = isOpen
  const isClassDefined = (name: string): boolean => isTemplated || before.has(name)
  return objectsIn(around.body, 'client-classes').flatMap((ofClass) => {
    const context = contextOf(around, isClassDefined)
    const found = [
      ...read(stringOf(ofClass, 'test'), 'boolean', context, '-t', ofClass),
      ...read(stringOf(ofClass, 'template-test'), 'string', { ...context, isClassDefined: () => true }, '-t', ofClass),
    ]
    const name = stringOf(ofClass, 'name')?.value
    if (name === undefined || isFilledIn(name)) isTemplated = true
    else before.add(name)
    return found
  })
}

function contextOf(around: Surroundings, isClassDefined: ParseContext['isClassDefined']): ParseContext {
  const { release, family } = around
  const mayBeDefined = family === 6 || around.body.incomplete === true || isIncomplete(around.body, 'option-def') || hasUnreadDefinition(around)
  return {
    release,
    family,
    optionCode: (name) => around.definitions().byName('dhcp4', name)?.code ?? (mayBeDefined ? 0 : undefined),
    isClassDefined,
  }
}

export function isIncomplete(map: ObjectNode, key: string): boolean {
  const value = valueOf(map, key)
  return map.incomplete === true || (value?.kind === 'array' && value.incomplete === true)
}

/** A definition that is faulty itself, or has a name that is filled in later, may be the one that an expression names. */
function hasUnreadDefinition(around: Surroundings): boolean {
  const all = objectsIn(around.body, 'option-def')
  return all.length > around.ownDefinitions().length || around.ownDefinitions().some(({ name }) => isFilledIn(name))
}

function read(text: StringNode | undefined, wanted: Wanted, context: ParseContext, refusedAt: RefusedAt, ofClass?: ObjectNode): ExpressionOfFile[] {
  // An empty test is the schema's to tell, and no expression for a hook.
  if (!text || text.value === '' || isFilledIn(text.value)) return []
  return [{ text, wanted, parsed: parseExpression(text.value, wanted, context), reads: (other) => parseExpression(other, wanted, context).ok, refusedAt, ofClass }]
}

/** Hooks may name any class: they are asked when all are known. */
function hookExpressions(around: Surroundings): ExpressionOfFile[] {
  const context = contextOf(around, () => true)
  return objectsIn(around.body, 'hooks-libraries').flatMap((library) => {
    const parameters = objectOf(library, 'parameters')
    if (!parameters) return []
    return placesOf(libraryName(stringOf(library, 'library')?.value), parameters).flatMap(({ text, wanted }) => read(text, wanted, context, hookLoad(around.release)))
  })
}

interface ExpressionPlace {
  readonly text: StringNode | undefined
  readonly wanted: Wanted
}

function placesOf(library: string, parameters: ObjectNode): ExpressionPlace[] {
  const texts = (map: Node | undefined, ...keys: string[]): ExpressionPlace[] => keys.map((key) => ({ text: stringOf(map, key), wanted: 'string' }))
  switch (library) {
    case 'libdhcp_flex_id':
      return texts(parameters, 'identifier-expression')
    case 'libdhcp_flex_option':
      return objectsIn(parameters, 'options').flatMap((option) => [option, ...objectsIn(option, 'sub-options')]).flatMap((option) => [
        ...texts(option, 'add', 'supersede'),
        { text: stringOf(option, 'remove'), wanted: 'boolean' as const },
      ])
    case 'libdhcp_ddns_tuning':
      return texts(parameters, 'hostname-expr')
    case 'libdhcp_legal_log':
      return texts(parameters, 'request-parser-format', 'response-parser-format')
    case 'libdhcp_lease_cmds':
      return objectsIn(parameters, 'binding-variables').flatMap((variable) => texts(variable, 'expression'))
    case 'libdhcp_radius':
      return ['access', 'accounting'].flatMap((key) => objectsIn(objectOf(parameters, key), 'attributes')).flatMap((attribute) => texts(attribute, 'expr'))
    default:
      return []
  }
}

/** `"user-context": { "ddns-tuning": { "hostname-expr": … } }` */
function subnetExpressions({ node, around }: Scope): ExpressionOfFile[] {
  const tuning = objectOf(objectOf(node, 'user-context'), 'ddns-tuning')
  if (!tuning || !around.hooks().has('libdhcp_ddns_tuning')) return []
  return read(stringOf(tuning, 'hostname-expr'), 'string', contextOf(around, () => true), hookLoad(around.release))
}
