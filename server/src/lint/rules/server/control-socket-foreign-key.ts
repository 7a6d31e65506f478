/** What a UNIX socket has no use for, and what a door for HTTP has no use for. */
import { controlSocketsOf } from '../../../config/dhcp4'
import { atLeast } from '../../../config/release'
import { member } from '../../../config/tree'
import type { Member } from '../../../config/tree'
import type { Finding, FileRule } from '../../rule'
import { takesCommands } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

const httpOnly = ['socket-address', 'socket-port', 'authentication', 'trust-anchor', 'cert-file', 'key-file', 'cert-required', 'http-headers']

export const controlSocketForeignKey: FileRule = {
  id: 'control-socket-foreign-key',
  scope: 'file',
  severity: 'error',
  summary: 'A UNIX control socket has a name, one for HTTP has address, port, authentication and TLS.',
  why: 'Kea refuses the file, or passes over what was meant to protect the door.',
  manual: 'dhcp4-srv.html#dhcp4-ctrl-channels',

  check(file, report, { release }) {
    if (!takesCommands(file) || !atLeast(release, '3.0')) return
    for (const { node, type } of controlSocketsOf(file)) {
      const name = member(node, 'socket-name')
      if ((type === 'http' || type === 'https') && name) report(name, { ...nameForHttp(type), fixes: () => drafted(say`Take it out`, (draft) => draft.replaceMember(node, name)) })
      if (type !== 'unix') continue
      for (const key of httpOnly) {
        const one = member(node, key)
        if (one) report(one, { ...httpForUnix(one, atLeast(release, '3.2') || key === 'socket-address'), fixes: () => drafted(say`Take it out`, (draft) => draft.replaceMember(node, one)) })
      }
    }
  },
}

function nameForHttp(type: string): Finding {
  return {
    message: say`A control socket of type ${type} has no socket-name.`,
    help: say`The name is that of a UNIX socket: use socket-address and socket-port here, or make the type "unix".`,
    refusedAt: '-t',
  }
}

function httpForUnix({ key }: Member, isRefused: boolean): Finding {
  const help = say`${key} is for control sockets of type http and https: take it out, or set up a second control socket for HTTP.`
  if (isRefused) return { message: say`A UNIX control socket has no ${key}.`, help, refusedAt: '-t' }
  return { message: say`${key} has no effect on a UNIX control socket.`, help: say`${help} Kea 3.2 refuses it.`, severity: 'warning' }
}
