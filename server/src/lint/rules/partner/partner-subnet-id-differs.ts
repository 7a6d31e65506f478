/** Lease updates name the subnet by its id, not by its prefix. */
import { called, comparisonsOfConfigurations, related } from '../../compare'
import { sharedSubnets, subnetName } from '../../compare-sets'
import { sameKey } from '../../partner-fixes'
import type { DeploymentRule } from '../../rule'
import { say } from '../../../text/text'

export const partnerSubnetIdDiffers: DeploymentRule = {
  id: 'partner-subnet-id-differs',
  scope: 'deployment',
  severity: 'error',
  summary: 'A subnet has one id on both partners.',
  why: 'The partner refuses each lease, or books it to another subnet; after max-rejected-lease-updates the servers stop working together.',
  manual: 'dhcp4-srv.html#ipv4-subnet-id',

  check(deployment, report) {
    for (const pair of comparisonsOfConfigurations(deployment)) {
      for (const { reference, other } of sharedSubnets(pair)) {
        if (!reference.id || !other.id || reference.id.value === other.id.value) continue
        const partner = called(pair.reference, pair.other)
        report(other.id, {
          message: say`Subnet ${subnetName(other)} has id ${other.id.value} here and ${reference.id.value} in ${partner}'s file.`,
          help: say`Lease updates carry the id: the partner refuses them, and after some refusals the servers go to terminated. Use one id in both files; leases already stored keep the old one.`,
          related: [related(reference.id, say`${partner} has ${reference.id.value}`)],
          fixes: () => sameKey('id', other.node, reference.node, partner, say` of ${subnetName(other)}`),
        })
      }
    }
  },
}
