/** A subnet's id names it in the lease database: no two may have the same. */
import type { Subnet } from '../../../config/dhcp4'
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { related } from '../../compare'
import type { FileRule, Place } from '../../rule'
import { subnetsAsRead } from './reading'

export const subnetIdDuplicate: FileRule = {
  id: 'subnet-id-duplicate',
  scope: 'file',
  severity: 'error',
  summary: 'Every subnet has an id of its own.',
  why: 'Kea refuses the file: leases of two subnets could not be told apart.',
  manual: 'dhcp4-srv.html#dhcp4-subnet-id',

  check(file, report, { release }) {
    if (file.daemon !== 'dhcp4') return
    const known = new Map<number, Numbered>()
    for (const one of numbered(subnetsAsRead(file), release)) {
      const first = known.get(one.id)
      if (!first) known.set(one.id, one)
      else report(one.place, {
        message: `The id ${one.id} of ${nameOf(one)} belongs to ${nameOf(first)} already.`,
        help: `${help(first, one)} An id should not change while leases refer to it.`,
        refusedAt: '-t',
        related: [related(first.subnet.id ?? first.subnet.node, `${nameOf(first)} has the id ${first.id}`)],
      })
    }
  },
}

interface Numbered {
  readonly id: number
  readonly subnet: Subnet
  readonly place: Place
  readonly isGiven: boolean
}

/** Up to 2.4 Kea counts through the subnets that have none, whatever ids the others have. */
function numbered(subnets: readonly Subnet[], release: Release): Numbered[] {
  let next = 1
  let isCertain = true
  return subnets.flatMap((subnet): Numbered[] => {
    if (subnet.id && !subnet.id.integer) return []
    if (subnet.id && subnet.id.value !== 0) return [{ id: subnet.id.value, subnet, place: subnet.id, isGiven: true }]
    if (subnet.node.incomplete) isCertain = false
    if (atLeast(release, '2.6') || !isCertain) return []
    return [{ id: next++, subnet, place: subnet.id ?? { opening: subnet.node }, isGiven: false }]
  })
}

function help(first: Numbered, second: Numbered): string {
  if (first.isGiven && second.isGiven) return 'Give one of them another number.'
  return 'Kea numbers subnets without an id from 1 on and does not look which numbers are taken: give every subnet an id.'
}

function nameOf({ subnet, isGiven }: Numbered): string {
  const name = subnet.prefix ? `the subnet ${subnet.prefix.value}` : 'a subnet'
  return isGiven ? name : `${name}, which has none of its own,`
}
