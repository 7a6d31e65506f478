/** A client's messages tried on a server of its own that nobody else asks: the engine's outcome, and what it looked at on the way. */
import type { MessageWriter, Saying } from '../clients/message'
import { answer } from '../dhcp/answer'
import type { Exchange, Outcome } from '../dhcp/exchange'
import { arrivalOn, loopback, mapInterfaces } from '../dhcp/interfaces'
import type { MappedInterface } from '../dhcp/interfaces'
import { leaseFormat } from '../dhcp/leases/csv'
import { createLeaseStore } from '../dhcp/leases/store'
import { messageType, option } from '../dhcp/packet/codes'
import { optionOf } from '../dhcp/packet/reply'
import type { ClientClass, Plan, Subnet } from '../dhcp/plan-types'
import { createServer, setNow } from '../dhcp/server'
import type { DhcpServer, Gate } from '../dhcp/server'
import { settle } from '../ha/machine'
import { act, createHa } from '../ha/server'
import type { HaServer } from '../ha/server'
import type { Part } from '../expression/explain'
import type { Subject } from '../expression/subject'
import type { ExplainedServer } from './explained-server'

/** One message and what came of it. */
export interface Trial {
  readonly octets: Buffer
  readonly outcome: Outcome
  /** undefined: the message was not even read. */
  readonly exchange: Exchange | undefined
  /** As the subnet was selected; undefined: it did not get that far. */
  readonly selection: Selection | undefined
  /** By class: its last evaluation in this exchange. */
  readonly judgements: ReadonlyMap<string, Part>
}

export interface Selection {
  readonly subnet: Subnet | undefined
  readonly classes: ReadonlySet<string>
}

/** A fresh server with its partners up: what they know of each other is the state of normal operation. */
export interface Bench {
  readonly dhcp: DhcpServer
  readonly ha: HaServer
  send(octets: Buffer): Trial
  /** From now on also its partners' clients. */
  serveAll(): void
}

/** Called with each class as it is evaluated, and with what it is evaluated for; what it gives is kept for the class. */
export type OnJudge = (one: ClientClass, subject: Subject) => Part | undefined

/** Where chance decides, the first of what is possible is taken, so that an explanation does not change by itself. */
const noChance = (): number => 0

/** `now` in ms since the epoch. */
export function createBench({ plan, relationships }: ExplainedServer, now: number, onJudge: OnJudge): Bench {
  let judgements = new Map<string, Part>()
  let exchange: Exchange | undefined
  let selection: Selection | undefined
  const watched = watchClasses(plan, (one, subject) => {
    const part = onJudge(one, subject)
    if (part) judgements.set(one.name, part)
  })
  const interfaces = mapInterfaces(plan)
  const [iface = noInterface] = interfaces
  const addresses = new Set(interfaces.map((one) => one.address))
  const leases = createLeaseStore(() => undefined, leaseFormat(plan.release))
  const dhcp = createServer({ plan: watched, leases, random: noChance, addresses, now })
  const ha = createHa({ dhcp, relationships, perform: () => undefined, now })
  for (const node of ha.nodes) act(ha, node, (out) => settle(node, out))
  dhcp.gate = watchGate(dhcp.gate, {
    onReceive: (received) => {
      exchange = received
    },
    onSubnet: ({ subnet, classes }) => {
      selection = { subnet, classes: new Set(classes) }
    },
  })
  return {
    dhcp,
    ha,
    serveAll: () => {
      for (const node of ha.nodes) node.scopes = new Set(node.relationship.servers.map((one) => one.name))
      dhcp.disabledBy.clear()
    },
    send: (octets) => {
      judgements = new Map()
      exchange = undefined
      selection = undefined
      const outcome = answer(dhcp, arrivalOn(iface, octets, loopback, serverPort))
      return { octets, outcome, exchange, selection, judgements }
    },
  }
}

const serverPort = 67
/** A plan always names one. */
const noInterface: MappedInterface = { name: 'any', address: loopback, knownFrom: undefined, isLoopback: false }

function watchClasses(plan: Plan, note: (one: ClientClass, subject: Subject) => void): Plan {
  const classes = plan.classes.map((one): ClientClass => {
    const { test, template } = one
    const noted =
      <V>(run: (subject: Subject) => V) =>
      (subject: Subject): V => {
        note(one, subject)
        return run(subject)
      }
    return { ...one, test: test && noted(test), template: template && noted(template) }
  })
  return { ...plan, classes, classByName: new Map(classes.map((one) => [one.name, one])) }
}

function watchGate(inner: Gate | undefined, seen: { onReceive(exchange: Exchange): void; onSubnet(exchange: Exchange): void }): Gate {
  return {
    onReceive: (exchange) => {
      seen.onReceive(exchange)
      return inner?.onReceive(exchange)
    },
    onSubnet: (exchange) => {
      seen.onSubnet(exchange)
      return inner?.onSubnet(exchange)
    },
    mayReclaim: (lease) => inner?.mayReclaim(lease) ?? true,
  }
}

/** A DISCOVER, and the REQUEST that takes what was offered. */
export function tryDora(bench: Bench, write: MessageWriter): Trial[] {
  const discover = bench.send(write({ ...first, type: messageType.discover }))
  const { outcome } = discover
  if (outcome.kind !== 'reply' || outcome.reply.yiaddr === 0) return [discover]
  const serverId = optionOf(outcome.reply.options, option.serverId)
  const request = { ...first, type: messageType.request, requestedAddress: outcome.reply.yiaddr, ...(serverId && { serverId }) }
  return [discover, bench.send(write(request))]
}

const first: Omit<Saying, 'type'> = { n: 0, xid: 1, secs: 0 }

/** The REQUEST of a client that has its lease for half of its time (RFC 2131 section 4.4.5); what got it the lease comes before it. */
export function tryRenewal(bench: Bench, write: MessageWriter, now: number): Trial[] {
  const before = tryDora(bench, write)
  const outcome = before.at(-1)?.outcome
  if (outcome?.kind !== 'reply' || outcome.reply.type !== messageType.ack) return before
  const t1 = secondsIn(optionOf(outcome.reply.options, option.renewalTime)) ?? (secondsIn(optionOf(outcome.reply.options, option.leaseTime)) ?? 0) / 2
  setNow(bench.dhcp, now + Math.floor(t1) * 1000)
  return [...before, bench.send(write({ ...first, xid: 2, type: messageType.request, ciaddr: outcome.reply.yiaddr, isUnicast: true }))]
}

/** An INFORM from a client that has its address from elsewhere (RFC 2131 section 3.4). */
export function tryInform(bench: Bench, write: MessageWriter, address: number): Trial[] {
  return [bench.send(write({ ...first, type: messageType.inform, ciaddr: address }))]
}

export function secondsIn(octets: Uint8Array | undefined): number | undefined {
  return octets?.length === 4 ? Buffer.from(octets).readUInt32BE() : undefined
}
