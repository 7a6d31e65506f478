/** Names and entries of peers, changed in all places of a file that go by them. */
import type { ConfigFile } from '../../../config/config-file'
import { guardsOf, subnetsOf } from '../../../config/dhcp4'
import type { Draft } from '../../../config/draft'
import { Copied } from '../../../config/layout'
import { withComments } from '../../../config/rewrite'
import { objectsIn, stringOf, valueOf } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import type { Server } from '../../../deployment/deployment'
import type { Peer, Relationship } from '../../../deployment/relationship'

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
