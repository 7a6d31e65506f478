/** Gives every door of a deployment a place on loopback, without touching a file: two machines become one. */
import { isMap, mapsOf, numberOf, textOf } from '../dhcp/plan/scope'
import type { ConfigMap } from '../dhcp/plan/scope'
import type { Relationship } from '../ha/relationship'
import { isLoopback } from '../net/peer-url'
import { doorKey } from './places'
import type { Place, Places } from './places'

export interface HostDoors {
  readonly name: string
  readonly dhcp4: ConfigMap
  readonly agent: ConfigMap | undefined
  readonly relationships: readonly Relationship[]
}

/** Gives a port that is free; keeps what it gave for the same host and door. */
export type PortFor = (host: string, door: string) => Promise<number>

/** What nobody of the deployment listens at gets a place too, where nobody listens: as out of reach as on the network. */
export const nobody = ''

export async function assignPlaces(hosts: readonly HostDoors[], portFor: PortFor): Promise<ReadonlyMap<string, Places>> {
  const doors = new Map(hosts.map((host) => [host.name, doorsOf(host)]))
  const own = new Map<string, Record<string, number>>()
  const taken = new Set<number>()
  for (const { name } of hosts) {
    const ports: Record<string, number> = {}
    for (const { host, port } of doors.get(name) ?? []) {
      const key = doorKey(host, port)
      if (ports[key] !== undefined) continue
      // On loopback already, and nobody else's: as it stands.
      if (isLoopback(host) && !taken.has(port)) taken.add(port)
      else ports[key] = await portFor(name, key)
    }
    own.set(name, ports)
  }
  const places = new Map<string, Places>()
  for (const host of hosts) {
    const peers: Record<string, number> = {}
    const owners: Record<string, string> = {}
    for (const { others } of host.relationships) {
      for (const { door } of others) {
        const key = doorKey(door.host, door.port)
        const target = hosts.find((one) => one !== host && opens(one, doors.get(one.name) ?? [], door))
        const mapped = target && mappedAt(own.get(target.name) ?? {}, doors.get(target.name) ?? [], door)
        if (target) owners[key] = target.name
        if (mapped !== undefined) peers[key] = mapped
        else if (!target && !isLoopback(door.host.replace(/^\[|\]$/g, ''))) peers[key] = await portFor(nobody, key)
      }
    }
    places.set(host.name, { own: own.get(host.name) ?? {}, peers, owners })
  }
  return places
}

/** Doors as the files have them: listeners for partners, HTTP control sockets, the agent. */
export function doorsOf({ dhcp4, agent, relationships }: HostDoors): Place[] {
  const listeners = relationships.filter((one) => one.dedicatedListener).map(({ own }) => ({ host: own.door.host, port: own.door.port }))
  const one = dhcp4['control-socket']
  const sockets = [...mapsOf(dhcp4, 'control-sockets'), ...(isMap(one) ? [one] : [])]
    .filter((socket) => ['http', 'https'].includes(textOf(socket, 'socket-type') ?? ''))
    .map((socket) => placeIn(socket, 'socket-address', 'socket-port'))
  return [...listeners, ...sockets, ...(agent ? [placeIn(agent, 'http-host', 'http-port')] : [])]
}

function placeIn(map: ConfigMap, address: string, port: string): Place {
  return { host: textOf(map, address) || '127.0.0.1', port: numberOf(map, port) ?? 8000 }
}

function isAny(host: string): boolean {
  return host === '0.0.0.0' || host === '::' || host === '[::]'
}

/** Whether one of the host's doors is at the place: at its address, or at all addresses of the host whose own url it is. */
function opens(host: HostDoors, doors: readonly Place[], at: Place): boolean {
  return doors.some((door) => isAt(door, at) || (isAny(door.host) && door.port === at.port && host.relationships.some(({ own }) => own.door.host === at.host)))
}

function isAt(door: Place, at: Place): boolean {
  return doorKey(door.host, door.port) === doorKey(at.host, at.port)
}

function mappedAt(ports: Readonly<Record<string, number>>, doors: readonly Place[], at: Place): number | undefined {
  const exact = doors.find((door) => isAt(door, at)) ?? doors.find((door) => isAny(door.host) && door.port === at.port)
  return exact && ports[doorKey(exact.host, exact.port)]
}

