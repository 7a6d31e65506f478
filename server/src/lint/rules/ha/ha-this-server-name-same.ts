/** The one line in which the partners' files must differ. */
import { called, comparisons, related } from '../../compare'
import type { DeploymentRule } from '../../rule'
import { drafted } from '../../drafted'
import { say } from '../../../text/text'

export const haThisServerNameSame: DeploymentRule = {
  id: 'ha-this-server-name-same',
  scope: 'deployment',
  severity: 'error',
  summary: 'Each server has a this-server-name of its own.',
  why: 'Both servers hold themselves for the same peer, and serve the same clients without a word to each other.',
  manual: 'hooks.html#ha-hot-standby-config',

  check(deployment, report) {
    for (const { reference, other } of comparisons(deployment)) {
      const theirs = reference.relationship.thisServerName
      const own = other.relationship.thisServerName
      if (!theirs || !own || theirs.value !== own.value) continue
      const free = other.relationship.peers.map((peer) => peer.name?.value).filter((name) => name !== own.value)
      const partner = called(reference, other)
      report(own, {
        message: say`Both files say that they are "${own.value}".`,
        help: say`The file was probably copied. Both servers then play the same part and give the same addresses to different clients. ${free.length === 1 ? say`One of them is "${free[0] ?? ''}".` : say`Give each the name of its own peer.`}`,
        related: [related(theirs, say`${partner} says the same`)],
        fixes: () => free.flatMap((name) => (name === undefined ? [] : [
          ...drafted(say`This server is "${name}"`, (draft) => draft.replaceValue(own, name)),
          ...drafted(say`The other server is "${name}"`, (draft) => draft.replaceValue(theirs, name)),
        ])),
      })
    }
  },
}
