/** Whether two servers' files describe the same relationship: by the doors they name, or else by the names. */
import { isLoopback, parsePeerUrl, sameDoor } from '../net/peer-url'
import type { Server } from './deployment'

type Meet = (one: Server, other: Server) => boolean

/** A peer at the same address and port is hardly a coincidence, unless every site uses loopback: then a name must agree too. */
export const meetByUrl: Meet = (one, other) => {
  const doors = urls(one).filter((url) => urls(other).some((candidate) => sameDoor(url, candidate)))
  const telling = doors.some((url) => {
    const parsed = parsePeerUrl(url)
    return !('fault' in parsed) && !isLoopback(parsed.host)
  })
  return telling || (doors.length > 0 && sharedNames(one, other) > 0)
}

/** The same names under quite other doors: partners behind a proxy, and not two files of one server. */
export const meetByName: Meet = (one, other) => {
  const own = one.relationship.thisServerName?.value
  return sharedNames(one, other) > 0 && own !== undefined && own !== other.relationship.thisServerName?.value
}

function urls(server: Server): string[] {
  return server.relationship.peers.flatMap((peer) => (peer.url ? [peer.url.value] : []))
}

function sharedNames(one: Server, other: Server): number {
  const names = new Set(one.relationship.peers.map((peer) => peer.name?.value))
  names.delete(undefined)
  return other.relationship.peers.filter((peer) => names.has(peer.name?.value)).length
}
