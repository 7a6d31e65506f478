/** An option that is given by its code and its name is one and the same. */
import { changeTo, fix, removeKey } from '../../fix'
import { replaceValue } from '../../../config/rewrite'
import { numberOf, stringOf } from '../../../config/tree'
import { definitionsFor, readOptions } from '../../option-reading'
import type { ScopeRule } from '../../rule'
import { everyScope } from './labels'
import { say } from '../../../text/text'

export const optionNameMismatch: ScopeRule = {
  id: 'option-name-mismatch',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'error',
  summary: 'The code and the name of an option belong together.',
  why: 'Kea refuses the file: the name is not the one of the option with this code.',
  manual: 'dhcp4-srv.html#dhcp4-std-options',

  check(scope, report) {
    for (const { entry, space, fault } of readOptions(scope)) {
      const name = stringOf(entry, 'name')
      const code = numberOf(entry, 'code')
      if (!name || !code || fault?.kind !== 'name-differs') continue
      const definitions = definitionsFor(scope)
      const named = definitions.byCode(space, code.value)?.name ?? ''
      const meant = definitions.byName(space, name.value)
      report(name, {
        message: say`The option ${code.value} of ${space} is "${named}", and not "${name.value}".`,
        help: meant ? say`"${name.value}" is the option ${meant.code}. Leave the code or the name out.` : say`Write "${named}", or leave the name out.`,
        refusedAt: '-t',
        fixes: () => [...(meant ? fix(say`Change the code to ${meant.code}`, replaceValue(code, meant.code)) : []), ...(named === '' ? [] : changeTo(name, named)), ...removeKey(entry, 'name')].filter(({ edits }) => edits.length > 0),
      })
    }
  },
}
