/** A High Availability relationship as one server's file describes it (ARM, "libdhcp_ha.so"). */
import type { ConfigFile } from '../config/config-file'
import { booleanOf, numberOf, objectOf, objectsIn, stringOf } from '../config/tree'
import type { NumberNode, ObjectNode, StringNode } from '../config/tree'

export interface Peer {
  readonly node: ObjectNode
  readonly name: StringNode | undefined
  readonly url: StringNode | undefined
  readonly role: StringNode | undefined
  /** Kea's default is true. */
  readonly autoFailover: boolean
}

export interface Relationship {
  readonly file: ConfigFile
  /** The entry of `high-availability`. */
  readonly node: ObjectNode
  /** The entry of `hooks-libraries` that loads libdhcp_ha. */
  readonly hook: ObjectNode
  readonly mode: StringNode | undefined
  readonly thisServerName: StringNode | undefined
  readonly peers: readonly Peer[]
  /** The peer that `this-server-name` names. */
  readonly self: Peer | undefined
}

/** The file name of a hook library, whatever folder stands before it: `libdhcp_ha.so`. */
export function libraryName(hook: ObjectNode): string | undefined {
  const library = stringOf(hook, 'library')?.value
  return library?.slice(library.lastIndexOf('/') + 1)
}

/** The entries of `hooks-libraries` that load the named library, such as `libdhcp_ha.so`. */
export function hooksNamed(file: ConfigFile, library: string): ObjectNode[] {
  return objectsIn(file.body, 'hooks-libraries').filter((hook) => libraryName(hook) === library)
}

export function relationshipsOf(file: ConfigFile): Relationship[] {
  // A second entry of the library is the same library: it cannot be loaded beside the first.
  return hooksNamed(file, 'libdhcp_ha.so').slice(0, 1).flatMap((hook) =>
    objectsIn(objectOf(hook, 'parameters'), 'high-availability').map((node) => relationship(file, hook, node)),
  )
}

function relationship(file: ConfigFile, hook: ObjectNode, node: ObjectNode): Relationship {
  const thisServerName = stringOf(node, 'this-server-name')
  const peers = objectsIn(node, 'peers').map(peer)
  return {
    file,
    node,
    hook,
    mode: stringOf(node, 'mode'),
    thisServerName,
    peers,
    // Kea drops the spaces around this name, and not those around the peers'.
    self: thisServerName && peers.find((candidate) => candidate.name?.value === thisServerName.value.trim()),
  }
}

function peer(node: ObjectNode): Peer {
  return {
    node,
    name: stringOf(node, 'name'),
    url: stringOf(node, 'url'),
    role: stringOf(node, 'role'),
    autoFailover: booleanOf(node, 'auto-failover')?.value ?? true,
  }
}

/** A number parameter of the relationship with Kea's default where it is not given. */
export function delay(relationship: Relationship, key: string, fallback: number): { value: number; node: NumberNode | undefined } {
  const node = numberOf(relationship.node, key)
  return { value: node?.value ?? fallback, node }
}
