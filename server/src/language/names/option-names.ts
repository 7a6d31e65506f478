/** Names of options and option spaces: what defines them, and what sets them. */
import { numberOf, objectsIn, stringOf } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import type { Name, OptionKey } from './name'
import { definition, use } from './name'

/** The space that an entry stands in where it names none, and the class that has definitions of its own. */
export interface OptionContext {
  readonly topSpace: string
  readonly ofClass?: ObjectNode
}

export function namesOfDefinition(node: ObjectNode, { topSpace, ofClass }: OptionContext): Name[] {
  const key = keyOf(node, topSpace, ofClass ? (stringOf(ofClass, 'name')?.value ?? '') : '')
  return [...namesOfKey(node, key, 'definition'), ...definition('space', stringOf(node, 'encapsulate'), node), ...use('space', stringOf(node, 'space'))]
}

export function namesOfOption(node: ObjectNode, { topSpace, ofClass }: OptionContext): Name[] {
  const key = keyOf(node, topSpace, '')
  const ofItsClass = ofClass && objectsIn(ofClass, 'option-def').map((one) => keyOf(one, topSpace, stringOf(ofClass, 'name')?.value ?? '')).find((one) => isAbout(one, key))
  return [
    ...namesOfKey(node, ofItsClass ?? key, 'use'),
    ...use('space', stringOf(node, 'space')),
    ...classesIn(node),
  ]
}

function classesIn(node: ObjectNode): Name[] {
  const list = node.members.find((one) => one.key === 'client-classes')?.value
  return list?.kind === 'array' ? list.items.flatMap((one) => (one.kind === 'string' ? use('class', one) : [])) : []
}

function namesOfKey(node: ObjectNode, option: OptionKey, role: Name['role']): Name[] {
  const name = stringOf(node, 'name')
  const code = numberOf(node, 'code')
  const of = role === 'definition' ? { of: node } : {}
  return [
    ...(name && name.value !== '' ? [{ kind: 'option' as const, key: name.value, option, node: name, role, ...of }] : []),
    // The code of a definition is not what it is called.
    ...(code && (role === 'use' || !name) ? [{ kind: 'option' as const, key: String(code.value), option, node: code, role, ...of }] : []),
    ...(code && role === 'definition' && name ? [{ kind: 'option' as const, key: String(code.value), option, node: code, role: 'use' as const }] : []),
  ]
}

function keyOf(node: ObjectNode, topSpace: string, ofClass: string): OptionKey {
  return { space: stringOf(node, 'space')?.value || topSpace, name: stringOf(node, 'name')?.value || undefined, code: numberOf(node, 'code')?.value, ofClass }
}

/** Whether an entry's name or code is that of a definition. */
function isAbout(defined: OptionKey, asked: OptionKey): boolean {
  if (defined.space !== asked.space) return false
  return asked.code !== undefined ? defined.code === asked.code : asked.name !== undefined && defined.name === asked.name
}
