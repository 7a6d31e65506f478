/** The sockets, timers and files of a server's High Availability: asks its partners, listens for them, and does what the state machine says. */
import { existsSync } from 'node:fs'
import type { Outcome } from '../dhcp/exchange'
import type { DhcpServer } from '../dhcp/server'
import { amend, partnersCommands, runHaCommand } from '../ha/commands'
import type { HaEvent } from '../ha/events'
import type { Answer, Ask, Effect, HaNode } from '../ha/node'
import type { Peer, Relationship } from '../ha/relationship'
import { createHa, endHa, nextDueOf, react, shareOutcome, shiftClock, startHa, tickHa } from '../ha/server'
import type { HaServer } from '../ha/server'
import { reactionOf } from '../ha/wire'
import type { Reaction } from '../ha/wire'
import type { HeldAnswer } from './datagrams'
import type { Door, Handle } from './doors/handle'
import { openHttpDoor } from './doors/http'
import { createPeerClient } from './doors/http-client'
import type { PeerClient } from './doors/http-client'
import { readTls, secretOf } from './doors/secrets'
import type { Places } from './places'
import { placeOf } from './places'

export interface PartnershipParts {
  readonly server: DhcpServer
  readonly relationships: readonly Relationship[]
  readonly places: Places
  nextPort(): number
  readonly clock: () => number
  /** Writes what was decided. */
  commit(): void
  /** For the dedicated listeners. */
  readonly handle: Handle
  onEvent(event: HaEvent): void
  onNotice(text: string): void
  onFault(error: unknown): void
  /** The answer to a client that will not be sent. */
  onDiscard(): void
  /** An answer waits no longer. */
  onRoom(): void
}

export interface Partnership {
  readonly ha: HaServer
  /** What it listens at, as configured and as it is. */
  readonly doors: readonly { readonly configured: string; readonly at: string }[]
  /** How many more answers may wait for partners. */
  room(): number
  /** hold: one of the answer's functions is called later. */
  holds(outcome: Outcome, held: HeldAnswer): 'send' | 'hold' | 'drop'
  /** undefined: the command is not High Availability's. */
  command(asked: { readonly command: string; readonly arguments?: unknown }): Answer | Promise<Answer> | undefined
  amend(command: string, answer: Answer): Answer
  /** The clock was put on by so much, ms. */
  shiftClock(ms: number): void
  close(): Promise<void>
}

/** As many waiting answers as keep the connections full; well below `parked-packet-limit`, whose excess loses clients that are nearly done. */
const enough = 64

/** What setTimeout can count, ms; a heartbeat-delay may be longer. */
const longestTimer = 2 ** 31 - 1

interface Waiting {
  settle(answer: Answer): void
}

