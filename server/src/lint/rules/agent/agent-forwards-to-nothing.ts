/** The agent is to pass commands to a server that opens no socket. */
import { controlSocketsOf } from '../../../config/dhcp4'
import { member, objectOf } from '../../../config/tree'
import { nearest } from '../../../config/nearest'
import { related } from '../../compare'
import type { HostRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import { atLeast } from '../../../config/release'
import { stringOf } from '../../../config/tree'

export const agentForwardsToNothing: HostRule = {
  id: 'agent-forwards-to-nothing',
  scope: 'host',
  severity: 'warning',
  summary: 'A server that the agent passes commands to opens a socket for them.',
  why: 'The agent answers every command for this server with "unable to forward command".',
  manual: 'agent.html#agent-configuration',

  check({ dhcp4, agent }, report, { release }) {
    const entry = member(objectOf(agent?.body, 'control-sockets'), 'dhcp4')
    if (!entry || !dhcp4?.body || dhcp4.body.incomplete) return
    if (controlSocketsOf(dhcp4).some((socket) => socket.type === undefined || socket.type === 'unix')) return
    // A misspelt control socket is told as such.
    if (dhcp4.body.members.some((one) => nearest(one.key, ['control-socket', 'control-sockets']).length > 0)) return
    report(entry, {
      message: say`The agent passes commands to kea-dhcp4, which opens no UNIX socket.`,
      help: say`No command reaches the server. Add a control socket of type unix to its file, with the name that stands here.`,
      fixes: () => {
        const name = stringOf(entry.value, 'socket-name')?.value
        const socket = { 'socket-type': 'unix', 'socket-name': name }
        const list = member(dhcp4.body, 'control-sockets')
        if (name === undefined || name === '' || (list && list.value?.kind !== 'array')) return []
        return drafted(say`Let the server open ${name}`, (draft) => {
          if (list?.value?.kind === 'array') draft.addItem(list.value, socket, 'start')
          else if (dhcp4.body) draft.addMember(dhcp4.body, atLeast(release, '3.0') ? 'control-sockets' : 'control-socket', atLeast(release, '3.0') ? [socket] : socket)
        })
      },
      related: [related(dhcp4.body.members[0] ?? dhcp4.body, say`the server's file`)],
    })
  },
}
