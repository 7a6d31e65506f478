/** The data of an option is what its definition asks for. */
import { dataFixes } from './data-fixes'
import { member, stringOf } from '../../../config/tree'
import { readOptions } from '../../option-reading'
import type { OptionReading } from '../../option-reading'
import type { Place, ScopeRule } from '../../rule'
import { definitionsFor } from '../../option-reading'
import { everyScope, formOf, optionLabel } from './labels'
import { say } from '../../../text/text'

export const optionDataInvalid: ScopeRule = {
  id: 'option-data-invalid',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'error',
  summary: 'The data of an option fits its definition.',
  why: 'Kea refuses the file: the data does not match the definition of the option.',
  manual: 'dhcp4-srv.html#dhcp4-option-types',

  check(scope, report) {
    for (const reading of readOptions(scope)) {
      const { fault, entry, space } = reading
      if (!fault || fault.kind !== undefined) continue
      const definitions = definitionsFor(scope)
      const label = optionLabel(entry, space, definitions)
      report(placeOf(reading), { message: say`${label} does not take this data: ${fault.fault}.`, help: formOf(entry, space, definitions), refusedAt: '-t', fixes: () => dataFixes(scope, entry) })
    }
  },
}

function placeOf({ entry, fault }: OptionReading): Place {
  const data = stringOf(entry, 'data')
  if (data && fault?.from !== undefined && fault.to !== undefined) return { text: data, from: fault.from, to: fault.to }
  return data ?? member(entry, 'name') ?? member(entry, 'code') ?? { opening: entry }
}