/** Throws where a listener cannot be opened or a file not be read. */
export async function openPartnership(parts: PartnershipParts): Promise<Partnership> {
  const { server, clock } = parts
  const relationships = parts.relationships.map((one) => withTlsAtHand(one, parts))
  const clients = new Map<string, PeerClient>()
  let timer: NodeJS.Timeout | undefined
  let planned = Infinity
  let isClosed = false

  const plan = (): void => {
    const due = isClosed ? Infinity : nextDueOf(ha)
    if (due === planned) return
    planned = due
    clearTimeout(timer)
    if (due === Infinity) return
    timer = setTimeout(() => {
      planned = Infinity
      enter(() => tickHa(ha, clock()))
    }, Math.min(Math.max(0, due - clock()), longestTimer))
  }
  /** Runs what may change leases and the time of the next heartbeat. */
  const enter = (work: () => void): void => {
    if (isClosed) return
    server.nowMs = clock()
    server.now = Math.floor(server.nowMs / 1000)
    try {
      work()
      parts.commit()
    } catch (error) {
      parts.onFault(error)
    }
    parts.onRoom()
    plan()
  }
  const perform = (node: HaNode, effect: Effect): void => {
    switch (effect.kind) {
      case 'ask':
        ask(node, effect.ask)
        return
      case 'release':
        ;(effect.held.token as HeldAnswer | undefined)?.send()
        return
      case 'discard': {
        const held = effect.held.token as HeldAnswer | undefined
        if (!held) return
        held.discard('partner-refused')
        parts.onDiscard()
        return
      }
      case 'event':
        parts.onEvent(effect.event)
        return
      case 'answer':
        ;(effect.token as Waiting).settle(effect.answer)
    }
  }
  const ask = (node: HaNode, asked: Ask): void => {
    clientFor(node, asked).ask(JSON.stringify(asked.command), asked.timeoutMs, (answered) => {
      const reaction: Reaction = answered.kind === 'body' ? readReaction(answered.text) : answered
      enter(() => react(ha, node, asked, reaction, clock()))
    })
  }
  /** Lease updates have connections of their own: a heartbeat does not wait behind them. */
  const clientFor = ({ relationship }: HaNode, asked: Ask): PeerClient => {
    const lane = asked.purpose === 'update' ? 'updates' : 'control'
    const key = `${lane} ${relationship.id} ${asked.peer.name}`
    let client = clients.get(key)
    if (!client) clients.set(key, (client = openClient(asked.peer, lane, relationship.connections, parts)))
    return client
  }

  const ha = createHa({ dhcp: server, relationships, perform, now: clock() })
  const listeners: Door[] = []
  const doors: { configured: string; at: string }[] = []
  const close = async (): Promise<void> => {
    isClosed = true
    clearTimeout(timer)
    endHa(ha)
    for (const client of clients.values()) client.close()
    await Promise.all(listeners.map((door) => door.close()))
  }
  try {
    for (const relationship of relationships) {
      if (!relationship.dedicatedListener) continue
      const door = await openListener(relationship, parts)
      listeners.push(door)
      doors.push({ configured: relationship.own.url, at: door.address })
    }
  } catch (error) {
    await close()
    throw error
  }
  enter(() => startHa(ha, clock()))
  return {
    ha,
    doors,
    room: () => enough - Math.max(0, ...ha.nodes.map((node) => node.updates.parked)),
    holds: (outcome, held) => shareOutcome(ha, outcome, outcome.kind === 'reply' ? held : undefined),
    command: (asked) => {
      let settle: ((answer: Answer) => void) | undefined
      let early: Answer | undefined
      const token: Waiting = {
        settle: (answer) => {
          if (settle) settle(answer)
          else early = answer
        },
      }
      const answer = runHaCommand(ha, { ...asked, token }, clock())
      plan()
      if (answer !== 'pending') return answer
      return new Promise((resolve) => {
        if (early) resolve(early)
        else settle = resolve
      })
    },
    amend: (command, answer) => amend(ha, command, answer, clock()),
    shiftClock: (ms) => {
      shiftClock(ha, ms)
      plan()
    },
    close,
  }
}

/** A repository seldom holds the keys: where a certificate is not on this machine, the partners talk without TLS, and it is said. */
function withTlsAtHand(relationship: Relationship, { onNotice }: PartnershipParts): Relationship {
  const peers = [relationship.own, ...relationship.others]
  const missing = peers.flatMap(({ tls }) => (tls ? [tls.trustAnchor, tls.certFile, tls.keyFile] : [])).find((file) => !existsSync(file))
  if (missing === undefined) return relationship
  onNotice(`${missing} is not on this machine: the partners talk without TLS`)
  const plain = (peer: Peer): Peer => ({ ...peer, tls: undefined, door: { ...peer.door, scheme: 'http' } })
  const { partner, own, others, servers } = relationship
  return { ...relationship, own: plain(own), partner: partner && plain(partner), others: others.map(plain), servers: servers.map(plain) }
}

function readReaction(text: string): Reaction {
  try {
    return reactionOf(JSON.parse(text))
  } catch {
    return { kind: 'refused', result: 1, reason: 'the answer is no JSON' }
  }
}

/** Kea takes each octet of the UTF-8 for a letter and encodes it again; ASCII stays what it is. */
function asKeaSends(secret: Buffer): Buffer {
  return Buffer.from(secret.toString('latin1'), 'utf8')
}

function openClient(peer: Peer, lane: 'updates' | 'control', connections: number, { places, clock }: PartnershipParts): PeerClient {
  const at = placeOf(peer.door, places.peers) ?? { host: '127.0.0.1', port: 1 }
  const secret = peer.auth && secretOf(peer.auth)
  return createPeerClient({
    ...at,
    connections: lane === 'updates' ? connections : 2,
    asksAhead: lane === 'updates',
    tls: peer.door.scheme === 'https' && peer.tls ? readTls(peer.tls) : undefined,
    authorization: secret && `Basic ${asKeaSends(secret).toString('base64')}`,
    clock,
  })
}

/** User and password of the own entry are what this server sends nobody: up to 3.2 Kea's listener asks for none. */
function openListener(relationship: Relationship, parts: PartnershipParts): Promise<Door> {
  const { own, restrictCommands, requireClientCerts } = relationship
  const at = placeOf(own.door, parts.places.own) ?? { host: '127.0.0.1', port: parts.nextPort() }
  return openHttpDoor(
    {
      address: at.host,
      port: at.port,
      tls: own.tls && { ...own.tls, certRequired: requireClientCerts },
      allows: restrictCommands ? (command) => partnersCommands.has(command) : undefined,
    },
    async (command) => [await parts.handle(command)],
  )
}
