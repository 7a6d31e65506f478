/** Option spaces have names that Kea can keep, and belong to the server's own family. */
import { takes } from './data-fixes'
import { removeKey } from '../../fix'
import { isFilledIn } from '../../../config/placeholder'
import { objectsIn, stringOf } from '../../../config/tree'
import { topSpace } from '../../../options/definition'
import { isSpaceName } from '../../../options/names'
import type { ScopeRule } from '../../rule'
import { everyScope } from './labels'
import { say } from '../../../text/text'

export const optionSpaceInvalid: ScopeRule = {
  id: 'option-space-invalid',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data', 'option-def'],
  severity: 'error',
  summary: 'Option spaces have valid names, and are of the server\'s family.',
  why: 'Kea refuses the file: the name of the option space is not valid.',
  manual: 'dhcp4-srv.html#dhcp4-option-spaces',

  check(scope, report) {
    const { node, around: { family } } = scope
    const foreign = topSpace(family === 4 ? 6 : 4)
    for (const key of ['option-data', 'option-def']) {
      for (const entry of objectsIn(node, key)) {
        for (const part of ['space', 'encapsulate']) {
          const space = stringOf(entry, part)
          if (!space || isFilledIn(space.value) || (part === 'encapsulate' && (space.value === '' || key === 'option-data'))) continue
          if (!isSpaceName(space.value)) {
            report(space, {
              message: say`"${space.value}" is no name of an option space.`,
              help: say`Such a name has letters, digits, hyphens and underscores, and begins and ends with a letter or a digit.`,
              refusedAt: '-t',
            })
          } else if (key === 'option-data' && space.value === foreign) {
            report(space, {
              message: say`The space ${foreign} belongs to the ${family === 4 ? 'DHCPv6' : 'DHCPv4'} server.`,
              help: say`Leave "space" out: options of this server are in ${topSpace(family)}.`,
              refusedAt: '-t',
              fixes: () => (takes(scope, entry, { space: undefined }) ? removeKey(entry, part) : []),
            })
          }
        }
      }
    }
  },
}
