/** The last release with a control agent, whose servers take commands over HTTP themselves. */
import { member } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const agentDeprecated: FileRule = {
  id: 'agent-deprecated',
  scope: 'file',
  severity: 'info',
  summary: 'Servers of Kea 3.0 take commands over HTTP themselves, without a control agent.',
  why: 'Kea 3.0 warns of it in its log at each start, and 3.2 has no control agent any more.',
  manual: 'ctrl-channel.html#ctrl-channel-migration',

  check(file, report, { release }) {
    const entry = member(file.root, 'Control-agent')
    if (file.daemon !== 'agent' || !entry || release !== '3.0') return
    report(entry, {
      message: say`The control agent is deprecated in Kea 3.0, and gone in 3.2.`,
      help: say`Each server can take commands over HTTP itself: move address, port, authentication and TLS to an entry of type http or https in its control-sockets.`,
    })
  },
}
