/** Plain values need a definition that says how to read them. */
import { booleanOf, member, numberOf } from '../../../config/tree'
import { readOptions } from '../../option-reading'
import type { ScopeRule } from '../../rule'
import { everyScope } from './labels'
import { say } from '../../../text/text'

export const optionNotDefined: ScopeRule = {
  id: 'option-not-defined',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'error',
  summary: 'An option whose data are plain values has a definition.',
  why: 'Kea refuses the file: "definition for the option does not exist".',
  manual: 'dhcp4-srv.html#dhcp4-custom-options',

  check(scope, report) {
    for (const { entry, space, fault } of readOptions(scope)) {
      if (fault?.kind !== 'not-defined') continue
      const code = numberOf(entry, 'code')?.value ?? ''
      const asked = booleanOf(entry, 'csv-format') !== undefined
      report(member(entry, 'csv-format') ?? member(entry, 'code') ?? { opening: entry }, {
        message: say`Nothing defines the option ${code} of ${space}, so Kea cannot read plain values for it.`,
        help: say`Add an option-def for it, or ${asked ? say`write` : say`add`} "csv-format": false and give the data as hexadecimal digits.${asked ? '' : say` In the global scope csv-format is true where it is left out.`}`,
        refusedAt: '-t',
      })
    }
  },
}
