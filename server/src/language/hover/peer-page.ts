/** Who a peer of a High Availability relationship is, and where its file lies. */
import type { ConfigFile } from '../../config/config-file'
import type { Deployment, Server } from '../../deployment/deployment'
import { relationshipsOf } from '../../deployment/relationship'
import type { Peer, Relationship } from '../../deployment/relationship'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { meaningOf } from './enum-words'
import { heading, item, sentence } from './page'
import type { Block } from './page'
import type { Subject } from './subject'

/** On a peer's name, url or role, and on `this-server-name`. */
export function peerPage(subject: Subject): Block[] {
  const relationship = relationshipsOf(subject.file).find(({ node, peers }) => node === subject.map || peers.some((one) => one.node === subject.map))
  const peer = relationship && (relationship.node === subject.map ? relationship.self : relationship.peers.find((one) => one.node === subject.map))
  if (!relationship || !peer?.name) return []
  const isSelf = peer === relationship.self
  const partner = isSelf ? undefined : partnerFile(subject.file, relationship, peer.name.value, subject.context.deployments)
  return [
    heading(peer.name.value, isSelf ? say`this server` : roleWords(relationship, peer)),
    ...(isSelf && peer.role ? [item(say`Its role is ${peer.role.value}`)] : []),
    ...(peer.url ? [item(say`It is reached at ${peer.url.value}`)] : []),
    ...(relationship.mode && !isSelf ? [item(say`Mode ${relationship.mode.value}`)] : []),
    ...(peer.autoFailover ? [] : [item(say`It does not take over by itself (auto-failover)`)]),
    ...(partner?.root ? [sentence(say`Its file is here.`, { source: partner.source, start: partner.body?.start ?? 0, end: partner.body?.start ?? 0 })] : []),
    ...roleBlocks(peer),
  ]
}

function roleWords({ self }: Relationship, peer: Peer): Text {
  const role = peer.role?.value
  if (role === undefined) return say`peer`
  return self === undefined ? say`peer, ${role}` : say`partner, ${role}`
}

function roleBlocks({ role }: Peer): Block[] {
  const words = role && meaningOf('peer', 'role', role.value)
  return words ? [sentence(words)] : []
}

/** The file of the server that calls itself so in the same deployment. */
export function partnerFile(file: ConfigFile, relationship: Relationship, name: string, deployments: readonly Deployment[]): ConfigFile | undefined {
  const own = relationship.thisServerName?.value.trim()
  return deploymentOf(file, own, deployments)?.servers.find((one) => one.file.uri !== file.uri && ownName(one) === name)?.file
}

function deploymentOf(file: ConfigFile, own: string | undefined, deployments: readonly Deployment[]): Deployment | undefined {
  return deployments.find(({ servers }) => servers.some((one) => one.file.uri === file.uri && ownName(one) === own))
}

function ownName({ relationship }: Server): string | undefined {
  return relationship.thisServerName?.value.trim()
}
