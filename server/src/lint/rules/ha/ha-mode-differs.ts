/** Servers in different modes wait for each other's state for ever. */
import { hookLoad } from '../../../config/release'
import type { Release } from '../../../config/release'
import type { Server } from '../../../deployment/deployment'
import { called, comparisons, related } from '../../compare'
import { sameRoles } from './peer-fixes'
import type { DeploymentRule, Report } from '../../rule'
import { faultOfRoles } from './ha-roles-impossible'
import { say } from '../../../text/text'

export const haModeDiffers: DeploymentRule = {
  id: 'ha-mode-differs',
  scope: 'deployment',
  severity: 'error',
  summary: 'Both servers run in the same mode.',
  why: 'Each takes the other\'s state for an invalid one: they go back to waiting again and again, and there is no redundancy.',
  manual: 'hooks.html#ha-supported-configurations',

  check(deployment, report, { release }) {
    for (const { reference, other } of comparisons(deployment)) {
      if (!reference.relationship.mode || !other.relationship.mode) continue
      if (reference.relationship.mode.value === other.relationship.mode.value) continue
      // Where the roles of one file do not go with its mode, that is the mode that was not meant.
      const slipped = faultOfRoles(reference.relationship) && !faultOfRoles(other.relationship) ? reference : other
      tell(slipped, slipped === other ? reference : other, release, report)
    }
  },
}

function tell(slipped: Server, partner: Server, release: Release, report: Report): void {
  const own = slipped.relationship.mode
  const theirs = partner.relationship.mode
  if (!own || !theirs) return
  const name = called(partner, slipped)
  const refused = faultOfRoles(slipped.relationship) !== undefined
  report(own, {
    message: say`The mode is ${own.value} here and ${theirs.value} in ${name}'s file.`,
    help: refused
      ? say`The roles of the peers do not go with this mode, so the server does not start. Use one mode in both files.`
      : say`Each server finds the other in a state that its mode does not have, and goes back to waiting. Use one mode in both files.`,
    refusedAt: refused ? hookLoad(release) : null,
    related: [related(theirs, say`${name} has ${theirs.value}`)],
    fixes: () => sameRoles(partner, slipped, name, 'mode'),
  })
}
