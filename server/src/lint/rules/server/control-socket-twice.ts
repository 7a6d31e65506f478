/** Doors for commands that stand in each other's way. */
import { controlSocketsOf } from '../../../config/dhcp4'
import { atLeast } from '../../../config/release'
import { member, objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import { overlaps } from '../../listener'
import type { FileRule, Report } from '../../rule'
import { httpDoorsOf, takesCommands } from './reading'
import type { HttpDoor } from './reading'
import { say } from '../../../text/text'
import { drafted, put } from '../../drafted'
import { Copied } from '../../../config/layout'
import { doorsOf, freePort } from '../../doors'
import type { Door } from '../../listener'

export const controlSocketTwice: FileRule = {
  id: 'control-socket-twice',
  scope: 'file',
  severity: 'error',
  summary: 'A server has one UNIX control socket, and its HTTP doors have an address and port each.',
  why: 'Kea refuses the file, or cannot open the second of the two and does not start.',
  manual: 'dhcp4-srv.html#dhcp4-ctrl-channels',

  check(file, report, { release }) {
    if (!takesCommands(file) || !atLeast(release, '3.0')) return
    const old = member(file.body, 'control-socket')
    const list = member(file.body, 'control-sockets')
    if (old && list) {
      report(old, {
        message: say`control-socket and control-sockets both stand here.`,
        help: say`They are two names of one thing to Kea: move this socket into the list of control-sockets.`,
        refusedAt: '-t',
        related: [related(list, say`the list`)],
        fixes: () => {
          const { body } = file
          const { value } = list
          if (!body || value?.kind !== 'array' || !old.value) return []
          const [first] = [old.value]
          const hasUnix = objectsIn(body, 'control-sockets').some((node) => stringOf(node, 'socket-type')?.value === 'unix')
          return [
            ...(hasUnix ? [] : drafted(say`Move it into the list`, (draft) => {
              draft.replaceMember(body, old)
              draft.addItem(value, new Copied(first), 'start')
            })),
            ...drafted(say`Take it out`, (draft) => draft.replaceMember(body, old)),
          ]
        },
      })
    }
    const [first, ...others] = objectsIn(file.body, 'control-sockets').filter((node) => stringOf(node, 'socket-type')?.value === 'unix')
    for (const node of others) {
      report(stringOf(node, 'socket-type') ?? node, {
        message: say`This is the second UNIX control socket.`,
        help: say`Kea opens one: take out the one that nobody uses.`,
        refusedAt: '-t',
        related: first ? [related(first, say`the first`)] : [],
        fixes: () => drafted(say`Take it out`, (draft) => draft.removeItem(node)),
      })
    }
    const doors = controlSocketsOf(file).length > 1 ? httpDoorsOf(file, release) : []
    for (const [at, door] of doors.entries()) tellTaken(door, doors.slice(0, at), doorsOf(file, release), report)
  },
}

function tellTaken(door: HttpDoor, before: readonly HttpDoor[], doors: readonly Door[], report: Report): void {
  const here = placeOf(door)
  // Whether :: takes the IPv4 address as well is the system's to say.
  const taken = before.find((other) => overlaps(placeOf(other), here) && isIpv6(placeOf(other).host) === isIpv6(here.host))
  if (!taken || here.port === 0) return
  const isSame = placeOf(taken).host === here.host
  const at: ObjectNode = door.node
  report(door.port ?? door.address ?? { opening: at }, {
    message: isSame ? say`Two control sockets are for ${here.host} port ${here.port}.` : say`Another control socket has port ${here.port} on ${placeOf(taken).host}, and so has this one.`,
    help: isSame
      ? say`Kea opens the first of them, and what this one says has no effect: give it a port of its own, or take it out.`
      : say`The second one cannot be opened, and the server does not start: give it a port of its own.`,
    refusedAt: isSame ? null : 'start',
    ...(isSame && { severity: 'warning' as const }),
    related: [related(taken.port ?? taken.address ?? taken.node, say`the other one`)],
    fixes: () => {
      const port = freePort(here, doors)
      return drafted(say`Give it port ${port}`, (draft) => put(draft, at, 'socket-port', port))
    },
  })
}

function placeOf({ address, port }: HttpDoor): { host: string; port: number } {
  return { host: address?.value ?? '127.0.0.1', port: port?.value ?? 8000 }
}

function isIpv6(host: string): boolean {
  return host.includes(':')
}
