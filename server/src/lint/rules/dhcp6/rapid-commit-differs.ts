/** Which subnet of a shared network a client gets is not known beforehand: all answer alike. */
import { booleanOf, member, objectsIn, valueOf } from '../../../config/tree'
import type { BooleanNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const rapidCommitDiffers: FileRule = {
  id: 'rapid-commit-differs',
  scope: 'file',
  severity: 'error',
  summary: 'Subnets of a shared network agree on rapid-commit.',
  why: 'Kea refuses the file.',
  manual: 'dhcp6-srv.html#shared-networks-in-dhcpv6',

  check(file, report) {
    if (file.daemon !== 'dhcp6') return
    for (const network of objectsIn(file.body, 'shared-networks')) {
      const subnets = objectsIn(network, 'subnet6')
      const given = subnets.flatMap((subnet) => booleanOf(subnet, 'rapid-commit') ?? [])
      const other = given.find((one) => one.value !== given[0]?.value)
      const at = other ?? whereOthersSayNothing(given, subnets.some((subnet) => !member(subnet, 'rapid-commit') && !subnet.incomplete) && valueOf(network, 'rapid-commit') === undefined && !network.incomplete)
      if (at) report(at, {
        message: say`Subnets of this shared network differ in rapid-commit.`,
        help: say`Write the same value in all of them; without the parameter it is false.`,
        refusedAt: '-t',
        related: other && given[0] ? [related(given[0], say`the other value`)] : [],
      })
    }
  },
}

/** Where nothing is said, it is false. */
function whereOthersSayNothing(given: readonly BooleanNode[], isLeftOut: boolean): BooleanNode | undefined {
  return isLeftOut ? given.find((one) => one.value) : undefined
}
