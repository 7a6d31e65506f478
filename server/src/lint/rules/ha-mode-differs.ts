/** Servers in different modes wait for each other's state for ever. */
import { called, comparisons, related } from '../compare'
import type { DeploymentRule } from '../rule'

export const haModeDiffers: DeploymentRule = {
  id: 'ha-mode-differs',
  scope: 'deployment',
  severity: 'error',
  summary: 'Both servers run in the same mode.',
  why: 'Each takes the other\'s state for an invalid one: they go back to waiting again and again, and there is no redundancy.',
  manual: 'hooks.html#ha-supported-configurations',

  check(deployment, report) {
    for (const { reference, other } of comparisons(deployment)) {
      const theirs = reference.relationship.mode
      const own = other.relationship.mode
      if (!theirs || !own || theirs.value === own.value) continue
      const partner = called(reference, other)
      report(own, {
        message: `The mode is ${own.value} here and ${theirs.value} in ${partner}'s file.`,
        help: 'Each server finds the other in a state that its mode does not have, and goes back to waiting. Use one mode in both files.',
        related: [related(theirs, `${partner} has ${theirs.value}`)],
      })
    }
  },
}
