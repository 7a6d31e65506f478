/** Roles that differ between the files make two primaries, or none. */
import { called, comparisons, matchPeers, related } from '../../compare'
import { sameRoles } from './peer-fixes'
import type { DeploymentRule } from '../../rule'
import { say } from '../../../text/text'

export const haPeerRoleDiffers: DeploymentRule = {
  id: 'ha-peer-role-differs',
  scope: 'deployment',
  severity: 'error',
  summary: 'Both files give a peer the same role.',
  why: 'Kea does not notice: with roles swapped both servers hold themselves for the primary and answer the same clients.',
  manual: 'hooks.html#ha-supported-configurations',

  check(deployment, report) {
    for (const { reference, other } of comparisons(deployment)) {
      for (const [theirs, own] of matchPeers(reference, other).both) {
        if (!theirs.role || !own.role || theirs.role.value === own.role.value) continue
        const partner = called(reference, other)
        report(own.role, {
          message: say`${own.name?.value ?? say`This peer`} is ${own.role.value} here and ${theirs.role.value} in ${partner}'s file.`,
          help: say`Both servers can then serve the same clients, and two clients get one address. Give the peer one role in both files.`,
          related: [related(theirs.role, say`${partner} has ${theirs.role.value}`)],
          fixes: () => sameRoles(reference, other, partner),
        })
      }
    }
  },
}
