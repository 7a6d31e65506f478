/** A scope gives an option once. */
import { fix, removeEntry } from '../../fix'
import type { Fix } from '../../fix'
import { removeItem, replaceValue } from '../../../config/rewrite'
import type { ObjectNode } from '../../../config/tree'
import { booleanOf, member, stringOf } from '../../../config/tree'
import { definitionsFor, takenOptions } from '../../option-reading'
import type { OptionReading } from '../../option-reading'
import type { Place, ScopeRule } from '../../rule'
import { everyScope, optionLabel } from './labels'
import { say } from '../../../text/text'

export const optionDuplicate: ScopeRule = {
  id: 'option-duplicate',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'warning',
  summary: 'No scope has the same option twice.',
  why: 'Kea takes both and sends one of them; the other is lost without a word.',
  manual: 'dhcp4-srv.html#dhcp4-std-options',

  check(scope, report) {
    const seen = new Map<string, OptionReading>()
    for (const reading of takenOptions(scope)) {
      const { option, entry, space } = reading
      if (isForManyVendors(space, option.code)) continue
      const key = `${space} ${option.code} ${[...option.clientClasses].sort().join(' ')}`
      const first = seen.get(key)
      if (!first) {
        seen.set(key, reading)
        continue
      }
      const isList = option.definition?.array === true
      report(placeOf(reading), {
        message: say`${optionLabel(entry, space, definitionsFor(scope))} is given twice in the same scope.`,
        help: isList ? say`Kea sends one of them only: put all values into one entry, with commas between them.` : say`Kea sends one of them only: drop the other.`,
        related: [{ at: placeOf(first), message: say`It is given here first.` }],
        fixes: () => [...(isList ? joined(first.entry, entry) : []), ...removeEntry(entry, say`Remove this entry`)],
      })
    }
  },
}

/** One entry for each enterprise number. */
function isForManyVendors(space: string, code: number): boolean {
  return (space === 'dhcp4' && (code === 124 || code === 125)) || (space === 'dhcp6' && (code === 16 || code === 17))
}

function placeOf({ entry }: OptionReading): Place {
  return member(entry, 'name')?.value ?? member(entry, 'code')?.value ?? { opening: entry }
}

/** The values of both in the first entry. */
function joined(first: ObjectNode, second: ObjectNode): Fix[] {
  const [one, other] = [stringOf(first, 'data'), stringOf(second, 'data')]
  const isPlain = [first, second].every((entry) => booleanOf(entry, 'csv-format')?.value !== false)
  const removed = removeItem(second)
  return one && other && isPlain && removed ? fix(say`Put its values into the first entry`, [...replaceValue(one, `${one.value.trim()}, ${other.value.trim()}`), ...removed]) : []
}
