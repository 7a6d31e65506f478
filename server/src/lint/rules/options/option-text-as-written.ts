/** A text option sends its text as it is written: quotes and hexadecimal digits stay what they are. */
import { changePart, setKey } from '../../fix'
import { takes } from './data-fixes'
import { definitionsFor, takenOptions } from '../../option-reading'
import type { ScopeRule } from '../../rule'
import { everyScope, optionLabel } from './labels'
import { valuesOf } from './option-values'
import { say } from '../../../text/text'

export const optionTextAsWritten: ScopeRule = {
  id: 'option-text-as-written',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'warning',
  summary: 'A text is given without quotes of its own, and not as hexadecimal digits.',
  why: 'Kea sends the quotes, or the digits themselves, as part of the text.',
  manual: 'dhcp4-srv.html#dhcp4-option-types',

  check(scope, report) {
    for (const reading of takenOptions(scope)) {
      if (reading.option.definition?.type !== 'string') continue
      const text = valuesOf(reading)[0]
      const what = text && oddity(text.value.text)
      if (!text || what === undefined) continue
      const label = optionLabel(reading.entry, reading.space, definitionsFor(scope))
      report(text.at, {
        message: what === 'quotes' ? say`${label} is sent with these quotes.` : say`${label} is a text: these digits are sent as they stand, not as octets.`,
        help: what === 'quotes' ? say`Leave the inner quotes out. They are for "csv-format": false only.` : say`Write the text itself, or add "csv-format": false to give octets.`,
        fixes: () => (what === 'quotes' ? ('text' in text.at ? changePart(text.at, text.value.text.slice(1, -1)) : []) : takes(scope, reading.entry, { 'csv-format': false }) ? setKey(reading.entry, 'csv-format', false) : []),
      })
    }
  },
}

function oddity(text: string): 'quotes' | 'digits' | undefined {
  if (/^'.+'$|^".+"$/s.test(text)) return 'quotes'
  return /^0x(?:[0-9a-fA-F]{2})+$/.test(text) ? 'digits' : undefined
}
