/** A file in parts whose names are looked for once: each subnet, class, reservation, hook library, and what is around them. */
import type { ConfigFile } from '../../config/config-file'
import { controlSocketsOf } from '../../config/dhcp4'
import { numberOf, objectOf, objectsIn, stringOf, stringsIn } from '../../config/tree'
import type { Node, ObjectNode } from '../../config/tree'
import { topSpace } from '../../options/definition'
import { interfaceName, namesOfClass, namesOfNetwork, namesOfReservation, namesOfSubnet } from './dhcp-names'
import { namesOfHook } from './hook-names'
import { definition, use } from './name'
import type { Name } from './name'
import { namesOfDefinition, namesOfOption } from './option-names'

/** What was found in a map; it stays true as long as the map is the same object. */
export type PartMemory = WeakMap<Node, readonly Name[]>

export interface Part {
  readonly node: ObjectNode
  readonly names: () => readonly Name[]
  /** Of which there may be very many: it defines nothing but itself. */
  readonly isSubnet: boolean
}

export function partsOf(file: ConfigFile, memory: PartMemory): Part[] {
  const { body, daemon } = file
  if (!body) return []
  const part: MakePart = (node, find, isSubnet = false) => ({
    node,
    isSubnet,
    names() {
      let found = memory.get(node)
      if (!found) memory.set(node, (found = find()))
      return found
    },
  })
  switch (daemon) {
    case 'dhcp4':
    case 'dhcp6':
      return dhcpParts(file, body, daemon === 'dhcp4' ? 4 : 6, part)
    case 'agent':
      return [part(body, () => agentNames(body))]
    case 'ddns':
      return [part(body, () => ddnsNames(file, body))]
    default:
      return []
  }
}

type MakePart = (node: ObjectNode, find: () => readonly Name[], isSubnet?: boolean) => Part

function dhcpParts(file: ConfigFile, body: ObjectNode, family: 4 | 6, part: MakePart): Part[] {
  const space = topSpace(family)
  const each = (outer: ObjectNode, key: string, find: (node: ObjectNode, space: string) => readonly Name[]): Part[] => objectsIn(outer, key).map((node) => part(node, () => find(node, space), find === namesOfSubnet))
  const subnets = family === 4 ? 'subnet4' : 'subnet6'
  return [
    part(body, () => serverNames(file, body)),
    ...each(body, 'option-def', (node) => namesOfDefinition(node, { topSpace: space })),
    ...each(body, 'option-data', (node) => namesOfOption(node, { topSpace: space })),
    ...each(body, 'client-classes', namesOfClass),
    ...each(body, 'hooks-libraries', namesOfHook),
    ...each(body, 'reservations', namesOfReservation),
    ...each(body, subnets, namesOfSubnet),
    ...objectsIn(body, 'shared-networks').flatMap((network) => [part(network, () => namesOfNetwork(network, space)), ...each(network, subnets, namesOfSubnet)]),
  ]
}

/** What a DHCP server's file names once: its interfaces, its doors, and the one of kea-dhcp-ddns. */
function serverNames(file: ConfigFile, body: ObjectNode): Name[] {
  const ddns = objectOf(body, 'dhcp-ddns')
  return [
    ...stringsIn(objectOf(body, 'interfaces-config'), 'interfaces').flatMap(interfaceName),
    ...socketNames(file),
    ...(ddns ? ddnsDoor(ddns, 'server-ip', 'server-port', 'use') : []),
  ]
}

function socketNames(file: ConfigFile): Name[] {
  return controlSocketsOf(file)
    .filter(({ type }) => type === undefined || type === 'unix')
    .flatMap(({ node }) => definition('socket', stringOf(node, 'socket-name'), node))
}

function agentNames(body: ObjectNode): Name[] {
  const sockets = objectOf(body, 'control-sockets')
  return ['dhcp4', 'dhcp6', 'd2'].flatMap((key) => use('socket', stringOf(objectOf(sockets, key), 'socket-name')))
}

function ddnsNames(file: ConfigFile, body: ObjectNode): Name[] {
  const domains = ['forward-ddns', 'reverse-ddns'].flatMap((key) => objectsIn(objectOf(body, key), 'ddns-domains'))
  const users = domains.flatMap((domain) => [domain, ...objectsIn(domain, 'dns-servers')])
  return [
    ...ddnsDoor(body, 'ip-address', 'port', 'definition'),
    ...socketNames(file),
    ...objectsIn(body, 'tsig-keys').flatMap((key) => definition('key', stringOf(key, 'name'), key)),
    ...users.flatMap((one) => use('key', stringOf(one, 'key-name'))),
  ]
}

/** Of both ends; where neither the address nor the port is given, the map stands for Kea's defaults. */
function ddnsDoor(map: ObjectNode, addressKey: string, portKey: string, role: Name['role']): Name[] {
  const address = stringOf(map, addressKey)
  const port = numberOf(map, portKey)
  const key = `${address?.value ?? '127.0.0.1'} ${port?.value ?? 53001}`
  const given = [address, port].filter((one) => one !== undefined)
  return (given.length > 0 ? given : [map]).map((node) => ({ kind: 'ddns-door', key, node, role, ...(role === 'definition' && { of: map }) }))
}
