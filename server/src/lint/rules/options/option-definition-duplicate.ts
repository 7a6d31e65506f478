/** Within its space an option is defined once. */
import { removeEntry } from '../../fix'
import { numberOf, objectsIn, plain, stringOf } from '../../../config/tree'
import type { Node, ObjectNode } from '../../../config/tree'
import { topSpace } from '../../../options/definition'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const optionDefinitionDuplicate: ScopeRule = {
  id: 'option-definition-duplicate',
  scope: 'scope',
  kinds: ['global', 'class'],
  severity: 'error',
  summary: 'No two definitions of a space share their code or name.',
  why: 'Kea refuses the file: the definition already exists in the option space.',
  manual: 'dhcp4-srv.html#dhcp4-custom-options',

  check({ node, around: { family } }, report) {
    const seen = new Map<string, Node>()
    for (const definition of objectsIn(node, 'option-def')) {
      if (definition.incomplete) continue
      const space = stringOf(definition, 'space')?.value ?? topSpace(family)
      const twice = keysOf(definition, space).find(({ key }) => seen.has(key))
      for (const { key, at } of keysOf(definition, space)) if (!seen.has(key)) seen.set(key, at)
      const first = twice && seen.get(twice.key)
      if (!twice || !first) continue
      report(twice.at, {
        message: twice.message,
        help: say`Codes and names are unique within a space. Drop one of the definitions, or give it a code and a name of its own.`,
        refusedAt: '-t',
        related: [{ at: first, message: say`The first definition is here.` }],
        fixes: () => removeEntry(definition, say`Remove this definition`, isSame(first.parent, definition)),
      })
    }
  },
}

function keysOf(definition: ObjectNode, space: string): { key: string; at: Node; message: Text }[] {
  const code = numberOf(definition, 'code')
  const name = stringOf(definition, 'name')
  return [
    ...(code ? [{ key: `${space} ${code.value}`, at: code, message: say`The code ${code.value} is already defined in the space ${space}.` }] : []),
    ...(name ? [{ key: `${space} "${name.value}"`, at: name, message: say`The name "${name.value}" is already defined in the space ${space}.` }] : []),
  ]
}

/** Said twice in the same words. */
function isSame(one: Node | undefined, other: Node): boolean {
  return one !== undefined && JSON.stringify(plain(one)) === JSON.stringify(plain(other))
}
