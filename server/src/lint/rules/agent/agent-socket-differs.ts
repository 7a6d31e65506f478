/** The agent knocks at a socket that the server does not open. */
import { controlSocketsOf } from '../../../config/dhcp4'
import { objectOf, stringOf } from '../../../config/tree'
import { sameSocket } from '../../../deployment/same-socket'
import { related } from '../../compare'
import type { HostRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import { socket as socketKind } from '../server/path-not-allowed'

export const agentSocketDiffers: HostRule = {
  id: 'agent-socket-differs',
  scope: 'host',
  severity: 'error',
  summary: 'The agent passes commands to the socket that the server opens.',
  why: 'The agent answers every command for this server with "unable to forward command", High Availability\'s included where it goes through the agent.',
  manual: 'agent.html#agent-configuration',

  check({ dhcp4, agent }, report) {
    const asked = stringOf(objectOf(objectOf(agent?.body, 'control-sockets'), 'dhcp4'), 'socket-name')
    if (!dhcp4 || !asked) return
    const opened = controlSocketsOf(dhcp4)
      .filter((socket) => socket.type === undefined || socket.type === 'unix')
      .flatMap((socket) => stringOf(socket.node, 'socket-name') ?? [])
    if (opened.length === 0 || opened.some((socket) => sameSocket(socket.value, asked.value))) return
    report(asked, {
      message: say`The agent sends commands for kea-dhcp4 to ${asked.value}, and the server opens ${opened.map((socket) => socket.value).join(', ')}.`,
      help: say`The agent cannot pass any command on. Write the same path in both files.`,
      fixes: () => opened.flatMap((socket) => [
        ...drafted(say`Let the agent ask at ${socket.value}`, (draft) => draft.replaceValue(asked, socket.value)),
        ...(isAllowed(asked.value) ? drafted(say`Let the server open ${asked.value}`, (draft) => draft.replaceValue(socket, asked.value)) : []),
      ]),
      related: opened.map((socket) => related(socket, say`what the server opens`)),
    })
  },
}

/** Where Kea would open it. */
function isAllowed(path: string): boolean {
  return !path.includes('/') || socketKind.folder.test(path.slice(0, path.lastIndexOf('/')))
}
