/** A subnet that only one of the partners knows. */
import { subnetsOf } from '../../../config/dhcp4'
import type { Subnet } from '../../../config/dhcp4'
import type { Server } from '../../../deployment/deployment'
import { called, comparisonsOfConfigurations, keyOrMap, related } from '../../compare'
import { subnetName } from '../../compare-sets'
import type { DeploymentRule, Report } from '../../rule'
import { drafted } from '../../drafted'
import { addSubnets } from './subnet-fixes'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const partnerSubnetsDiffer: DeploymentRule = {
  id: 'partner-subnets-differ',
  scope: 'deployment',
  severity: 'error',
  summary: 'Partners serve the same subnets.',
  why: 'The partner refuses leases of a subnet it does not know, and their clients get no answer; after a failover nobody serves them.',
  manual: 'hooks.html#hooks-high-availability',

  check(deployment, report) {
    for (const { reference, other } of comparisonsOfConfigurations(deployment)) {
      const theirs = subnetsOf(reference.file)
      const own = subnetsOf(other.file)
      const [extra, ...moreExtra] = without(own, theirs)
      const [absent, ...moreAbsent] = without(theirs, own)
      if (extra) tellExtra([extra, ...moreExtra], reference, other, report)
      if (absent) tellAbsent([absent, ...moreAbsent], reference, other, report)
    }
  },
}

function without(subnets: readonly Subnet[], others: readonly Subnet[]): Subnet[] {
  const keys = new Set(others.map((subnet) => subnet.key))
  return subnets.filter((subnet) => subnet.key !== '' && !keys.has(subnet.key))
}

const effect = say`A server refuses its partner's leases for a subnet it does not know, and the client gets no answer. Give both files the same subnets.`

function tellExtra(subnets: readonly [Subnet, ...Subnet[]], reference: Server, other: Server, report: Report): void {
  const [subnet] = subnets
  const partner = called(reference, other)
  report(subnet.prefix ?? subnet.node, {
    message: say`${called(reference, other)} has no subnet ${subnetName(subnet)}${count(subnets.length - 1)}.`,
    help: effect,
    related: [related(reference.relationship.node, say`the relationship in ${partner}'s file`)],
    fixes: () => [
      ...drafted(say`Add ${listOf(subnets)} to ${partner}'s file`, (draft) => addSubnets(draft, reference, subnets)),
      ...drafted(say`Remove ${listOf(subnets)} here`, (draft) => subnets.forEach(({ node }) => draft.removeItem(node))),
    ],
  })
}

function tellAbsent(subnets: readonly [Subnet, ...Subnet[]], reference: Server, other: Server, report: Report): void {
  const [subnet] = subnets
  const partner = called(reference, other)
  report(other.file.body ? keyOrMap(other.file.body, 'subnet4') : other.relationship.node, {
    message: say`The subnet ${subnetName(subnet)}${count(subnets.length - 1)} of ${called(reference, other)} is missing here.`,
    help: effect,
    related: [related(subnet.prefix ?? subnet.node, say`${partner} has it`)],
    fixes: () => [
      ...drafted(say`Add ${listOf(subnets)} here`, (draft) => addSubnets(draft, other, subnets)),
      ...drafted(say`Remove ${listOf(subnets)} in ${partner}'s file`, (draft) => subnets.forEach(({ node }) => draft.removeItem(node))),
    ],
  })
}

function count(more: number): Text {
  return more > 0 ? say` (and ${more} more)` : say``
}

function listOf(subnets: readonly [Subnet, ...Subnet[]]): Text {
  return subnets.length > 1 ? say`${subnets.length} subnets` : say`${subnetName(subnets[0])}`
}
