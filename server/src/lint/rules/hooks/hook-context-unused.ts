/** What a user-context holds is looked at only by the library that it is meant for, and only where that library looks. */
import { member, objectOf } from '../../../config/tree'
import type { Member, ObjectNode } from '../../../config/tree'
import { nearest } from '../../../config/nearest'
import { isListWhole } from '../../hook-libraries'
import { scopeName } from '../../scopes'
import type { Scope, ScopeKind } from '../../scopes'
import type { Report, ScopeRule } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { drafted } from '../../drafted'
import { loadLibrary } from '../../library-fixes'

interface Use {
  readonly library: string
  readonly kinds: readonly ScopeKind[]
  readonly where: Text
  readonly keys: readonly string[]
}

const uses: Readonly<Record<string, Use>> = {
  limits: { library: 'libdhcp_limits', kinds: ['class', 'subnet'], where: say`client classes and subnets`, keys: ['address-limit', 'rate-limit'] },
  'ping-check': { library: 'libdhcp_ping_check', kinds: ['subnet', 'network'], where: say`subnets and shared networks`, keys: [] },
  'ddns-tuning': { library: 'libdhcp_ddns_tuning', kinds: ['subnet'], where: say`subnets`, keys: ['hostname-expr'] },
}

export const hookContextUnused: ScopeRule = {
  id: 'hook-context-unused',
  scope: 'scope',
  severity: 'warning',
  kinds: ['global', 'class', 'network', 'subnet', 'pool'],
  keys: ['user-context'],
  summary: 'Settings in a user-context are read by a library that is loaded.',
  why: 'A user-context may hold anything: Kea says nothing, and the limit or setting has no effect.',
  manual: 'hooks.html#user-context-hooks',

  check(scope, report) {
    if (scope.around.family !== 4) return
    const context = objectOf(scope.node, 'user-context')
    for (const [key, use] of Object.entries(uses)) {
      const given = member(context, key)
      if (given?.value?.kind === 'object') checkUse(scope, given, given.value, use, report)
    }
  },
}

function checkUse(scope: Scope, given: Member, settings: ObjectNode, use: Use, report: Report): void {
  const { hooks, file } = scope.around
  if (!hooks().has(use.library)) {
    // A context may be there for another library, or for a person: it counts when it holds what this one reads.
    const isMeant = settings.members.some(({ key }) => use.keys.includes(key) || key === 'enable-ping-check')
    if (isMeant && isListWhole(file)) report(given, { message: say`"${given.key}" of ${scopeName(scope)} is for ${use.library}.so, which is not loaded.`, help: say`It has no effect: load the library.`, fixes: () => use.library === 'libdhcp_ping_check' ? [] : loadLibrary(file, `${use.library}.so`, scope.around.release) })
    return
  }
  if (!use.kinds.includes(scope.kind)) {
    report(given, { message: say`${use.library}.so does not look at "${given.key}" of ${scopeName(scope)}.`, help: say`It has no effect here: it is read in ${use.where} only.` })
    return
  }
  for (const one of use.keys.length > 0 ? settings.members : []) {
    if (use.keys.includes(one.key) || one.key === 'comment') continue
    const [near] = nearest(one.key, use.keys)
    const help = one.key === 'prefix-limit' ? say`A DHCPv4 server gives out no prefixes: remove it.` : say`${near !== undefined ? say`Did you mean "${near}"? ` : ''}The library passes over it in silence, so it has no effect.`
    report(one, {
      message: say`"${one.key}" in "${given.key}" is nothing that ${use.library}.so reads.`,
      help,
      fixes: () => (near !== undefined && one.key !== 'prefix-limit' && !member(settings, near) ? drafted(say`Change it to "${near}"`, (draft) => draft.renameKey(one, near)) : drafted(say`Take it out`, (draft) => draft.replaceMember(settings, one))),
    })
  }
}
