/** Whether reserved addresses lie outside of the pools counts only where Kea looks for them. */
import { removeKey, setKey } from '../../fix'
import { booleanOf, member } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { flagOf } from './flags'
import { say } from '../../../text/text'

export const reservationFlagWithoutEffect: ScopeRule = {
  id: 'reservation-flag-without-effect',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'info',
  summary: 'reservations-out-of-pool is set only where reservations-in-subnet is true.',
  why: 'The flag has no effect: Kea does not look for reservations of the subnet at all.',
  manual: 'dhcp4-srv.html#reservations4-tuning',

  check(subnet, report) {
    if (subnet.around.family !== 4) return
    const flag = member(subnet.node, 'reservations-out-of-pool')
    const inSubnet = flagOf(subnet, 'reservations-in-subnet')
    if (!flag || booleanOf(subnet.node, 'reservations-out-of-pool')?.value !== true || inSubnet?.value !== false) return
    report(flag, {
      message: say`reservations-out-of-pool says nothing where reservations-in-subnet is false.`,
      help: say`Kea does not look for reservations of this subnet at all. Set reservations-in-subnet to true, or remove this line.`,
      related: inSubnet.from ? [related(inSubnet.from, say`"${inSubnet.from.key}"`)] : [],
      fixes: () => [...setKey(subnet.node, 'reservations-in-subnet', true), ...removeKey(subnet.node, 'reservations-out-of-pool')],
    })
  },
}
