/** A number with letters is read as hexadecimal, even without 0x. */
import { changePart } from '../../fix'
import { takenOptions } from '../../option-reading'
import type { ScopeRule } from '../../rule'
import { everyScope } from './labels'
import { valuesOf } from './option-values'
import { say } from '../../../text/text'

export const optionIntegerHexadecimal: ScopeRule = {
  id: 'option-integer-hexadecimal',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'info',
  summary: 'Hexadecimal numbers begin with 0x.',
  why: 'Kea reads a number with letters as hexadecimal, and one without them as decimal: 1f is 31, and 10 is ten.',
  manual: 'dhcp4-srv.html#dhcp4-option-types',

  check(scope, report) {
    for (const reading of takenOptions(scope)) {
      const definition = reading.option.definition
      if (!definition) continue
      for (const [at, { value, at: place }] of valuesOf(reading).entries()) {
        const type = definition.type === 'record' ? definition.fields[at] ?? '' : definition.type
        if (!/^u?int/.test(type) || !/^[+-]?(?=\d*[a-fA-F])[0-9a-fA-F]+$/.test(value.text)) continue
        report(place, { message: say`${value.text} is read as the hexadecimal number ${parseInt(value.text, 16)}.`, help: say`Write 0x${value.text.replace(/^[+-]/, '')} where that is meant.`, fixes: () => ('text' in place && !/^[+-]/.test(value.text) ? changePart(place, `0x${value.text}`) : []) })
      }
    }
  },
}
