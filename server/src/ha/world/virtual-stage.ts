/** A script's stage in virtual time: a world, and clients that ask until they are answered. */
import { readQuery } from '../../dhcp/packet/query'
import { expiresAt, isExpired, leaseState } from '../../dhcp/leases/lease'
import { textOfAddress } from '../../dhcp/leases/csv'
import { addressOctets, messageType, option, writeQuery } from './client-message'
import type { ClientMessage } from './client-message'
import type { Stage } from './script'
import type { World } from './world'

const repeatMs = 500
const grain = 5

export function createVirtualStage(world: World, giaddr: number): Stage {
  const { clock } = world
  const names = [...world.servers.keys()]
  const addresses = new Map<string, number>()
  const relays = new Map<string, { readonly giaddr: number; readonly servers: readonly string[] }>()
  const relayOf = (client: string): { readonly giaddr: number; readonly servers: readonly string[] } => relays.get(client) ?? { giaddr, servers: names }
  let xid = 1

  const serverOf = (name: string): NonNullable<ReturnType<typeof world.servers.get>> => {
    const server = world.servers.get(name)
    if (!server) throw new Error(`there is no server ${name}`)
    return server
  }
  /** Says it every half second until an answer of that type is there. */
  const ask = (client: string, message: Omit<ClientMessage, 'xid' | 'hwaddr' | 'secs'>, begun: number, until: number, wanted: number): { server: string; yiaddr: number; serverId: Buffer } | 'refused' | undefined => {
    const id = xid++
    let found: { server: string; yiaddr: number; serverId: Buffer } | 'refused' | undefined
    for (let next = clock.now; clock.now < until && !found; clock.runUntil(clock.now + grain)) {
      if (clock.now < next) continue
      next += repeatMs
      const octets = writeQuery({ ...message, xid: id, hwaddr: hwaddrOf(client), giaddr: relayOf(client).giaddr, secs: Math.floor((clock.now - begun) / 1000) })
      for (const server of relayOf(client).servers) {
        world.send(server, octets, (answer) => {
          const reply = readQuery(answer)
          const type = reply.options.get(option.messageType)?.[0]
          if (type === wanted) found ??= { server, yiaddr: reply.yiaddr, serverId: reply.options.get(option.serverId) ?? Buffer.alloc(4) }
          else if (type === messageType.nak) found ??= 'refused'
        })
      }
    }
    return found
  }
  return {
    start: (name) => Promise.resolve(world.start(name)),
    kill: (name) => Promise.resolve(world.kill(name)),
    pause: (name) => Promise.resolve(world.pause(name)),
    goOn: (name) => Promise.resolve(world.goOn(name)),
    skew: (name, ms) => world.skew(name, ms),
    link: (from, to) => world.link(from, to),
    lease: (client, patienceMs) => {
      const begun = clock.now
      while (clock.now < begun + patienceMs) {
        const offer = ask(client, { type: messageType.discover }, begun, begun + patienceMs, messageType.offer)
        if (!offer || offer === 'refused') continue
        const until = Math.min(begun + patienceMs, clock.now + 4 * repeatMs)
        const ack = ask(client, { type: messageType.request, options: [[option.requestedAddress, addressOctets(offer.yiaddr)], [option.serverId, offer.serverId]] }, begun, until, messageType.ack)
        if (!ack || ack === 'refused') continue
        addresses.set(client, ack.yiaddr)
        return Promise.resolve(ack.server)
      }
      return Promise.resolve(undefined)
    },
    place: (client, relay, servers) => {
      relays.set(client, { giaddr: relay, servers: servers.length > 0 ? servers : names })
    },
    renew: (client, patienceMs) => {
      const ack = ask(client, { type: messageType.request, ciaddr: addresses.get(client) ?? 0 }, clock.now, clock.now + patienceMs, messageType.ack)
      return Promise.resolve(ack === 'refused' ? undefined : ack?.server)
    },
    release: (client) => {
      for (const server of relayOf(client).servers) world.send(server, writeQuery({ type: messageType.release, xid: xid++, hwaddr: hwaddrOf(client), giaddr: relayOf(client).giaddr, ciaddr: addresses.get(client) ?? 0 }), () => undefined)
      clock.runUntil(clock.now + repeatMs)
      return Promise.resolve()
    },
    stateOf: (name) => Promise.resolve(serverOf(name).running?.ha.nodes[0]?.state),
    leasesOf: (name) => {
      const dhcp = serverOf(name).running?.dhcp
      const now = Math.floor(clock.now / 1000)
      const living = [...(dhcp?.leases.page(-1, Infinity) ?? [])].filter((lease) => lease.state === leaseState.assigned && !isExpired(lease, now))
      return Promise.resolve(living.map((lease) => `${textOfAddress(lease.address)} ${Buffer.from(lease.hwaddr, 'latin1').toString('hex')} ${expiresAt(lease)}`))
    },
    command: (name, command) =>
      new Promise((resolve) => {
        let result: number | undefined
        world.command(name, command, undefined, (answer) => (result = answer.result))
        while (result === undefined) clock.runUntil(clock.now + grain)
        resolve(result)
      }),
    wait: (ms) => Promise.resolve(clock.runUntil(clock.now + ms)),
    now: () => clock.now,
  }
}

/** One of its own for each name. */
export function hwaddrOf(client: string): Uint8Array {
  let hash = 0
  for (const char of client) hash = (hash * 31 + char.charCodeAt(0)) >>> 0
  return Uint8Array.from([2, 0, hash >>> 24, (hash >>> 16) & 255, (hash >>> 8) & 255, hash & 255])
}
