/** The parameters of libdhcp_ha as a server runs by them: Kea's defaults filled in, what Kea would refuse refused (ARM, "libdhcp_ha.so"). */
import { atLeast } from '../config/release'
import type { Release } from '../config/release'
import { parsePeerUrl } from '../net/peer-url'
import type { PeerUrl } from '../net/peer-url'
import { flagOf, isMap, mapOf, mapsOf, numberOf, textOf } from '../dhcp/plan/scope'
import type { ConfigMap } from '../dhcp/plan/scope'
import { haStates } from './states'
import type { HaState, Mode, Role } from './states'

export interface Tls {
  readonly trustAnchor: string
  readonly certFile: string
  readonly keyFile: string
}

export interface Peer {
  readonly name: string
  readonly url: string
  readonly door: PeerUrl
  readonly role: Role
  readonly autoFailover: boolean
  /** Basic authentication: what this peer's listener asks for. Of user and password one may stand in a file of its own. */
  readonly auth: { readonly user: string; readonly userFile: string; readonly password: string; readonly passwordFile: string } | undefined
  readonly tls: Tls | undefined
}

export type Pause = 'never' | 'once' | 'always'

export interface Relationship {
  /** The place in the list, from 0: tells the origins of dhcp-disable apart. */
  readonly id: number
  readonly mode: Mode
  readonly own: Peer
  /** The other server that serves or stands by; none with passive-backup. */
  readonly partner: Peer | undefined
  /** All but the own one, by name. */
  readonly others: readonly Peer[]
  /** The primary first, then the secondary or standby, then backups: the hash counts them in this order. */
  readonly servers: readonly Peer[]
  /** How many servers share the clients: 2 with load balancing. */
  readonly activeServers: number
  /** ms */
  readonly heartbeatDelay: number
  readonly maxResponseDelay: number
  readonly maxAckDelay: number
  readonly maxUnackedClients: number
  readonly maxRejectedLeaseUpdates: number
  readonly delayedUpdatesLimit: number
  readonly sendLeaseUpdates: boolean
  readonly syncLeases: boolean
  readonly syncTimeout: number
  readonly syncPageLimit: number
  readonly waitBackupAck: boolean
  readonly pauses: ReadonlyMap<HaState, Pause>
  /** A listener of its own at the own url; else commands come through the control agent or an HTTP control socket. */
  readonly dedicatedListener: boolean
  readonly restrictCommands: boolean
  readonly requireClientCerts: boolean
  /** How many connections may be open to one peer. */
  readonly connections: number
  /** The subnets that belong to this relationship where there are several (`ha-server-name`); undefined: all. */
  readonly subnetIds: ReadonlySet<number> | undefined
}

/** What Kea would refuse when it loads the library. */
export class HaFault extends Error {
  constructor(
    readonly pointer: string,
    message: string,
  ) {
    super(message)
  }
}

/** Throws HaFault. `dhcp4` is the map under "Dhcp4"; no entry where the library is not loaded. */
export function readRelationships(dhcp4: ConfigMap, release: Release, multiThreading: boolean): Relationship[] {
  const libraries = mapsOf(dhcp4, 'hooks-libraries')
  const loads = (one: ConfigMap): boolean => /(^|[/\\])libdhcp_ha(\.so)?$/.test(textOf(one, 'library') ?? '')
  const at = libraries.findIndex(loads)
  const library = libraries[at]
  const again = libraries.findLastIndex(loads)
  if (again > at) throw new HaFault(`/hooks-libraries/${again}`, 'libdhcp_ha is loaded twice')
  if (!library) return []
  const where = `/hooks-libraries/${at}/parameters/high-availability`
  const list = mapOf(library, 'parameters')['high-availability']
  if (!Array.isArray(list)) throw new HaFault(where, list === undefined ? 'libdhcp_ha needs the parameter high-availability' : 'high-availability is a list')
  if (list.length === 0) throw new HaFault(where, 'the list of relationships is empty')
  if (list.length > 1 && !atLeast(release, '2.6')) throw new HaFault(where, 'more than one relationship is possible since Kea 2.6')
  const maps = list.map((entry, index) => {
    if (!isMap(entry)) throw new HaFault(`${where}/${index}`, 'a relationship is a map')
    return entry
  })
  const read = maps.map((map, index) => readOne(map, index, `${where}/${index}`, release, multiThreading))
  if (read.length > 1) checkTogether(read, where)
  return read.length > 1 ? read.map((one) => ({ ...one, subnetIds: subnetsOf(dhcp4, one) })) : read
}

function checkTogether(read: readonly Relationship[], where: string): void {
  const names = new Set<string>()
  for (const [index, { mode, servers }] of read.entries()) {
    if (mode !== 'hot-standby') throw new HaFault(`${where}/${index}/mode`, 'several relationships are possible with hot-standby only')
    for (const { name } of servers) {
      if (names.has(name)) throw new HaFault(`${where}/${index}/peers`, `the server "${name}" is in two relationships`)
      names.add(name)
    }
  }
}

