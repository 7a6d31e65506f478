/** Options in expressions have names that Kea's table, or a global option-def, gives them. */
import { nearest } from '../../../config/nearest'
import { expressionsIn } from '../../expressions'
import type { ScopeRule } from '../../rule'
import { optionKnownIn, standardOptions } from '../../../options/standard'
import type { Surroundings } from '../../scopes'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const expressionNamesUnknownOption: ScopeRule = {
  id: 'expression-names-unknown-option',
  scope: 'scope',
  kinds: ['global', 'subnet'],
  severity: 'error',
  summary: 'An option that an expression names is defined.',
  why: 'Kea refuses the file: the expression cannot be read without the option\'s code.',
  manual: 'classify.html#classification-using-expressions',

  check(scope, report) {
    for (const { text, parsed, refusedAt } of expressionsIn(scope)) {
      if (parsed.ok || parsed.of !== 'option') continue
      const name = text.value.slice(parsed.start, parsed.end)
      report({ text, from: parsed.start, to: parsed.end }, { message: say`There is no option "${name}" for an expression to look at.`, help: helpFor(name, scope.around), refusedAt })
    }
  },
}

function helpFor(name: string, around: Surroundings): Text {
  const { body } = around
  if (standardOptions.some((one) => one.space === 'dhcp4' && one.name === name)) return say`Kea ${around.release} does not define it; other releases do. Give its code: option[code].`
  const names = [...standardOptions.filter((one) => one.space === 'dhcp4' && optionKnownIn(one, around.release)), ...around.ownDefinitions()].map((one) => one.name)
  const near = nearest(name, names)[0]
  if (near !== undefined) return say`Did you mean "${near}"?`
  const ofClasses = body.members.some((one) => one.key === 'client-classes')
  return say`Use one of Kea's names, the option's code, or a global option-def in space dhcp4${ofClasses ? say`; definitions inside a class are not seen here` : ''}.`
}
