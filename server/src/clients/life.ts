/** What a client does next, by what it hears and by the time (RFC 2131 figure 5). */
import { textOfAddress } from '../dhcp/leases/csv'
import { messageType, option } from '../dhcp/packet/codes'
import type { Query } from '../dhcp/packet/query'
import type { Asking, Client, ClientState, Ending } from './client'
import type { DueQueue } from './due-queue'
import { readLease, serverIdOf } from './lease'
import type { OnTheWay } from './on-the-way'
import type { ClientAct } from './profile'
import type { Tally } from './results'
import { waitOf } from './rhythm'
import type { Rhythm } from './rhythm'
import { firstTypeOf, isAnswered, listeners, speak, wantedAddress, wordOf } from './speech'

export interface LifeParts {
  /** ms */
  now(): number
  readonly random: () => number
  readonly rhythm: Rhythm
  /** Who has an act under way, or a lease that ends, waits here. */
  readonly queue: DueQueue<Client>
  readonly onTheWay: OnTheWay
  readonly tally: Tally
  /** All that have an act under way. */
  readonly byXid: Map<number, Client>
  send(server: string, octets: Buffer, client: number): void
  /** An act of its own is over, or another took its place. */
  onEnd(client: Client, ending: Ending): void
}

export interface Life {
  /** An act that is under way ends without an answer. `patience`: ms until it gives up. */
  begin(client: Client, act: ClientAct, patience: number): void
  /** It is due. Whoever is woken is due later, or not at all, or says something. */
  wake(client: Client): void
  hear(client: Client, server: string, reply: Query): void
  /** It forgets its lease and what it is about. */
  stop(client: Client): void
}

/** ms */
export const usualPatience = 120_000
/** How often a REQUEST is said for an offer before another one is looked for. */
const mostRequests = 4
/** RFC 2131 section 3.1, step 5; ms. */
const afterDecline = 10_000
/** Until what was said counts as lost, or as arrived where nobody answers; ms. */
const lostAfter = 500
const arrivedAfter = 20

const stateDuring: Readonly<Partial<Record<ClientAct, ClientState>>> = { dora: 'selecting', discover: 'selecting', 'init-reboot': 'init-reboot', renew: 'renewing', rebind: 'rebinding' }