/** The subnets whose user context, or whose shared network's, names a server of the relationship. */
function subnetsOf(dhcp4: ConfigMap, relationship: Relationship): Set<number> {
  const ids = new Set<number>()
  const visit = (subnet: ConfigMap, network: ConfigMap | undefined): void => {
    const name = serverNameOf(subnet, network)
    const id = numberOf(subnet, 'id')
    if (id !== undefined && relationship.servers.some((server) => server.name === name)) ids.add(id)
  }
  for (const subnet of mapsOf(dhcp4, 'subnet4')) visit(subnet, undefined)
  for (const network of mapsOf(dhcp4, 'shared-networks')) for (const subnet of mapsOf(network, 'subnet4')) visit(subnet, network)
  return ids
}

/** The value may be of any type: only a text that is not empty names a server. */
export function serverNameOf(subnet: ConfigMap, network: ConfigMap | undefined): unknown {
  return mapOf(subnet, 'user-context')['ha-server-name'] ?? (network && mapOf(network, 'user-context')['ha-server-name'])
}

function readOne(map: ConfigMap, id: number, where: string, release: Release, multiThreading: boolean): Relationship {
  const mode = readMode(map, where)
  if (!Array.isArray(map['peers'])) throw new HaFault(where, 'a relationship needs the list peers')
  const ownName = textOf(map, 'this-server-name')
  if (ownName === undefined || ownName === '') throw new HaFault(where, 'this-server-name is missing or empty')
  const number = (key: string, byDefault: number, most = 0xffffffff): number => {
    const value = map[key]
    if (value === undefined) return byDefault
    if (typeof value !== 'number' || !Number.isInteger(value)) throw new HaFault(`${where}/${key}`, `${key} is a whole number`)
    if (value < 0 || value > most) throw new HaFault(`${where}/${key}`, `${key} is from 0 to ${most}`)
    return value
  }
  const flag = (key: string, byDefault: boolean): boolean => {
    const value = map[key]
    if (value !== undefined && typeof value !== 'boolean') throw new HaFault(`${where}/${key}`, `${key} is true or false`)
    return value ?? byDefault
  }
  if (map['multi-threading'] !== undefined && !isMap(map['multi-threading'])) throw new HaFault(`${where}/multi-threading`, 'multi-threading is a map')
  const threads = mapOf(map, 'multi-threading')
  for (const key of ['http-listener-threads', 'http-client-threads']) if ((numberOf(threads, key) ?? 0) < 0) throw new HaFault(`${where}/multi-threading/${key}`, `${key} is not negative`)
  const onByDefault = atLeast(release, '2.4')
  const isThreaded = multiThreading && (flagOf(threads, 'enable-multi-threading') ?? onByDefault)
  const peers = mapsOf(map, 'peers').map((peer, index) => readPeer(peer, map, `${where}/peers/${index}`))
  const own = peers.find((peer) => peer.name === ownName)
  if (!own) throw new HaFault(`${where}/this-server-name`, `none of the peers is called "${ownName}"`)
  const waitBackupAck = flag('wait-backup-ack', false)
  const delayedUpdatesLimit = number('delayed-updates-limit', mode === 'load-balancing' ? 100 : 0)
  checkPeers(peers, mode, where)
  if (waitBackupAck && mode !== 'passive-backup') throw new HaFault(`${where}/wait-backup-ack`, `wait-backup-ack is false with ${mode}`)
  if (delayedUpdatesLimit > 0 && mode !== 'load-balancing') throw new HaFault(`${where}/delayed-updates-limit`, `delayed-updates-limit is 0 with ${mode}`)
  const others = peers.filter((peer) => peer !== own).sort((one, other) => (one.name < other.name ? -1 : 1))
  return {
    id,
    mode,
    own,
    partner: others.find((peer) => peer.role !== 'backup'),
    others,
    servers: [...peers.filter((peer) => peer.role === 'primary'), ...peers.filter((peer) => peer.role === 'secondary' || peer.role === 'standby'), ...peers.filter((peer) => peer.role === 'backup')],
    activeServers: peers.filter((peer) => peer.role === 'primary' || peer.role === 'secondary').length,
    sendLeaseUpdates: flag('send-lease-updates', true),
    syncLeases: flag('sync-leases', true),
    syncTimeout: number('sync-timeout', 60000),
    syncPageLimit: number('sync-page-limit', 10000),
    delayedUpdatesLimit,
    heartbeatDelay: number('heartbeat-delay', 10000, 0xffff),
    maxResponseDelay: number('max-response-delay', 60000, 0xffff),
    maxAckDelay: number('max-ack-delay', 10000, 0xffff),
    maxUnackedClients: number('max-unacked-clients', 10),
    maxRejectedLeaseUpdates: atLeast(release, '2.4') ? number('max-rejected-lease-updates', 10) : 0,
    waitBackupAck,
    pauses: readPauses(map, where),
    dedicatedListener: isThreaded && (flagOf(threads, 'http-dedicated-listener') ?? onByDefault),
    restrictCommands: atLeast(release, '2.4') && flag('restrict-commands', atLeast(release, '3.0')),
    requireClientCerts: flag('require-client-certs', true),
    connections: numberOf(threads, 'http-client-threads') || defaultConnections,
    subnetIds: undefined,
  }
}

