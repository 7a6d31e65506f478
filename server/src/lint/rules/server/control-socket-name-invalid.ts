/** The file of a UNIX control socket: that there is a name, and that the system can take it. */
import { controlSocketsOf } from '../../../config/dhcp4'
import { atLeast } from '../../../config/release'
import type { RefusedAt, Release } from '../../../config/release'
import type { FileRule } from '../../rule'
import { takesCommands, textOf } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import type { ConfigFile } from '../../../config/config-file'

/** Octets that a UNIX socket's path may have on Linux. */
const longest = 107

export const controlSocketNameInvalid: FileRule = {
  id: 'control-socket-name-invalid',
  scope: 'file',
  severity: 'error',
  summary: 'The name of a UNIX control socket ends with a file name and is short enough for the system.',
  why: 'The server does not start: it cannot open the socket.',
  manual: 'dhcp4-srv.html#dhcp4-unix-ctrl-channel',

  check(file, report, { release }) {
    if (!takesCommands(file)) return
    for (const { node, type } of controlSocketsOf(file)) {
      const name = textOf(node, 'socket-name')
      if (!name || name.value === '' || (type !== undefined && type !== 'unix')) continue
      if (/\/\s*$/.test(name.value)) {
        report(name, {
          message: say`"${name.value}" names a folder, and no file for the socket.`,
          help: say`Put the name of the socket behind it, such as kea4-ctrl-socket; since Kea 3.0 the name alone is enough.`,
          refusedAt: withoutFileName(release),
          fixes: () => drafted(say`Name the socket ${socketOf(file)}`, (draft) => draft.replaceValue(name, name.value.trimEnd() + socketOf(file))),
        })
      } else if (new TextEncoder().encode(name.value).length > longest) {
        report(name, {
          message: say`The path of the control socket has more than ${longest} octets.`,
          help: say`The system refuses so long a path for a UNIX socket, and the server does not start: use a shorter one.`,
          refusedAt: 'start',
        })
      }
    }
  },
}

function withoutFileName(release: Release): RefusedAt {
  return atLeast(release, '3.0') ? '-t' : 'start'
}

function socketOf({ daemon }: ConfigFile): string {
  return daemon === 'dhcp4' ? 'kea4-ctrl-socket' : daemon === 'dhcp6' ? 'kea6-ctrl-socket' : 'kea-ddns-ctrl-socket'
}
