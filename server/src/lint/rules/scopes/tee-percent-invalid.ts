/** With calculate-tee-times, T1 and T2 are shares of the lifetime, T1 the smaller. */
import { changeTo, swapped } from '../../fix'
import type { NumberNode } from '../../../config/tree'
import { related } from '../../compare'
import type { Report, ScopeRule } from '../../rule'
import { inherited } from '../../scopes'
import type { Scope } from '../../scopes'
import { say } from '../../../text/text'

export const teePercentInvalid: ScopeRule = {
  id: 'tee-percent-invalid',
  scope: 'scope',
  kinds: ['network', 'subnet'],
  severity: 'error',
  summary: 't1-percent and t2-percent lie between 0 and 1, t1-percent below t2-percent.',
  why: 'Kea refuses the file where calculate-tee-times is true; otherwise it does not look at them.',
  manual: 'dhcp4-srv.html#dhcp4-t1-t2-times',

  check(scope, report) {
    const calculates = inherited(scope, 'calculate-tee-times')?.value
    if (scope.around.family !== 4 || calculates?.kind !== 'boolean' || !calculates.value) return
    const t1 = shareIn(scope, 't1-percent')
    const t2 = shareIn(scope, 't2-percent')
    const inRange = [checkRange('t1-percent', t1, report), checkRange('t2-percent', t2, report)].every(Boolean)
    const [first, second] = [t1?.value ?? 0.5, t2?.value ?? 0.875]
    const at = t1 ?? t2
    if (!inRange || !at || first < second) return
    report(at, {
      message: say`t1-percent ${first}${t1 ? '' : say` (the default)`} is not below t2-percent ${second}${t2 ? '' : say` (the default)`}.`,
      help: say`A client renews (T1) before it rebinds (T2): Kea wants the share for T1 to be the smaller one.`,
      refusedAt: '-t',
      related: t1 && t2 ? [related(t2, say`t2-percent`)] : [],
      fixes: () => (t1 && t2 && second < first ? swapped(t1, t2) : []),
    })
  },
}

function shareIn(scope: Scope, key: string): NumberNode | undefined {
  const found = inherited(scope, key)?.value
  return found?.kind === 'number' ? found : undefined
}

function checkRange(key: string, share: NumberNode | undefined, report: Report): boolean {
  if (!share || (share.value > 0 && share.value < 1)) return true
  report(share, {
    message: say`${key} is ${share.value}: it is a share of the lifetime, above 0.0 and below 1.0.`,
    help: say`With calculate-tee-times Kea refuses other values. Half of the lifetime is 0.5.`,
    fixes: () => (share.value >= 10 && share.value < 100 ? changeTo(share, share.value / 100) : []),
    refusedAt: '-t',
  })
  return false
}
