/** Names and entries of peers, changed in all places of a file that go by them. */
import type { ConfigFile } from '../../../config/config-file'
import { guardsOf, subnetsOf } from '../../../config/dhcp4'
import type { Draft } from '../../../config/draft'
import { Copied } from '../../../config/layout'
import { withComments } from '../../../config/rewrite'
import { objectOf, objectsIn, stringOf, valueOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import type { Deployment, Server } from '../../../deployment/deployment'
import type { Peer, Relationship } from '../../../deployment/relationship'
import { parsePeerUrl } from '../../../net/peer-url'
import { put } from '../../drafted'
import { matchPeers } from '../../compare'
import type { Fix } from '../../fix'
import { bothWays, takeKey } from '../../partner-fixes'
import { say } from '../../../text/text'
import { faultOfRoles } from './ha-roles-impossible'

/** The peer, the server that calls itself so, and the class HA_<name> of its clients. */
export function renamePeer(draft: Draft, { file, relationship }: Server, peer: Peer, name: string): boolean {
  const old = peer.name
  if (!old) return false
  draft.replaceValue(old, name)
  const self = relationship.thisServerName
  if (self && self.value.trim() === old.value) draft.replaceValue(self, name)
  for (const guard of classesOf(file)) if (guard.value === `HA_${old.value}`) draft.replaceValue(guard, `HA_${name}`)
  for (const one of objectsIn(file.body, 'client-classes')) {
    const test = stringOf(one, 'test')
    const now = test?.value.replaceAll(`'HA_${old.value}'`, `'HA_${name}'`)
    if (test && now !== undefined && now !== test.value) draft.replaceValue(test, now)
  }
  return true
}

function classesOf(file: ConfigFile): StringNode[] {
  const subnets = subnetsOf(file)
  const networks = new Set(subnets.flatMap(({ network }) => network ?? []))
  return [...networks, ...subnets.flatMap(({ node }) => [node, ...objectsIn(node, 'pools')])].flatMap(guardsOf)
}

export function addPeer(draft: Draft, { node }: Relationship, peer: Peer): boolean {
  const list = valueOf(node, 'peers')
  if (list?.kind !== 'array') return false
  draft.addItem(list, new Copied(withComments(peer.node)))
  return true
}

export function removePeer(draft: Draft, { self }: Relationship, peer: Peer): boolean {
  if (self === peer) return false
  draft.removeItem(peer.node)
  return true
}

/** Another port for a server, where it listens and where each file of the deployment asks for it. */
export function movePort(draft: Draft, file: ConfigFile, { self, node }: Relationship, port: number, deployments: readonly Deployment[]): boolean {
  const name = self?.name?.value
  if (!self?.url || name === undefined) return false
  const deployment = deployments.find(({ servers }) => servers.some((one) => one.file === file && one.relationship.node === node))
  const others = deployment?.servers.filter((one) => one.file !== file).flatMap(({ relationship }) => relationship.peers.filter((peer) => peer.name?.value === name)) ?? []
  for (const { url } of [self, ...others]) {
    const parsed = url && parsePeerUrl(url.value)
    if (!url || !parsed || 'fault' in parsed) return false
    draft.replaceValue(url, `${parsed.scheme}://${parsed.host}:${port}/`)
  }
  return true
}

/** Without a listener of their own, partners are heard by the control channel. */
export function throughControl(draft: Draft, relationship: ObjectNode): void {
  const threads = objectOf(relationship, 'multi-threading')
  if (threads) put(draft, threads, 'http-dedicated-listener', false)
  else draft.addMember(relationship, 'multi-threading', { 'enable-multi-threading': true, 'http-dedicated-listener': false })
}

/** The roles of all peers together, and the mode with them: one of them alone would not go with the others. */
export function sameRoles(reference: Server, other: Server, partner: string, ...keys: 'mode'[]): Fix[] {
  const { both } = matchPeers(reference, other)
  return bothWays({
    partner,
    what: keys.length > 0 ? say`mode and roles` : say`roles`,
    take: (direction, draft) => {
      const [from, to] = direction === 'here' ? [reference, other] : [other, reference]
      if (faultOfRoles(from.relationship)) return false
      for (const key of keys) takeKey(draft, key, from.relationship.node, to.relationship.node)
      for (const [theirs, own] of both) {
        const [source, target] = direction === 'here' ? [theirs, own] : [own, theirs]
        if (source.role?.value !== target.role?.value) takeKey(draft, 'role', source.node, target.node)
      }
      return true
    },
  })
}
