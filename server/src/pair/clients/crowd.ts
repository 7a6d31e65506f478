/** DHCP clients on loopback that talk to all servers of a deployment at once, as a relay does: whoever answers is theirs. */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { readQuery } from '../../dhcp/packet/query'
import type { Query } from '../../dhcp/packet/query'
import { addressOctets, messageType, option, writeQuery } from '../../ha/world/client-message'
import type { ClientMessage } from '../../ha/world/client-message'

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
  /** The same lease for longer. */
  renew(client: Client, patienceMs: number): Promise<Got | undefined>
  /** Gives its address back; nobody answers that. */
  release(client: Client): void
  close(): void
}

/** How long a client waits before it says the same again, ms. */
const repeatMs = 500

export async function openCrowd({ ports, giaddr, clock, random }: CrowdParts): Promise<Crowd> {
  const socket: Socket = createSocket('udp4')
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, '127.0.0.1', resolve)
  })
  const serverAt = new Map([...ports].map(([name, port]) => [port, name]))
  const listeners = new Map<number, (reply: Query, server: string) => void>()
  socket.on('message', (octets, { port }) => {
    const reply = readQuery(octets)
    listeners.get(reply.xid)?.(reply, serverAt.get(port) ?? '')
  })
  const portsOf = ({ servers }: Client): number[] => [...ports].filter(([name]) => servers?.includes(name) ?? true).map(([, port]) => port)
  /** Says it until somebody answers with one of the types; a NAK answers too. */
  const ask = (client: Client, message: Omit<ClientMessage, 'xid' | 'secs' | 'hwaddr'>, begun: number, until: number, types: readonly number[]): Promise<{ reply: Query; server: string } | undefined> =>
    new Promise((resolve) => {
      const xid = Math.floor(random() * 2 ** 32)
      const end = (answer: { reply: Query; server: string } | undefined): void => {
        clearInterval(again)
        listeners.delete(xid)
        resolve(answer)
      }
      const say = (): void => {
        if (clock() >= until) {
          end(undefined)
          return
        }
        const octets = writeQuery({ ...message, hwaddr: client.hwaddr, giaddr: client.giaddr ?? giaddr, xid, secs: Math.floor((clock() - begun) / 1000) })
        for (const port of portsOf(client)) socket.send(octets, port, '127.0.0.1')
      }
      const again = setInterval(say, repeatMs)
      listeners.set(xid, (reply, server) => {
        if (types.includes(typeOf(reply))) end({ reply, server })
      })
      say()
    })

  const request = async (client: Client, message: Omit<ClientMessage, 'xid' | 'secs' | 'type' | 'hwaddr'>, begun: number, until: number): Promise<Got | undefined> => {
    const answered = await ask(client, { type: messageType.request, ...message }, begun, until, [messageType.ack, messageType.nak])
    if (!answered || typeOf(answered.reply) !== messageType.ack) return undefined
    client.address = answered.reply.yiaddr
    return { address: answered.reply.yiaddr, server: answered.server, took: clock() - begun }
  }
  return {
    lease: async (client, patienceMs) => {
      const begun = clock()
      const until = begun + patienceMs
      while (clock() < until) {
        const offered = await ask(client, { type: messageType.discover }, begun, until, [messageType.offer])
        if (!offered) return undefined
        const serverId = offered.reply.options.get(option.serverId) ?? Buffer.alloc(4)
        // A server that died meanwhile is not waited for to the end.
        const patience = Math.min(until, clock() + 4 * repeatMs)
        const got = await request(client, { options: [[option.requestedAddress, addressOctets(offered.reply.yiaddr)], [option.serverId, serverId]] }, begun, patience)
        if (got) return got
      }
      return undefined
    },
    renew: (client, patienceMs) => {
      const begun = clock()
      return request(client, { ciaddr: client.address ?? 0 }, begun, begun + patienceMs)
    },
    release: (client) => {
      const octets = writeQuery({ type: messageType.release, hwaddr: client.hwaddr, giaddr: client.giaddr ?? giaddr, xid: Math.floor(random() * 2 ** 32), ciaddr: client.address ?? 0 })
      for (const port of portsOf(client)) socket.send(octets, port, '127.0.0.1')
    },
    close: () => socket.close(),
  }
}

function typeOf(reply: Query): number {
  return reply.options.get(option.messageType)?.[0] ?? 0
}
