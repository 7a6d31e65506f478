/** A list of values has a value. */
import { removeEntry, setKey } from '../../fix'
import { member, stringOf } from '../../../config/tree'
import { definitionsFor, takenOptions } from '../../option-reading'
import { atLeast } from '../../../config/release'
import type { ScopeRule } from '../../rule'
import { everyScope, optionLabel } from './labels'
import { say } from '../../../text/text'

export const optionListEmpty: ScopeRule = {
  id: 'option-list-empty',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'warning',
  summary: 'An option that is a list has a value.',
  why: 'Kea sends the option without any data, which clients cannot read.',
  manual: 'dhcp4-srv.html#dhcp4-option-types',

  check(scope, report) {
    for (const { entry, option, space } of takenOptions(scope)) {
      if (option.neverSend || option.definition?.array !== true || option.octets.length > 0) continue
      report(stringOf(entry, 'data') ?? member(entry, 'name')?.value ?? member(entry, 'code')?.value ?? entry, {
        message: say`${optionLabel(entry, space, definitionsFor(scope))} has no value, and is sent empty.`,
        help: atLeast(scope.around.release, '2.4') ? say`To keep an option of an outer scope from being sent, write "never-send": true.` : say`Give it a value, or leave the entry out.`,
        fixes: () => [...(atLeast(scope.around.release, '2.4') ? setKey(entry, 'never-send', true) : []), ...removeEntry(entry, say`Remove this entry`)],
      })
    }
  },
}
