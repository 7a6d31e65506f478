/** A subnet's id names it in the lease database: no two may have the same. */
import { fix } from '../../fix'
import type { Fix } from '../../fix'
import { freeSubnetId } from '../../../config/free-id'
import { addMember, replaceValue } from '../../../config/rewrite'
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { numberOf, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule, Place } from '../../rule'
import { subnetsAsRead } from './reading'
import type { PlacedSubnet } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

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
        message: say`The id ${one.id} of ${nameOf(one)} belongs to ${nameOf(first)} already.`,
        help: say`${help(first, one)} An id should not change while leases refer to it.`,
        refusedAt: '-t',
        related: [related(numberOf(first.node, 'id') ?? first.node, say`${nameOf(first)} has the id ${first.id}`)],
        fixes: () => idFixes(one, file.body),
      })
    }
  },
}

interface Numbered {
  readonly id: number
  readonly node: ObjectNode
  readonly place: Place
  readonly isGiven: boolean
}

/** Up to 2.4 Kea counts through the subnets that have none, whatever ids the others have. */
function numbered(subnets: readonly PlacedSubnet[], release: Release): Numbered[] {
  let next = 1
  let isCertain = true
  return subnets.flatMap(({ node }): Numbered[] => {
    const id = numberOf(node, 'id')
    if (id && !id.integer) return []
    if (id && id.value !== 0) return [{ id: id.value, node, place: id, isGiven: true }]
    if (node.incomplete) isCertain = false
    if (atLeast(release, '2.6') || !isCertain) return []
    return [{ id: next++, node, place: id ?? { opening: node }, isGiven: false }]
  })
}

function help(first: Numbered, second: Numbered): Text {
  if (first.isGiven && second.isGiven) return say`Give one of them another number.`
  return say`Kea numbers subnets without an id from 1 on and does not look which numbers are taken: give every subnet an id.`
}

function nameOf({ node, isGiven }: Numbered): Text {
  const prefix = stringOf(node, 'subnet')
  const name = prefix ? say`the subnet ${prefix.value}` : say`a subnet`
  return isGiven ? name : say`${name}, which has none of its own,`
}

function idFixes({ node }: Numbered, body: ObjectNode | undefined): Fix[] {
  const id = numberOf(node, 'id')
  const free = body && freeSubnetId(body)
  const [first] = node.members
  if (free === undefined) return []
  return id ? fix(say`Change it to ${free}, which is free`, replaceValue(id, free)) : fix(say`Add "id": ${free}`, addMember(node, 'id', free, first && { before: first }))
}
