/** DHCP clients behind a relay on loopback: one socket, as many clients as are asked for. */
import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { build, ip, read, types } from '../differential/message'
import type { Fields, Message } from '../differential/message'
import { until } from './until'

export interface Host {
  readonly mac: string
  /** Hex. */
  readonly clientId?: string
  readonly hostname?: string
}

/** Of one server, or of several that are asked at once. */
export type Ports = number | readonly number[]

export interface Reply {
  /** The server's port tells which one it was: both have one address. */
  readonly from: number
  readonly fields: Fields
}

export interface Client {
  /** The first answer from these ports, or undefined where none comes in time. */
  exchange(ports: Ports, message: Message, ms?: number): Promise<Fields | undefined>
  /** Under an identifier by which `heard` finds the answers. */
  send(ports: Ports, message: Message): number
  heard(xid: number): readonly Reply[]
  /** DISCOVER to ACK, again and again until there is one; gives the address. `wanted` is asked for. */
  obtain(ports: Ports, host: Host, wanted?: string): Promise<string>
  /** The answer to a client that prolongs its lease. */
  renew(port: number, host: Host, address: string): Promise<Fields>
  release(port: number, host: Host, address: string): void
  decline(port: number, host: Host, address: string): void
  close(): Promise<void>
}

const relay = '127.0.0.1'
const serverId = [54, ip('127.0.0.1')] as const

/** How long a client waits before it asks again, ms. */
const patience = 700

/** Real Kea answers to the port that it was told of at its start, ours to where a datagram came from: this is both. */
export async function openClient(ownPort: number): Promise<Client> {
  const socket = createSocket('udp4')
  const answers = new Map<number, Reply[]>()
  const waiting = new Map<number, (fields: Fields) => void>()
  let lastXid = 0
  socket.on('message', (octets, { port }) => {
    const xid = octets.readUInt32BE(4)
    const fields = read(octets)
    answers.get(xid)?.push({ from: port, fields })
    waiting.get(xid)?.(fields)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(ownPort, '127.0.0.1', resolve)
  })
  socket.setRecvBufferSize(4 * 1024 * 1024)

  const send = (ports: Ports, message: Message): number => {
    const xid = ++lastXid
    answers.set(xid, [])
    const octets = build({ giaddr: relay, ...message, xid })
    for (const port of [ports].flat()) socket.send(octets, port, '127.0.0.1')
    return xid
  }
  const exchange = (ports: Ports, message: Message, ms = patience): Promise<Fields | undefined> =>
    new Promise((resolve) => {
      const xid = send(ports, message)
      const finish = (fields?: Fields): void => {
        clearTimeout(timer)
        waiting.delete(xid)
        resolve(fields)
      }
      const timer = setTimeout(finish, ms)
      waiting.set(xid, finish)
    })
  const answered = (port: number, message: Message): Promise<Fields> => until(`an answer to ${JSON.stringify(message)}`, () => exchange(port, message))

  return {
    exchange,
    send,
    heard: (xid) => answers.get(xid) ?? [],
    obtain: (ports, host, wanted) =>
      until(`a lease for ${host.mac}`, async () => {
        const first = wanted === undefined ? [] : [[50, ip(wanted)] as const]
        const offer = await exchange(ports, messageOf(host, types.discover, first))
        const address = offer?.['yiaddr']
        if (address === undefined) return undefined
        const ack = await exchange(ports, messageOf(host, types.request, [[50, ip(address)], serverId]))
        return ack?.['option 53'] === '05' ? ack['yiaddr'] : undefined
      }),
    renew: async (port, host, address) => {
      const reply = await answered(port, { ...messageOf(host, types.request), ciaddr: address })
      assert.equal(reply['option 53'], '05', 'the lease is prolonged')
      return reply
    },
    release: (port, host, address) => void send(port, { ...messageOf(host, types.release, [serverId]), ciaddr: address }),
    decline: (port, host, address) => void send(port, messageOf(host, types.decline, [[50, ip(address)], serverId])),
    close: () => new Promise((resolve) => socket.close(resolve)),
  }
}

export function messageOf({ mac, clientId, hostname }: Host, type: number, more: readonly (readonly [number, string])[] = []): Message {
  const own: (readonly [number, string])[] = []
  if (clientId !== undefined) own.push([61, clientId])
  if (hostname !== undefined) own.push([12, `'${hostname}`])
  return { type, mac, options: [...more, ...own] }
}

/** The n-th host of a family: every second one has a client identifier. */
export function hostOf(family: number, n: number): Host {
  const tail = n.toString(16).padStart(6, '0')
  const mac = `02${family.toString(16).padStart(4, '0')}${tail}`
  return n % 2 === 0 ? { mac } : { mac, clientId: `01${mac}`, hostname: `host-${family}-${n}` }
}
