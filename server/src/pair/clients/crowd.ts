/** DHCP clients on loopback that talk to all servers of a deployment at once, as a relay does: whoever answers is theirs. */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { createCrowd } from '../../clients/crowd'
import { plainProfile } from '../../clients/profile'
import type { ClientAct, ClientProfile } from '../../clients/profile'
import { colons, textOfAddress } from '../../dhcp/leases/csv'
import { wallClock } from '../wall-clock'

export interface CrowdParts {
  /** UDP ports on 127.0.0.1, by server. */
  readonly ports: ReadonlyMap<string, number>
  readonly giaddr: number
  readonly clock: () => number
  readonly random: () => number
}

export interface Got {
  readonly address: number
  /** Who acknowledged it. */
  readonly server: string
  /** ms that it took. */
  readonly took: number
}

export interface Client {
  readonly hwaddr: Uint8Array
  address: number | undefined
  /** The relay that it is behind, where it is another than everybody's. */
  giaddr?: number
  /** The servers that its relay knows, where these are not all. */
  servers?: readonly string[]
}

export interface Crowd {
  /** A lease from the beginning; undefined: nobody gave one in that time. */
  lease(client: Client, patienceMs: number): Promise<Got | undefined>
  /** The same lease for longer, from whoever serves it. */
  renew(client: Client, patienceMs: number): Promise<Got | undefined>
  /** Gives its address back; nobody answers that. */
  release(client: Client): void
  close(): void
}

export async function openCrowd({ ports, giaddr, clock, random }: CrowdParts): Promise<Crowd> {
  const socket: Socket = createSocket('udp4')
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, '127.0.0.1', resolve)
  })
  const serverAt = new Map([...ports].map(([name, port]) => [port, name]))
  const crowd = createCrowd({
    servers: [...ports.keys()],
    send: (server, octets) => socket.send(octets, ports.get(server), '127.0.0.1'),
    clock: { ...wallClock, now: clock },
    random,
  })
  socket.on('message', (octets, { port }) => crowd.receive(serverAt.get(port) ?? '', octets))

  const known = new Map<Client, { readonly id: number; readonly profile: ClientProfile }>()
  /** Who moved behind another relay is a new client. */
  const idOf = (client: Client): number => {
    const relay = { address: textOfAddress(client.giaddr ?? giaddr), circuitId: '', remoteId: '', linkSelection: '' }
    const profile = { ...plainProfile, hwaddr: colons(Buffer.from(client.hwaddr).toString('latin1')), relay, servers: client.servers ?? [] }
    const before = known.get(client)
    if (before && JSON.stringify(before.profile) === JSON.stringify(profile)) return before.id
    if (before) crowd.remove({ client: before.id })
    const [{ id } = { id: 0 }] = crowd.of({ group: crowd.add(profile, 1, { lives: false }) })
    known.set(client, { id, profile })
    return id
  }
  const act = (client: Client, what: ClientAct, patienceMs: number): Promise<Got | undefined> =>
    new Promise((resolve) => {
      const begun = clock()
      const id = idOf(client)
      crowd.act({ client: id }, what, patienceMs)
      crowd.whenDone({ client: id }, ({ done }) => {
        const lease = crowd.of({ client: id })[0]?.lease
        if (done === 0 || !lease) resolve(undefined)
        else {
          client.address = lease.address
          resolve({ address: lease.address, server: lease.server, took: clock() - begun })
        }
      })
    })
  return {
    lease: (client, patienceMs) => act(client, 'dora', patienceMs),
    renew: (client, patienceMs) => act(client, 'rebind', patienceMs),
    release: (client) => crowd.act({ client: idOf(client) }, 'release'),
    close: () => {
      crowd.close()
      socket.close()
    },
  }
}