export function createLife(parts: LifeParts): Life {
  const { queue, onTheWay, tally, byXid, random, rhythm } = parts

  const newXid = (client: Client, asking: Asking): void => {
    byXid.delete(asking.xid)
    do asking.xid = Math.floor(random() * 2 ** 32)
    while (byXid.has(asking.xid))
    byXid.set(asking.xid, client)
  }
  const setLease = (client: Client, lease: Client['lease']): void => {
    client.group.bound += (lease ? 1 : 0) - (client.lease ? 1 : 0)
    client.lease = lease
    if (lease) client.remembered = lease.address
  }
  /** Nothing is under way: the next is its lease. */
  const rest = (client: Client): void => {
    const { lease, group } = client
    if (lease) client.state = 'bound'
    queue.put(client, !lease ? Infinity : group.lives ? Math.min(lease.renewAt, lease.expiresAt) : lease.expiresAt)
  }
  const end = (client: Client, asking: Asking, ending: Ending, last: string): void => {
    client.last = last
    client.asking = undefined
    client.ending = ending
    byXid.delete(asking.xid)
    onTheWay.free(asking)
    tally.end(asking.act, ending, parts.now() - asking.begun)
    parts.onEnd(client, ending)
  }
  const start = (client: Client, act: ClientAct, patience: number, since: number): void => {
    const now = parts.now()
    if (client.asking) end(client, client.asking, 'unanswered', client.last)
    const asking: Asking = { act, xid: 0, type: firstTypeOf(act), begun: now, since, until: now + patience, tries: 0, sentAt: 0, secs: 0, offer: undefined, wasRefused: false, heldUntil: 0 }
    tally.begin(act)
    newXid(client, asking)
    client.asking = asking
    client.ending = undefined
    if (act !== 'discover' || !client.lease) client.state = stateDuring[act] ?? client.state
    queue.put(client, now)
  }
  /** What it cannot do. */
  const refuse = (client: Client, act: ClientAct, why: string): void => {
    tally.begin(act)
    tally.end(act, 'refused', 0)
    client.last = why
    if (!client.asking) client.ending = 'refused'
  }
  /** Until when a lease lets it ask for that. */
  const limitOf = ({ lease }: Client, { act, begun }: Asking): number => {
    if (!lease) return Infinity
    return act === 'renew' && begun < lease.rebindAt ? Math.min(lease.rebindAt, lease.expiresAt) : lease.expiresAt
  }
  const say = (client: Client, asking: Asking): void => {
    const now = parts.now()
    if (!asking.offer) asking.secs = Math.floor((now - asking.since) / 1000)
    if (asking.act === 'init-reboot') client.state = 'rebooting'
    asking.tries++
    asking.sentAt = now
    const octets = speak(client, asking)
    const to = listeners(client, asking)
    if (isAnswered(asking.type)) {
      const limit = limitOf(client, asking)
      const isRenewal = asking.act === 'renew' || asking.act === 'rebind'
      onTheWay.hold(asking, now + lostAfter)
      queue.put(client, Math.min(now + waitOf(rhythm, asking.tries, isRenewal ? limit - now : undefined, random), asking.until, limit))
    } else {
      onTheWay.hold({ heldUntil: 0 }, now + arrivedAfter)
      giveAway(client, asking)
    }
    // An answer may come before this returns.
    for (const server of to) parts.send(server, octets, client.id)
  }
  const giveAway = (client: Client, asking: Asking): void => {
    const address = textOfAddress(client.lease?.address ?? 0)
    const isRelease = asking.act === 'release'
    setLease(client, undefined)
    client.state = isRelease ? 'init' : 'declined'
    if (!isRelease) client.remembered = 0
    end(client, asking, 'done', isRelease ? `gave ${address} back` : `declined ${address}, as if somebody else had it`)
    queue.put(client, !isRelease && client.group.lives ? asking.sentAt + afterDecline : Infinity)
  }
  const discoverAgain = (client: Client, asking: Asking, at: number): void => {
    asking.type = messageType.discover
    asking.offer = undefined
    asking.tries = 0
    onTheWay.free(asking)
    newXid(client, asking)
    client.state = 'selecting'
    queue.put(client, at)
  }
  /** Nobody answered in the time that there was. Who lives goes on by its lease. */
  const giveUp = (client: Client, asking: Asking): void => {
    const now = parts.now()
    const { lease, group } = client
    const ending = asking.wasRefused ? 'refused' : 'unanswered'
    const isOver = lease !== undefined && now >= lease.expiresAt
    if (isOver) setLease(client, undefined)
    end(client, asking, ending, isOver ? `its lease of ${textOfAddress(lease.address)} expired: nobody answered` : ending === 'refused' ? 'was refused' : `nobody answered its ${wordOf(asking.type)}`)
    if (!client.lease) client.state = ending === 'refused' ? 'refused' : 'init'
    if (group.lives && asking.act !== 'discover' && asking.act !== 'inform') live(client, asking.since)
    else rest(client)
  }
  /** What its lease asks for now. */
  const live = (client: Client, since: number): void => {
    const now = parts.now()
    const { lease } = client
    if (!lease) start(client, 'dora', usualPatience, since)
    else if (now >= lease.rebindAt) start(client, 'rebind', Infinity, since)
    else if (now >= lease.renewAt) start(client, 'renew', Infinity, since)
    else rest(client)
  }
  const acknowledged = (client: Client, asking: Asking, server: string, reply: Query): void => {
    if (asking.act === 'inform') {
      end(client, asking, 'done', `was informed by ${server}`)
      rest(client)
      return
    }
    if (reply.yiaddr === 0) return
    const lease = readLease(reply, server, asking.sentAt)
    setLease(client, lease)
    end(client, asking, 'done', `${asking.act === 'renew' || asking.act === 'rebind' ? 'renewed' : 'leased'} ${textOfAddress(lease.address)} from ${server}`)
    rest(client)
  }
  const refused = (client: Client, asking: Asking, server: string): void => {
    const again = parts.now() + rhythm.first
    if (asking.act === 'dora') {
      asking.wasRefused = true
      client.last = `was refused by ${server}, and looks anew`
      discoverAgain(client, asking, again)
      return
    }
    setLease(client, undefined)
    client.remembered = 0
    client.state = 'refused'
    end(client, asking, 'refused', `was refused by ${server}`)
    queue.put(client, client.group.lives ? again : Infinity)
  }

  return {
    begin: (client, act, patience) => {
      const needsLease = act === 'renew' || act === 'rebind' || act === 'release' || act === 'decline'
      const needsAddress = act === 'init-reboot' || (act === 'inform' && !client.lease)
      if (needsLease && !client.lease) refuse(client, act, `has no lease to ${act}`)
      else if (needsAddress && wantedAddress(client) === 0) refuse(client, act, act === 'inform' ? 'has no address to be informed at' : 'remembers no address')
      else {
        if (act === 'dora' || act === 'init-reboot') setLease(client, undefined)
        start(client, act, patience, parts.now())
      }
    },
    wake: (client) => {
      const now = parts.now()
      const { asking, lease } = client
      if (!asking) {
        if (lease && now >= lease.expiresAt) {
          client.last = `its lease of ${textOfAddress(lease.address)} expired`
          client.state = 'init'
          setLease(client, undefined)
        }
        if (client.group.lives) live(client, now)
        else rest(client)
      } else if (now >= Math.min(asking.until, limitOf(client, asking))) giveUp(client, asking)
      else if (asking.offer && asking.tries >= mostRequests) {
        client.last = 'nobody acknowledged what it was offered'
        discoverAgain(client, asking, now)
      } else say(client, asking)
    },
    hear: (client, server, reply) => {
      const { asking } = client
      if (!asking || reply.hwaddr !== client.hwaddr) return
      const type = reply.options.get(option.messageType)?.[0]
      if (asking.type === messageType.discover) {
        if (type !== messageType.offer || reply.yiaddr === 0) return
        if (asking.act === 'discover') {
          end(client, asking, 'done', `was offered ${textOfAddress(reply.yiaddr)} by ${server}`)
          if (!client.lease) client.state = 'init'
          rest(client)
          return
        }
        asking.offer = { address: reply.yiaddr, serverId: serverIdOf(reply) }
        asking.type = messageType.request
        asking.tries = 0
        client.state = 'requesting'
        say(client, asking)
        return
      }
      if (asking.offer && serverIdOf(reply) !== asking.offer.serverId) return
      if (type === messageType.ack) acknowledged(client, asking, server, reply)
      else if (type === messageType.nak && asking.act !== 'inform') refused(client, asking, server)
    },
    stop: (client) => {
      if (client.asking) {
        byXid.delete(client.asking.xid)
        onTheWay.free(client.asking)
        client.asking = undefined
        client.ending = 'unanswered'
        parts.onEnd(client, 'unanswered')
      }
      setLease(client, undefined)
      client.state = 'init'
      queue.put(client, Infinity)
    },
  }
}
