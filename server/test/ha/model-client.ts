/** A DHCP client for the model check: it asks, keeps, renews, gives back and forgets as clients do, on the world's clock (RFC 2131 section 4.4). */
import type { World } from '../../src/ha/world/world'
import { build, ip, types } from '../differential/message'
import type { Message } from '../differential/message'

export interface Reply {
  readonly type: number
  readonly xid: number
  readonly address: string
  readonly serverId: string
  readonly seconds: number
}

export interface Held {
  readonly address: string
  /** ms, by the world's clock. */
  readonly until: number
  /** Of the request that was acknowledged. */
  readonly xid: number
}

export interface ModelClient {
  readonly mac: string
  held: Held | undefined
  /** No longer asks for anything; keeps what it has. */
  isSilent: boolean
  /** Addresses that it gave back: a frozen server may hear of it when the client has the address again. */
  readonly gaveBack: Set<string>
}

export interface ClientParts {
  readonly world: World
  readonly mac: string
  readonly servers: readonly string[]
  readonly random: () => number
  nextXid(): number
  onHeld(client: ModelClient, held: Held): void
}

const replyWaits = 1500
const tries = 3

export function startClient(parts: ClientParts): ModelClient {
  const { world, mac, random } = parts
  const { clock } = world
  const client: ModelClient = { mac, held: undefined, isSilent: false, gaveBack: new Set() }
  let round = 0
  let begun = clock.now

  const send = (message: Message, to: readonly string[], onReply: (reply: Reply) => void): void => {
    const secs = Math.floor((clock.now - begun) / 1000)
    const octets = build({ mac, secs, giaddr: '127.0.0.1', ...message })
    for (const name of to) world.send(name, octets, (answer) => onReply(readReply(answer)))
  }
  /** Whatever belongs to an earlier round is no longer listened to. */
  const turn = (): number => ++round
  const discover = (): void => {
    if (client.isSilent) return
    const mine = turn()
    const xid = parts.nextXid()
    let isTaken = false
    send({ type: types.discover, xid }, parts.servers, (reply) => {
      if (mine !== round || isTaken || reply.type !== types.offer) return
      isTaken = true
      request({ options: [[50, ip(reply.address)], [54, ip(reply.serverId)]] }, parts.servers, tries, discover)
    })
    clock.after(replyWaits + random() * 500, () => {
      if (mine === round) discover()
    })
  }
  const request = (message: Message, to: readonly string[], left: number, otherwise: () => void): void => {
    const mine = turn()
    const xid = parts.nextXid()
    const sent = clock.now
    send({ type: types.request, xid, ...message }, to, (reply) => {
      if (mine !== round) return
      if (reply.type === types.ack) keep({ address: reply.address, until: sent + reply.seconds * 1000, xid })
      else if (reply.type === types.nak) {
        client.held = undefined
        begun = clock.now
        turn()
        clock.after(100, discover)
      }
    })
    clock.after(replyWaits, () => {
      if (mine !== round) return
      if (left > 1) request(message, to, left - 1, otherwise)
      else otherwise()
    })
  }
  const keep = (held: Held): void => {
    client.held = held
    begun = clock.now
    const mine = turn()
    parts.onHeld(client, held)
    const length = held.until - clock.now
    const chance = random()
    if (chance < 0.12) clock.after(random() * length, () => act(mine, release))
    else if (chance < 0.17) clock.after(random() * length, () => act(mine, decline))
    else if (chance < 0.27) clock.after(random() * length, () => act(mine, reboot))
    else if (chance < 0.33) clock.after(random() * length, () => act(mine, () => (client.isSilent = true)))
    clock.after(length / 2, () => act(mine, renew))
  }
  const act = (mine: number, work: () => void): void => {
    if (mine === round && client.held && !client.isSilent) work()
  }
  const renew = (): void => {
    if (!client.held) return
    begun = clock.now
    request({ ciaddr: client.held.address }, parts.servers, tries, rebindOrEnd)
  }
  const rebindOrEnd = (): void => {
    if (client.held && client.held.until > clock.now) renew()
    else {
      client.held = undefined
      discover()
    }
  }
  const release = (): void => {
    if (!client.held) return
    send({ type: types.release, xid: parts.nextXid(), ciaddr: client.held.address }, parts.servers, () => undefined)
    again(5000)
  }
  const decline = (): void => {
    if (!client.held) return
    send({ type: types.decline, xid: parts.nextXid(), options: [[50, ip(client.held.address)]] }, parts.servers, () => undefined)
    again(1000)
  }
  const again = (delay: number): void => {
    if (client.held) client.gaveBack.add(client.held.address)
    client.held = undefined
    turn()
    clock.after(random() * delay, () => {
      begun = clock.now
      discover()
    })
  }
  const reboot = (): void => {
    if (!client.held) return
    begun = clock.now
    request({ options: [[50, ip(client.held.address)]] }, parts.servers, tries, discover)
  }
  discover()
  return client
}

export function readReply(octets: Buffer): Reply {
  const dotted = (from: number): string => [...octets.subarray(from, from + 4)].join('.')
  let type = 0
  let serverId = '0.0.0.0'
  let seconds = 0
  for (let at = 240; at + 1 < octets.length && octets[at] !== 255; at += 2 + (octets[at + 1] ?? 0)) {
    if (octets[at] === 53) type = octets[at + 2] ?? 0
    else if (octets[at] === 54) serverId = dotted(at + 2)
    else if (octets[at] === 51) seconds = octets.readUInt32BE(at + 2)
  }
  return { type, xid: octets.readUInt32BE(4), address: dotted(16), serverId, seconds }
}