/** As many as keep a server busy; Kea opens one a thread. */
const defaultConnections = 8

function readMode(map: ConfigMap, where: string): Mode {
  const mode = map['mode']
  if (mode === 'hot-standby' || mode === 'load-balancing' || mode === 'passive-backup') return mode
  throw new HaFault(`${where}/mode`, 'mode is hot-standby, load-balancing or passive-backup')
}

function readPeer(map: ConfigMap, relationship: ConfigMap, where: string): Peer {
  const name = textOf(map, 'name')
  if (name === undefined || name === '') throw new HaFault(where, 'a peer needs a name')
  const url = textOf(map, 'url') ?? ''
  const door = parsePeerUrl(url)
  if ('fault' in door) throw new HaFault(`${where}/url`, `"${url}" is no url of a peer: ${String(door.fault)}`)
  if (!door.isAddress) throw new HaFault(`${where}/url`, `the url of "${name}" has a host name; Kea takes addresses only`)
  const role = map['role']
  if (role !== 'primary' && role !== 'secondary' && role !== 'standby' && role !== 'backup') throw new HaFault(`${where}/role`, 'role is primary, secondary, standby or backup')
  const tls = readTls(map, relationship, where)
  if (door.scheme === 'https' && !tls) throw new HaFault(`${where}/url`, 'https needs trust-anchor, cert-file and key-file')
  const user = textOf(map, 'basic-auth-user') ?? ''
  if (user.includes(':')) throw new HaFault(`${where}/basic-auth-user`, 'a user has no colon in its name')
  const userFile = textOf(map, 'basic-auth-user-file') ?? ''
  const passwordFile = textOf(map, 'basic-auth-password-file') ?? ''
  const hasAuth = user !== '' || userFile !== '' || passwordFile !== ''
  return {
    name,
    url,
    door,
    role,
    autoFailover: flagOf(map, 'auto-failover') ?? true,
    auth: hasAuth ? { user, userFile, password: textOf(map, 'basic-auth-password') ?? '', passwordFile } : undefined,
    tls,
  }
}

/** The peer's own values go before the relationship's; an empty text switches one off. */
function readTls(peer: ConfigMap, relationship: ConfigMap, where: string): Tls | undefined {
  const value = (key: string): string => textOf(peer, key) ?? textOf(relationship, key) ?? ''
  const tls = { trustAnchor: value('trust-anchor'), certFile: value('cert-file'), keyFile: value('key-file') }
  const given = Object.values(tls).filter((text) => text !== '').length
  if (given === 0) return undefined
  if (given < 3) throw new HaFault(where, 'trust-anchor, cert-file and key-file are given together or not at all')
  return tls
}

/** Roles that a mode has one of, and those that it has none of. */
const rolesOf: Readonly<Record<Mode, { readonly needed: readonly Role[]; readonly refused: readonly Role[] }>> = {
  'load-balancing': { needed: ['primary', 'secondary'], refused: ['standby'] },
  'hot-standby': { needed: ['primary', 'standby'], refused: ['secondary'] },
  'passive-backup': { needed: ['primary'], refused: ['secondary', 'standby'] },
}

function checkPeers(peers: readonly Peer[], mode: Mode, where: string): void {
  const names = new Set(peers.map((peer) => peer.name))
  if (names.size < peers.length) throw new HaFault(`${where}/peers`, 'two peers have the same name')
  const count = (role: Role): number => peers.filter((peer) => peer.role === role).length
  for (const role of ['primary', 'secondary', 'standby'] as const) if (count(role) > 1) throw new HaFault(`${where}/peers`, `there is more than one ${role}`)
  for (const role of rolesOf[mode].refused) if (count(role) > 0) throw new HaFault(`${where}/peers`, `${mode} has no ${role}`)
  for (const role of rolesOf[mode].needed) if (count(role) === 0) throw new HaFault(`${where}/peers`, `${mode} needs a ${role}`)
}

function readPauses(map: ConfigMap, where: string): Map<HaState, Pause> {
  const pauses = new Map<HaState, Pause>()
  const machine = map['state-machine']
  if (machine === undefined) return pauses
  if (!isMap(machine)) throw new HaFault(`${where}/state-machine`, 'state-machine is a map')
  const states = machine['states'] ?? []
  if (!Array.isArray(states) || !states.every(isMap)) throw new HaFault(`${where}/state-machine/states`, 'states is a list of maps')
  for (const [index, entry] of states.entries()) {
    const name = textOf(entry, 'state')
    const state = haStates.find((one) => one === name)
    const pause = entry['pause'] ?? 'never'
    const at = `${where}/state-machine/states/${index}`
    // Kea knows the name "unavailable" too, and never enters it.
    if (!state && name !== 'unavailable') throw new HaFault(at, `there is no state "${name ?? ''}"`)
    if (pause !== 'never' && pause !== 'once' && pause !== 'always') throw new HaFault(at, 'pause is never, once or always')
    if (!state) continue
    if (pauses.has(state)) throw new HaFault(at, `the state ${state} is configured twice`)
    pauses.set(state, pause)
  }
  return pauses
}
