/** Options in expressions have names that Kea's table, or a global option-def, gives them. */
import { changePart } from '../../fix'
import type { Fix } from '../../fix'
import type { TextPart } from '../../rule'
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
    for (const { text, parsed, refusedAt, reads } of expressionsIn(scope)) {
      if (parsed.ok || parsed.of !== 'option') continue
      const name = text.value.slice(parsed.start, parsed.end)
      report({ text, from: parsed.start, to: parsed.end }, { message: say`There is no option "${name}" for an expression to look at.`, help: helpFor(name, scope.around), refusedAt, fixes: () => nameFixes({ text, from: parsed.start, to: parsed.end }, scope.around, reads) })
    }
  },
}

function helpFor(name: string, around: Surroundings): Text {
  const { body } = around
  if (standardOptions.some((one) => one.space === 'dhcp4' && one.name === name)) return say`Kea ${around.release} does not define it; other releases do. Give its code: option[code].`
  const near = nearest(name, namesIn(around))[0]
  if (near !== undefined) return say`Did you mean "${near}"?`
  const ofClasses = body.members.some((one) => one.key === 'client-classes')
  return say`Use one of Kea's names, the option's code, or a global option-def in space dhcp4${ofClasses ? say`; definitions inside a class are not seen here` : ''}.`
}

function namesIn(around: Surroundings): string[] {
  return [...standardOptions.filter((one) => one.space === 'dhcp4' && optionKnownIn(one, around.release)), ...around.ownDefinitions()].map((one) => one.name)
}

function nameFixes(part: TextPart, around: Surroundings, reads: (text: string) => boolean): Fix[] {
  const { value } = part.text
  const name = value.slice(part.from, part.to)
  const other = standardOptions.find((one) => one.space === 'dhcp4' && one.name === name)
  const candidates = other ? [String(other.code)] : nearest(name, namesIn(around))
  return candidates.filter((one) => reads(value.slice(0, part.from) + one + value.slice(part.to))).flatMap((one) => changePart(part, one))
}
