/** Since 2.6 every subnet has to give its id: each gets the one that Kea counted for it until then, so that its leases stay its own. */
import { atLeast } from '../../config/release'
import { member, numberOf, objectsIn } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import { say } from '../../text/text'
import type { Step } from './step'

export function giveSubnetIds({ file: { body, daemon }, draft, to, decide }: Step): void {
  if (!body || !atLeast(to, '2.6') || (daemon !== 'dhcp4' && daemon !== 'dhcp6')) return
  const key = daemon === 'dhcp4' ? 'subnet4' : 'subnet6'
  // Kea reads shared networks first, and counts those alone that have no id or 0.
  const subnets = [...objectsIn(body, 'shared-networks').flatMap((network) => objectsIn(network, key)), ...objectsIn(body, key)]
  const without = subnets.filter(needsId)
  if (without.length === 0) return
  const taken = new Set(subnets.flatMap((subnet) => (needsId(subnet) ? [] : (numberOf(subnet, 'id')?.value ?? []))))
  draft.about = say`ids of subnets, as Kea counted them`
  for (const [at, subnet] of without.entries()) {
    if (taken.has(at + 1)) {
      decide(subnet, say`This subnet needs an id, and ${at + 1}, which Kea would count for it, is another subnet's: give it one of its own.`)
      continue
    }
    const given = numberOf(subnet, 'id')
    if (given) draft.replaceValue(given, at + 1)
    else draft.addMember(subnet, 'id', at + 1, member(subnet, 'subnet'))
  }
  if (body.incomplete || subnets.some((subnet) => subnet.incomplete)) decide(body, say`Part of the file could not be read: the ids of the subnets may be others than Kea counted.`)
}

function needsId(subnet: ObjectNode): boolean {
  return !subnet.incomplete && (member(subnet, 'id') === undefined || numberOf(subnet, 'id')?.value === 0)
}
