/** T1 comes before T2, and T2 before the lease ends: otherwise Kea does not send them. */
import { removeKey, swapped } from '../../fix'
import { atLeast } from '../../../config/release'
import type { Node } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { inherited } from '../../scopes'
import type { Scope } from '../../scopes'
import { listed } from '../../../text/listed'
import { say } from '../../../text/text'

export const timersOutOfOrder: ScopeRule = {
  id: 'timers-out-of-order',
  scope: 'scope',
  kinds: ['network', 'subnet'],
  severity: 'warning',
  summary: 'renew-timer is below rebind-timer, and both are below valid-lifetime.',
  why: 'Kea does not send a timer that comes too late: clients renew at half of the lifetime instead. Kea 2.2 refuses a renew-timer above the rebind-timer.',
  manual: 'dhcp4-srv.html#dhcp4-t1-t2-times',

  check(scope, report) {
    if (scope.around.family !== 4) return
    const renew = secondsIn(scope, 'renew-timer')
    const rebind = secondsIn(scope, 'rebind-timer')
    const lifetime = secondsIn(scope, 'valid-lifetime') ?? { value: undefined, seconds: 7200, isOutside: true }
    const refuses = !atLeast(scope.around.release, '2.4')
    const isRefused = refuses && renew !== undefined && rebind !== undefined && renew.seconds > rebind.seconds
    if (renew?.value && rebind?.value && (isRefused || (renew.seconds >= rebind.seconds && rebind.seconds > 0))) {
      const [at, other] = renew.isOutside && !rebind.isOutside ? [rebind.value, renew.value] : [renew.value, rebind.value]
      report(at, {
        message: say`renew-timer ${renew.seconds} is not below rebind-timer ${rebind.seconds}.`,
        help: say`A client renews (T1) before it rebinds (T2). Kea leaves T1 out of its answers, and the clients take half of the lifetime.`,
        refusedAt: isRefused ? '-t' : null,
        severity: isRefused ? 'error' : 'warning',
        related: [related(other, say`The other timer`)],
        fixes: () => (renew.seconds > rebind.seconds && renew.seconds < lifetime.seconds && renew.isOutside === rebind.isOutside && renew.value?.kind === 'number' && rebind.value?.kind === 'number' ? swapped(renew.value, rebind.value) : []),
      })
    }
    const late = [{ key: 'renew-timer', timer: renew }, { key: 'rebind-timer', timer: rebind }].filter(({ timer }) => timer && timer.seconds >= lifetime.seconds)
    const timer = late[0]?.timer
    if (!timer?.value || lifetime.seconds <= 0) return
    const at = timer.isOutside && !lifetime.isOutside && lifetime.value ? lifetime.value : timer.value
    const timers = listed(late.map((one) => `${one.key} ${one.timer?.seconds ?? ''}`))
    const bound = lifetime.value ? say`${lifetime.seconds} s` : say`${lifetime.seconds} s, the default`
    report(at, {
      message: late.length > 1 ? say`${timers} are not below the valid-lifetime of ${bound}.` : say`${timers} is not below the valid-lifetime of ${bound}.`,
      help: late.length > 1
        ? say`The lease ends first, so Kea does not send them: clients take half of the lifetime to renew, and 7/8 to rebind.`
        : say`The lease ends first, so Kea does not send it: clients take half of the lifetime to renew, and 7/8 to rebind.`,
      related: at === timer.value ? (lifetime.value ? [related(lifetime.value, say`The lifetime`)] : []) : [related(timer.value, say`The timer`)],
      fixes: () => late.flatMap((one) => (one.timer?.isOutside === false ? removeKey(scope.node, one.key) : [])).slice(0, late.length === 1 ? 1 : 0),
    })
  },
}

interface Timer {
  readonly value: Node | undefined
  readonly seconds: number
  /** Given by a scope around. */
  readonly isOutside: boolean
}

function secondsIn(scope: Scope, key: string): Timer | undefined {
  const found = inherited(scope, key)
  if (found?.value.kind !== 'number' || !found.value.integer || found.value.value < 0) return undefined
  return { value: found.value, seconds: found.value.value, isOutside: found.scope !== scope }
}
