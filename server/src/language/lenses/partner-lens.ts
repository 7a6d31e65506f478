/** At each High Availability relationship of a file: the files of its partners. */
import type { ConfigFile } from '../../config/config-file'
import type { Span } from '../../config/source'
import type { Deployment } from '../../deployment/deployment'
import { relationshipsOf } from '../../deployment/relationship'
import { partnerFile } from '../hover/peer-page'

export interface PartnerPlace {
  readonly at: Span
  /** As the peers list has it. */
  readonly name: string
  /** Of its file. */
  readonly uri: string
}

export function partnerPlaces(file: ConfigFile, uri: string, deployments: readonly Deployment[]): PartnerPlace[] {
  return relationshipsOf(file).flatMap((relationship) => {
    const at = relationship.node.members[0]?.keySpan
    if (at?.source.uri !== uri) return []
    return relationship.peers.flatMap((peer) => {
      const name = peer === relationship.self ? undefined : peer.name?.value
      const partner = name === undefined ? undefined : partnerFile(file, relationship, name, deployments)
      return name !== undefined && partner ? [{ at, name, uri: partner.uri }] : []
    })
  })
}
