/** A DHCPv4 server's file in Kea's own nouns: subnets with their network, options, control sockets. */
import { parsePrefix } from '../net/ipv4'
import type { ConfigFile } from './config-file'
import { numberOf, objectOf, objectsIn, stringOf, stringsIn, valueOf } from './tree'
import type { NumberNode, ObjectNode, StringNode } from './tree'

export interface Subnet {
  readonly node: ObjectNode
  /** The shared network around it. */
  readonly network: ObjectNode | undefined
  readonly id: NumberNode | undefined
  readonly prefix: StringNode | undefined
  /** The prefix without host bits, equal for equal subnets; the text itself where it is none. */
  readonly key: string
}

/** Subnets of the top level and of shared networks, in the order of the file. */
export function subnetsOf(file: ConfigFile): Subnet[] {
  const inNetworks = objectsIn(file.body, 'shared-networks').flatMap((network) =>
    objectsIn(network, 'subnet4').map((node) => subnet(node, network)),
  )
  return [...objectsIn(file.body, 'subnet4').map((node) => subnet(node, undefined)), ...inNetworks]
}

/** The same as they stand there, of both families. */
export function subnetNodes({ body, daemon }: ConfigFile): ObjectNode[] {
  const key = daemon === 'dhcp6' ? 'subnet6' : 'subnet4'
  return [...objectsIn(body, key), ...objectsIn(body, 'shared-networks').flatMap((network) => objectsIn(network, key))]
}

/** The subnets that `isMeant` picks, before anything else of them is read: files have ten thousand. */
export function subnetsWhere(file: ConfigFile, isMeant: (node: ObjectNode) => boolean): Subnet[] {
  const inNetworks = objectsIn(file.body, 'shared-networks').flatMap((network) => objectsIn(network, 'subnet4').filter(isMeant).map((node) => subnet(node, network)))
  return [...objectsIn(file.body, 'subnet4').filter(isMeant).map((node) => subnet(node, undefined)), ...inNetworks]
}

function subnet(node: ObjectNode, network: ObjectNode | undefined): Subnet {
  const prefix = stringOf(node, 'subnet')
  const parsed = prefix && parsePrefix(prefix.value)
  return { node, network, id: numberOf(node, 'id'), prefix, key: parsed ? `${parsed.first}/${parsed.length}` : (prefix?.value ?? '') }
}

/** The classes that a subnet or pool is kept for: `client-classes`, or the older `client-class`. */
export function guardsOf(node: ObjectNode): StringNode[] {
  const one = stringOf(node, 'client-class')
  return [...(one && one.value !== '' ? [one] : []), ...stringsIn(node, 'client-classes')]
}

export interface ControlSocket {
  readonly node: ObjectNode
  readonly type: string | undefined
}

/** The doors of a server: `control-sockets`, and the older `control-socket`. */
export function controlSocketsOf(file: ConfigFile): ControlSocket[] {
  const single = objectOf(file.body, 'control-socket')
  return [...(single ? [single] : []), ...objectsIn(file.body, 'control-sockets')].map((node) => ({
    node,
    type: stringOf(node, 'socket-type')?.value,
  }))
}

/** Whether the server serves packets in several threads: Kea's default since 2.3.5. */
export function isMultiThreaded(file: ConfigFile, byDefault: boolean): boolean {
  const enabled = valueOf(objectOf(file.body, 'multi-threading'), 'enable-multi-threading')
  return enabled?.kind === 'boolean' ? enabled.value : byDefault
}
