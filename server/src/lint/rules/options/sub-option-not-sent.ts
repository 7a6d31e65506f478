/** A sub-option travels inside an option of the same scope that encapsulates its space. */
import { fix } from '../../fix'
import { addItem } from '../../../config/rewrite'
import { member } from '../../../config/tree'
import { enterpriseOf } from '../../../options/names'
import { topSpace } from '../../../options/definition'
import { definitionsFor, ownDefinitionsFor, takenOptions } from '../../option-reading'
import { allStandardOptions, optionKnownIn } from '../../../options/standard'
import type { ScopeRule } from '../../rule'
import type { Scope } from '../../scopes'
import { everyScope, optionLabel } from './labels'
import { say } from '../../../text/text'

export const subOptionNotSent: ScopeRule = {
  id: 'sub-option-not-sent',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'warning',
  summary: 'A sub-option stands beside the option that carries it.',
  why: 'Kea takes the sub-option and never sends it.',
  manual: 'dhcp4-srv.html#dhcp4-encapsulated-options',

  check(scope, report) {
    const options = takenOptions(scope)
    const carried = new Set(options.map(({ option }) => option.definition?.encapsulates ?? ''))
    for (const { entry, option, space } of options) {
      if (space === topSpace(scope.around.family) || enterpriseOf(space) !== undefined || isOfEnterprise(space) || carried.has(space) || option.neverSend) continue
      const carrier = carrierOf(space, scope)
      report(member(entry, 'space')?.value ?? entry, {
        message: say`${optionLabel(entry, space, definitionsFor(scope))} is never sent: no option of this scope encapsulates that space.`,
        help: carrier === undefined ? say`Define an option with "encapsulate": "${space}", and give it in this scope too.` : say`Give the option "${carrier}" in the same scope: it carries the space.`,
        fixes: () => (carrier !== undefined && entry.parent?.kind === 'array' ? fix(say`Add the option "${carrier}"`, addItem(entry.parent, { name: carrier })) : []),
      })
    }
  },
}

/** Options of an enterprise go into 125, or 17 of DHCPv6, by themselves. */
function isOfEnterprise(space: string): boolean {
  return space === 'docsis3-v4' || space === 'docsis3-v6' || space === '4o6'
}

function carrierOf(space: string, scope: Scope): string | undefined {
  if (space === 'vendor-encapsulated-options-space') return 'vendor-encapsulated-options'
  const own = ownDefinitionsFor(scope).find((one) => one.encapsulates === space)?.name
  return own ?? allStandardOptions.find((one) => one.encapsulates === space && optionKnownIn(one, scope.around.release))?.name
}
