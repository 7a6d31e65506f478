/** Plain values need a definition that says how to read them. */
import { fix, setKey } from '../../fix'
import type { Fix } from '../../fix'
import { addItem, addMember } from '../../../config/rewrite'
import { topSpace } from '../../../options/definition'
import { readIpv4 } from '../../address-text'
import type { ObjectNode } from '../../../config/tree'
import type { Scope } from '../../scopes'
import { takes } from './data-fixes'
import { booleanOf, member, numberOf, stringOf, valueOf } from '../../../config/tree'
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
        fixes: () => [...(takes(scope, entry, { 'csv-format': false }) ? setKey(entry, 'csv-format', false) : []), ...defineFixes(scope, entry, space)],
      })
    }
  },
}

/** Of a type that the data is of. */
function defineFixes({ around: { body, family } }: Scope, entry: ObjectNode, space: string): Fix[] {
  const code = numberOf(entry, 'code')?.value
  const data = stringOf(entry, 'data')?.value ?? ''
  if (code === undefined || data === '' || (/^(?:[0-9a-f]{2})+$/i.test(data) && !/^\d{1,4}$/.test(data))) return []
  const values = data.split(',').map((one) => one.trim())
  const isAddresses = values.every((one) => readIpv4(one) !== undefined)
  const type = isAddresses ? 'ipv4-address' : /^\d+$/.test(data) && Number(data) < 2 ** 32 ? 'uint32' : 'string'
  const definition = { name: `option-${code}`, code, ...(space !== topSpace(family) && { space }), type, ...(isAddresses && values.length > 1 && { array: true }) }
  const list = valueOf(body, 'option-def')
  if (type === 'string' && data.includes(',')) return []
  return fix(say`Define it as ${type}`, list?.kind === 'array' ? addItem(list, definition) : list ? undefined : addMember(body, 'option-def', [definition]))
}
