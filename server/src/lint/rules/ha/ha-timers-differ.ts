/** Partners that wait for different times fail over at different times. */
import { plain, valueOf } from '../../../config/tree'
import { nearest } from '../../../config/nearest'
import type { Server } from '../../../deployment/deployment'
import { called, comparisons, related, keyOrMap } from '../../compare'
import { haDefaults } from '../../ha-defaults'
import { sameKey } from '../../partner-fixes'
import type { DeploymentRule } from '../../rule'
import { say } from '../../../text/text'

export const haTimersDiffer: DeploymentRule = {
  id: 'ha-timers-differ',
  scope: 'deployment',
  severity: 'warning',
  summary: 'Both servers have the same delays and limits.',
  why: 'The servers then judge the same silence differently: one is in partner-down while the other still waits.',
  manual: 'hooks.html#ha-hot-standby-config',

  check(deployment, report) {
    for (const { reference, other } of comparisons(deployment)) {
      const partner = called(reference, other)
      for (const [key, fallback] of Object.entries(haDefaults)) {
        const theirs = valueOf(reference.relationship.node, key)
        const own = valueOf(other.relationship.node, key)
        const theirValue = theirs ? plain(theirs) : fallback
        const ownValue = own ? plain(own) : fallback
        if (theirValue === ownValue) continue
        // A misspelt parameter is told as such; that the default counts in its place follows from it.
        if ((!own && isMisspelt(other, key)) || (!theirs && isMisspelt(reference, key))) continue
        report(own ?? keyOrMap(other.relationship.node, key), {
          message: say`${key} is ${String(ownValue)} here${own ? '' : say` (the default)`} and ${String(theirValue)}${theirs ? '' : say` (the default)`} in ${partner}'s file.`,
          help: say`The servers judge the same silence or load differently, and fail over at different times. Use one value in both files.`,
          related: [related(theirs ?? reference.relationship.node, say`${partner} has ${String(theirValue)}`)],
          fixes: () => sameKey(key, other.relationship.node, reference.relationship.node, partner),
        })
      }
    }
  },
}

function isMisspelt({ relationship }: Server, key: string): boolean {
  return relationship.node.members.some((one) => !Object.hasOwn(haDefaults, one.key) && nearest(one.key, [key]).length > 0)
}
