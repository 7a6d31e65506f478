/** Kea's own definitions stay, and a class defines only what it may. */
import { removeEntry } from '../../fix'
import { numberOf, objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import type { Release } from '../../../config/release'
import { isDeferred, topSpace } from '../../../options/definition'
import { allStandardOptions, optionKnownIn } from '../../../options/standard'
import type { OptionDefinition } from '../../../options/standard'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const optionDefinitionNotAllowed: ScopeRule = {
  id: 'option-definition-not-allowed',
  scope: 'scope',
  kinds: ['global', 'class'],
  severity: 'error',
  summary: 'Standard options are not defined anew, and a class defines private options only.',
  why: 'Kea refuses the file: it does not let go of a standard definition.',
  manual: 'dhcp4-srv.html#dhcp4-custom-options',

  check({ node, kind, around: { release, family } }, report) {
    for (const definition of objectsIn(node, 'option-def')) {
      const space = stringOf(definition, 'space')?.value ?? topSpace(family)
      const code = numberOf(definition, 'code')
      const standard = standardOf(definition, space, release)
      if (standard) {
        const name = stringOf(definition, 'name')
        const byCode = code?.value === standard.code
        report(byCode || !name ? code ?? { opening: definition } : name, {
          message: byCode ? say`The option ${standard.code} of ${space} is Kea's own "${standard.name}".` : say`"${standard.name}" is Kea's own option ${standard.code} of ${space}.`,
          help: byCode ? say`Kea defines it already: drop this definition, and give data in the form that Kea knows.` : say`Give your option another name.`,
          fixes: () => removeEntry(definition, say`Remove this definition`),
          refusedAt: '-t',
        })
      } else if (kind === 'class' && code && !(space === 'dhcp4' && isDeferred(code.value))) {
        report(code, {
          message: say`A class cannot define the option ${code.value} of ${space}.`,
          help: say`Within a class only the option 43 and the private ones, 224 to 254, of dhcp4 are defined. Move the definition to the global option-def.`,
          refusedAt: '-t',
        })
      }
    }
  },
}

/** What option 43 is may be said anew. */
function standardOf(definition: ObjectNode, space: string, release: Release): OptionDefinition | undefined {
  const code = numberOf(definition, 'code')?.value
  const name = stringOf(definition, 'name')?.value
  return allStandardOptions.find((one) => one.space === space && !(space === 'dhcp4' && one.code === 43) && optionKnownIn(one, release) && (one.code === code || one.name === name))
}
