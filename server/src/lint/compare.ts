/** Comparing the servers of a deployment: one is taken as it is, the others are held against it. */
import { Utils, URI } from 'vscode-uri'
import type { Deployment, Server } from '../deployment/deployment'
import type { Peer } from '../deployment/relationship'
import { nearest } from '../config/nearest'
import { member } from '../config/tree'
import type { Node } from '../config/tree'
import type { Place, RelatedPlace } from './rule'
import { sameDoor } from '../net/peer-url'
import type { Text } from '../text/text'

export interface Comparison {
  /** The primary, or else the first: findings sit in the other's file. */
  readonly reference: Server
  readonly other: Server
}

export function comparisons(deployment: Deployment): Comparison[] {
  const { servers } = deployment
  const reference = servers.find((server) => server.relationship.self?.role?.value === 'primary') ?? servers[0]
  if (!reference) return []
  return servers.filter((server) => server !== reference).map((other) => ({ reference, other }))
}

/** The same for what is not compared between a hub and its spokes, which may serve different subnets, nor yet for kea-dhcp6. */
export function comparisonsOfConfigurations(deployment: Deployment): Comparison[] {
  return deployment.hubAndSpoke || deployment.servers[0]?.file.daemon !== 'dhcp4' ? [] : comparisons(deployment)
}

/** What a person calls the server: the name in its file, or the folder where that does not tell it apart. */
export function called(server: Server, beside: Server): string {
  const name = server.relationship.thisServerName?.value
  if (name !== undefined && name !== beside.relationship.thisServerName?.value) return name
  return Utils.basename(Utils.dirname(URI.parse(server.file.uri))) || Utils.basename(URI.parse(server.file.uri))
}

export function related(at: Place, message: Text): RelatedPlace {
  return { at, message }
}

/** A key of a map, or the map's opening bracket where the key is not given. */
export function keyOrMap(node: Node, key: string): Place {
  return member(node, key) ?? opening(node)
}

export function opening(node: Node): Place {
  return { opening: node }
}

/** Peers of both files that stand for one server: by name, or else by their door, or else by a name that is nearly the same. */
export function matchPeers(reference: Server, other: Server): { both: [Peer, Peer][]; onlyReference: Peer[]; onlyOther: Peer[] } {
  const left = [...other.relationship.peers]
  const both: [Peer, Peer][] = []
  let open = [...reference.relationship.peers]
  const same: ((a: Peer, b: Peer) => boolean)[] = [
    (a, b) => a.name !== undefined && a.name.value === b.name?.value,
    (a, b) => a.url !== undefined && b.url !== undefined && sameDoor(a.url.value, b.url.value),
    (a, b) => a.name !== undefined && b.name !== undefined && nearest(a.name.value, [b.name.value]).length > 0,
  ]
  for (const agree of same) {
    open = open.filter((peer) => {
      const at = left.findIndex((candidate) => agree(peer, candidate))
      const [found] = at === -1 ? [] : left.splice(at, 1)
      if (found) both.push([peer, found])
      return !found
    })
  }
  return { both, onlyReference: open, onlyOther: left }
}
