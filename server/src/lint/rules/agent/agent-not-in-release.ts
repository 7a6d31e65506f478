/** The control agent went with 3.1.8: its doors are the servers' own now. */
import { atLeast } from '../../../config/release'
import { member } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const agentNotInRelease: FileRule = {
  id: 'agent-not-in-release',
  scope: 'file',
  severity: 'error',
  summary: 'A control agent is configured for a release that has one.',
  why: 'There is no such program any more: nothing answers where its clients look for it.',
  manual: 'ctrl-channel.html#ctrl-channel-migration',

  check(file, report, { release }) {
    const entry = member(file.root, 'Control-agent')
    if (file.daemon !== 'agent' || !entry || !atLeast(release, '3.2')) return
    report(entry, {
      message: say`Kea ${release} has no control agent: it was removed in 3.1.8.`,
      help: say`Each server takes commands over HTTP itself: move address, port, authentication and TLS to an entry of type http or https in its control-sockets.`,
      refusedAt: 'start',
    })
  },
}
