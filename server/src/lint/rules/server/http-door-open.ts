/** A door for HTTP through which anybody can command the server. */
import { isFilledIn } from '../../../config/placeholder'
import { atLeast } from '../../../config/release'
import { objectOf, objectsIn, valueOf } from '../../../config/tree'
import { isLoopback } from '../../../net/peer-url'
import type { FileRule, Place, Report } from '../../rule'
import { hasTls, httpDoorsOf, isAddress } from './reading'
import type { HttpDoor } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import { overlaps } from '../../listener'

export const httpDoorOpen: FileRule = {
  id: 'http-door-open',
  scope: 'file',
  severity: 'warning',
  summary: 'A door for HTTP asks who comes, and is encrypted where others can listen.',
  why: 'Whoever reaches the port can read every lease, change the configuration and stop the server.',
  manual: 'security.html#secure-control-agent',

  check(file, report, { release }) {
    const doors = httpDoorsOf(file, release)
    for (const door of doors) {
      const { node, address } = door
      if (node.incomplete || (address && (isFilledIn(address.value) || !isAddress(address.value)))) continue
      const isOutside = address !== undefined && !isLoopback(address.value)
      const authentication = valueOf(node, 'authentication')
      if (hasTls(door)) continue
      if (!authentication) {
        if (isOutside || (atLeast(release, '3.2') && !door.isAgent)) tellOpen(door, doors, isOutside, atLeast(release, '3.2'), report)
      } else if (isOutside && !isEmpty(door)) {
        report(address, {
          message: say`Passwords for ${address.value} go over the network in clear.`,
          help: say`Basic authentication does not encrypt: add trust-anchor, cert-file and key-file, or listen on 127.0.0.1.`,
        })
      }
      if (authentication && isEmpty(door)) tellNobody(door, report)
    }
  },
}

/** Another door has the port on loopback. */
function isTaken({ node, port }: HttpDoor, doors: readonly HttpDoor[]): boolean {
  return doors.some((other) => other.node !== node && overlaps({ host: other.address?.value ?? '127.0.0.1', port: other.port?.value ?? 8000 }, { host: '127.0.0.1', port: port?.value ?? 8000 }))
}

function tellOpen(door: HttpDoor, doors: readonly HttpDoor[], isOutside: boolean, isRefused: boolean, report: Report): void {
  const place: Place = (isOutside ? door.address : undefined) ?? { opening: door.node }
  report(place, {
    message: say`The door for HTTP${isOutside ? say` on ${door.address?.value ?? ''}` : ''} has neither authentication nor TLS.`,
    help: say`Whoever reaches it commands the server: add authentication with clients, and TLS${isOutside ? say`, or listen on 127.0.0.1` : ''}.`,
    fixes: () => (isOutside && door.address && !isRefused && !isTaken(door, doors) ? drafted(say`Listen on 127.0.0.1 only`, (draft) => draft.replaceValue(door.address ?? door.node, '127.0.0.1')) : []),
    ...(isRefused ? { refusedAt: '-t' as const, severity: 'error' as const } : door.isAgent && { severity: 'info' as const }),
  })
}

function tellNobody(door: HttpDoor, report: Report): void {
  const authentication = objectOf(door.node, 'authentication')
  if (!authentication) return
  report(valueOf(authentication, 'clients') ?? { opening: authentication }, {
    message: say`The authentication has no clients.`,
    help: say`Without any, Kea lets everybody in without asking: add a client with user-file and password-file.`,
  })
}

function isEmpty({ node }: HttpDoor): boolean {
  const authentication = objectOf(node, 'authentication')
  if (!authentication || authentication.incomplete) return false
  const clients = valueOf(authentication, 'clients')
  return clients === undefined ? true : clients.kind === 'array' && !clients.incomplete && objectsIn(authentication, 'clients').length === 0
}
