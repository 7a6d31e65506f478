/** What one server tells the laboratory, a few times a second: its partnerships, the leases that changed, the packets that it saw. */
import type { DropReason, Outcome } from '../dhcp/exchange'
import { isExpired, leaseState } from '../dhcp/leases/lease'
import type { Lease } from '../dhcp/leases/lease'
import type { DhcpServer } from '../dhcp/server'
import type { HaNode } from '../ha/node'
import { isInterrupted, skewOf } from '../ha/partner'
import type { Relationship } from '../ha/relationship'
import type { HaServer } from '../ha/server'
import type { HaView } from './frame'

export interface ServerReport {
  /** ms since the epoch, by the server's clock. */
  readonly at: number
  readonly ha: readonly HaView[]
  /** The newest of each address since the report before; the first reports bring what was there. */
  readonly leases: readonly LeaseNote[]
  /** How many more are to be told in the next ones. */
  readonly leasesLeft: number
  readonly packets: readonly PacketNote[]
  /** Of all packets since the report before, those that are not among `packets` too. */
  readonly answered: number
  readonly unanswered: number
  /** ms, of all that were answered. */
  readonly latencies: readonly number[]
}

/** A lease, or an address that has none any more. */
export type LeaseNote = LeaseRecord | { readonly address: number; readonly isGone: true }

export interface LeaseRecord {
  readonly address: number
  readonly isGone: false
  /** Byte string, as the client identifier. */
  readonly hwaddr: string
  readonly clientId: string
  readonly hostname: string
  readonly state: number
  /** Seconds since the epoch. */
  readonly cltt: number
  readonly validLft: number
  readonly subnetId: number
}

export interface PacketNote {
  /** ms since the epoch, by the server's clock. */
  readonly at: number
  readonly query: Uint8Array
  /** undefined: it got none. */
  readonly reply: Uint8Array | undefined
  /** Of what was released or declined; the offered or acknowledged one; 0: none. */
  readonly address: number
  readonly outcome: 'reply' | 'released' | 'declined' | 'drop'
  readonly reason: DropReason | undefined
  /** ms until the answer left, the partner's confirmation included. */
  readonly took: number | undefined
}

/** What an edge calls as it handles packets. */
export interface PacketWatch {
  /** A packet is judged; what is returned goes to `left` or `discarded` where its answer waits. */
  judged(octets: Uint8Array, outcome: Outcome): Pending
  /** Its answer has left. */
  left(pending: Pending): void
  /** Its answer never leaves. */
  discarded(pending: Pending, reason: DropReason): void
  leaseChanged(lease: Lease, isGone: boolean): void
}

export interface Pending {
  /** When it came, ms since the epoch by the server's clock. */
  readonly at: number
  /** The same by the clock for durations, ms. */
  readonly begun: number
  readonly octets: Uint8Array
  readonly outcome: Outcome
}

export interface Reporter extends PacketWatch {
  /** What happened since it was called last. `now`: ms since the epoch, by the server's clock. */
  take(now: number): ServerReport
}

/** Beyond these, packets of one report are counted and not kept, and leases wait for the next. */
const mostPackets = 400
const mostLeases = 10_000

/** `precise`: ms for durations, of any origin, with fractions. */
export function createReporter(server: DhcpServer, haOf: () => HaServer | undefined, precise: () => number): Reporter {
  const changed = new Map<number, Lease | undefined>()
  for (const lease of server.leases.all()) changed.set(lease.address, lease)
  let packets: PacketNote[] = []
  let answered = 0
  let unanswered = 0
  let latencies: number[] = []
  const keep = (pending: Pending, note: Pick<PacketNote, 'outcome' | 'reason' | 'took' | 'address' | 'reply'>): void => {
    if (packets.length < mostPackets) packets.push({ at: pending.at, query: pending.octets, ...note })
  }
  const discarded = (pending: Pending, reason: DropReason): void => {
    unanswered++
    keep(pending, { outcome: 'drop', reason, took: undefined, address: 0, reply: undefined })
  }
  return {
    judged: (octets, outcome) => {
      const pending = { at: server.nowMs, begun: precise(), octets, outcome }
      if (outcome.kind === 'drop') discarded(pending, outcome.reason)
      return pending
    },
    left: (pending) => {
      const { outcome } = pending
      if (outcome.kind === 'drop') return
      const took = precise() - pending.begun
      answered++
      latencies.push(took)
      if (outcome.kind === 'reply') keep(pending, { outcome: 'reply', reason: undefined, took, address: outcome.reply.yiaddr, reply: outcome.octets })
      else keep(pending, { outcome: outcome.kind, reason: undefined, took: undefined, address: outcome.lease.address, reply: undefined })
    },
    discarded,
    leaseChanged: (lease, isGone) => {
      changed.set(lease.address, isGone ? undefined : lease)
    },
    take: (now) => {
      const leases: LeaseNote[] = []
      for (const [address, lease] of changed) {
        if (leases.length === mostLeases) break
        leases.push(lease ? recordOf(lease) : { address, isGone: true })
        changed.delete(address)
      }
      const report: ServerReport = {
        at: now,
        ha: (haOf()?.nodes ?? []).map((node) => viewOf(node, now)),
        leases,
        leasesLeft: changed.size,
        packets,
        answered,
        unanswered,
        latencies,
      }
      packets = []
      latencies = []
      answered = 0
      unanswered = 0
      return report
    },
  }
}

function recordOf({ address, hwaddr, clientId = '', hostname, state, cltt, validLft, subnetId }: Lease): LeaseRecord {
  return { address, isGone: false, hwaddr, clientId, hostname, state, cltt, validLft, subnetId }
}

/** What its file says of a partnership that is not running. */
export function idleView({ own, mode, partner, heartbeatDelay, maxResponseDelay, maxUnackedClients }: Relationship): HaView {
  return {
    name: own.name,
    mode,
    role: own.role,
    state: '',
    scopes: [],
    partner: partner?.name ?? '',
    partnerState: partner ? 'unknown' : '',
    heartbeatAge: null,
    heartbeatDelay,
    maxResponseDelay,
    isInterrupted: false,
    unacked: 0,
    unackedLimit: maxUnackedClients,
    clockSkew: null,
    backlog: 0,
  }
}

function viewOf(node: HaNode, now: number): HaView {
  const { relationship, partner, backlog } = node
  return {
    ...idleView(relationship),
    state: node.state,
    scopes: [...node.scopes].sort(),
    partnerState: relationship.partner ? partner.state : '',
    heartbeatAge: relationship.partner ? Math.max(0, now - partner.lastAnswer) : null,
    isInterrupted: relationship.partner !== undefined && isInterrupted(node, now),
    unacked: partner.unackedClients,
    clockSkew: partner.clocks ? skewOf(node) * 1000 : null,
    backlog: backlog.items.length,
  }
}

/** Counted as in use: assigned and not over. */
export function isUsed(lease: LeaseRecord, nowMs: number): boolean {
  return lease.state === leaseState.assigned && !isExpired(lease, Math.floor(nowMs / 1000))
}
