/** An agent that knows no server. */
import { objectOf, valueOf } from '../../../config/tree'
import { atLeast } from '../../../config/release'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const agentPassesNothing: FileRule = {
  id: 'agent-passes-nothing',
  scope: 'file',
  severity: 'warning',
  summary: 'The control agent knows the socket of a server.',
  why: 'The agent answers every command for a server with "forwarding socket is not configured".',
  manual: 'agent.html#agent-configuration',

  check(file, report, { release }) {
    const { body } = file
    if (file.daemon !== 'agent' || !body || body.incomplete || body.members.length === 0 || atLeast(release, '3.2')) return
    const sockets = objectOf(body, 'control-sockets')
    if (sockets ? sockets.incomplete === true || sockets.members.length > 0 : valueOf(body, 'control-sockets') !== undefined) return
    // A key that is misspelt is told as such.
    if (body.members.some(({ key }) => /^control/i.test(key))) return
    report({ opening: body }, {
      message: say`The agent knows no server to pass commands to.`,
      help: say`Add the socket of each server to control-sockets, such as "dhcp4": { "socket-type": "unix", "socket-name": "kea4-ctrl-socket" }.`,
    })
  },
}
