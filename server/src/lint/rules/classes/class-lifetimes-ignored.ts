/** A class that is looked at only once the lease is decided comes too late for its lifetime. */
import { removeKey } from '../../fix'
import { booleanOf, member } from '../../../config/tree'
import { opening } from '../../compare'
import type { ScopeRule } from '../../rule'
import { scopeName } from '../../scopes'
import { say } from '../../../text/text'

const lifetimes = ['valid-lifetime', 'min-valid-lifetime', 'max-valid-lifetime', 'preferred-lifetime', 'min-preferred-lifetime', 'max-preferred-lifetime', 'offer-lifetime']

export const classLifetimesIgnored: ScopeRule = {
  id: 'class-lifetimes-ignored',
  scope: 'scope',
  kinds: ['class'],
  severity: 'warning',
  summary: 'A class that is evaluated in addition has no lifetimes.',
  why: 'Leases get the lifetime of the subnet: the class is evaluated when the lease is decided already.',
  manual: 'classify.html#classification-configuring',

  check(scope, report) {
    const { node } = scope
    const flag = ['only-in-additional-list', 'only-if-required'].find((key) => booleanOf(node, key)?.value === true)
    const key = lifetimes.find((one) => member(node, one))
    if (flag === undefined || key === undefined) return
    report(member(node, key) ?? opening(node), {
      message: say`${key} of ${scopeName(scope)} has no effect.`,
      help: say`With ${flag} the class is evaluated after the lease was given its lifetime. Set the lifetime in the subnet or pool, or in a class without ${flag}.`,
      fixes: () => [...removeKey(node, flag), ...(lifetimes.filter((one) => member(node, one)).length === 1 ? removeKey(node, key) : [])],
    })
  },
}
