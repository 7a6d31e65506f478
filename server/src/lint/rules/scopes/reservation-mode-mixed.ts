/** reservation-mode is the older way to say what three flags say. */
import { removeKey } from '../../fix'
import { atLeast } from '../../../config/release'
import { member } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

const flags = ['reservations-global', 'reservations-in-subnet', 'reservations-out-of-pool']

export const reservationModeMixed: ScopeRule = {
  id: 'reservation-mode-mixed',
  scope: 'scope',
  kinds: ['global', 'network', 'subnet'],
  severity: 'error',
  summary: 'reservation-mode is not given together with the flags that replace it.',
  why: 'Kea 2.2 and 2.4 refuse the file; later releases do not know reservation-mode.',
  manual: 'dhcp4-srv.html#reservation-modes-in-dhcpv4',

  check({ node, around }, report) {
    if (around.family !== 4 || atLeast(around.release, '2.6')) return
    const mode = member(node, 'reservation-mode')
    const flag = flags.map((key) => member(node, key)).find(Boolean)
    if (!mode || !flag) return
    report(mode, {
      message: say`"reservation-mode" and "${flag.key}" are both given here.`,
      help: say`The flags say the same in three parts: remove reservation-mode.`,
      refusedAt: '-t',
      related: [related(flag, say`"${flag.key}"`)],
      fixes: () => removeKey(node, 'reservation-mode'),
    })
  },
}
