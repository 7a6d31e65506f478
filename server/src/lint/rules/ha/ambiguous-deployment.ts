/** Where guessing would do harm, the person is asked. */
import { related } from '../../compare'
import type { GroupingRule } from '../../rule'
import { say } from '../../../text/text'

export const ambiguousDeployment: GroupingRule = {
  id: 'ambiguous-deployment',
  scope: 'grouping',
  severity: 'info',
  summary: 'It is clear which servers belong together.',
  why: 'Servers that could belong to two deployments are not compared: a difference between files that have nothing to do with each other is none.',
  manual: 'hooks.html#hooks-high-availability',

  check({ ambiguities }, report) {
    for (const { servers } of ambiguities) {
      const [first, ...others] = servers
      if (!first) continue
      report(first.relationship.thisServerName ?? first.relationship.node, {
        message: say`${servers.length} files could be the servers of this relationship, which has ${first.relationship.peers.length} peers.`,
        help: say`They are not compared with each other. Say which belong together in kea-lint.json: "pairs": [["first file", "second file"]].`,
        related: others.map((server) => related(server.relationship.thisServerName ?? server.relationship.node, say`another candidate`)),
      })
    }
  },
}
