/** One server's side of one relationship, as a value: its state, what it knows of its partner, and what is under way between the two. */
import type { Lease } from '../dhcp/leases/lease'
import type { DhcpServer } from '../dhcp/server'
import { haEvent } from './events'
import type { HaEvent } from './events'
import type { Peer, Relationship } from './relationship'
import type { HaState, PartnerState } from './states'
import type { Reaction, WireCommand } from './wire'

export interface HaNode {
  readonly relationship: Relationship
  readonly server: DhcpServer
  state: HaState
  previous: HaState
  /** The state was entered, and what belongs to its beginning is still to be done. */
  isEntering: boolean
  isPaused: boolean
  /** States that paused the machine once already. */
  readonly pausedIn: Set<HaState>
  /** Names of the servers whose clients are answered here. */
  scopes: ReadonlySet<string>
  readonly partner: PartnerView
  heartbeat: Heartbeat
  /** The partner said that it has all leases: the next heartbeat tells whether it is in reach. */
  syncCompleteNotified: boolean
  /** What heartbeats are told while the partner is asked to leave maintenance: the state that this server is about to enter. */
  announced: HaState | undefined
  /** The heartbeat on its way was asked before the partner told of a change: its answer says how things were. */
  isHeartbeatStale: boolean
  /** Something is being asked that the machine waits for. */
  task: 'sync' | 'backlog' | 'reset' | undefined
  readonly backlog: Backlog
  readonly updates: Updates
}

/** What is known of the partner. */
export interface PartnerView {
  state: PartnerState
  /** When it was first seen in that state, ms. */
  stateSince: number
  scopes: readonly string[]
  /** The last good answer to a heartbeat, ms; at first, when this server began. */
  lastAnswer: number
  /** At the last heartbeat: both clocks, ms. */
  clocks: { readonly own: number; readonly partner: number } | undefined
  lastSkewWarning: number | undefined
  /** Clients of the partner heard while it does not answer: hardware address and client-id → whether it kept one waiting for too long. */
  readonly clients: Map<string, boolean>
  unackedClients: number
  analyzedPackets: number
  /** Clients whose lease the partner refused → until when that counts, ms. */
  readonly refusals: Map<string, number>
  /** How many leases it gave without telling us: its own count, and that count when we last fetched them all. */
  unsentCount: number
  unsentFetched: number
}

export type Heartbeat = { readonly kind: 'off' } | { readonly kind: 'due'; readonly at: number } | { readonly kind: 'asked' }

export interface BacklogItem {
  readonly lease: Lease
  readonly deletes: boolean
}

/** Updates for a partner that is out of reach (communication-recovery). */
export interface Backlog {
  readonly items: BacklogItem[]
  /** On their way, by address. */
  readonly sent: Set<number>
  isOverflown: boolean
}

export interface Updates {
  /** Leases of ours that the partner may not have, by address: a client hears of them only once it has. */
  readonly unconfirmed: Map<number, Lease>
  /** Addresses whose lease no client has heard of yet. */
  readonly unpromised: Set<number>
  /** Addresses given since the partner last had everything, without its being told. */
  readonly alone: Set<number>
  /** How many leases were given without telling the partner, since this server began. */
  unsentCount: number
  /** Updates of one address go out one after the other. */
  readonly queues: Map<string, UpdateAsk[]>
  parked: number
}

/** An answer to a client that waits until all that must have stored the lease have done so. */
export interface Held {
  readonly clientKey: string
  /** The adapter's own: what it would send. */
  readonly token: unknown
  left: number
  failed: boolean
}

interface AskParts {
  readonly peer: Peer
  readonly command: WireCommand
  readonly timeoutMs: number
}

export interface UpdateAsk extends AskParts {
  readonly purpose: 'update'
  readonly lease: Lease
  readonly deletes: boolean
  /** undefined: nobody waits for it. */
  readonly held: Held | undefined
  /** Of the client whose packet it is for. */
  readonly clientKey: string
  /** ms */
  sentAt: number
}

/** One request to a peer; the adapter gives it back with what came of it. */
export type Ask =
  | UpdateAsk
  | (AskParts & { readonly purpose: 'heartbeat'; readonly afterSyncComplete: boolean })
  | (AskParts & { readonly purpose: 'sync'; readonly sync: Sync; readonly step: SyncStep; readonly lease?: Lease })
  | (AskParts & { readonly purpose: 'backlog'; readonly item: BacklogItem })
  | (AskParts & { readonly purpose: 'reset' })
  | (AskParts & { readonly purpose: 'maintenance-start' | 'maintenance-cancel'; readonly pending: Pending })

export type SyncStep = 'disable' | 'count' | 'page' | 'push' | 'notify' | 'enable'

/** A synchronization under way. */
export interface Sync {
  readonly peer: Peer
  readonly seconds: number
  readonly begun: number
  /** The command ha-sync that asked for it; undefined: the state machine did. */
  readonly pending: Pending | undefined
  /** Last address of the page before. */
  after: number | undefined
  /** What the partner has, where ours is not the same: by address. */
  readonly theirs: Map<number, Lease>
  /** Addresses of which both have the same. */
  readonly same: Set<number>
  /** The partner's count of untold leases as it stopped serving. */
  unsentCount: number
  /** Leases of ours that the partner does not have, or not so young. */
  readonly toPush: Lease[]
  pushing: number
  pushed: number
  fault: string | undefined
}

/** A command whose answer is still to come. */
export interface Pending {
  /** Called once. */
  settle(answer: Answer, now: number, out: Out): void
}

export interface Answer {
  readonly result: number
  readonly text?: string
  readonly arguments?: unknown
}

export type HaInput =
  | { readonly kind: 'start' }
  /** Time has come for what `nextDue` named. */
  | { readonly kind: 'tick' }
  | { readonly kind: 'reaction'; readonly ask: Ask; readonly reaction: Reaction }

/** What the adapter is to do, in this order. */
export type Effect =
  | { readonly kind: 'ask'; readonly ask: Ask }
  /** All have stored it: the client gets its answer. */
  | { readonly kind: 'release'; readonly held: Held }
  | { readonly kind: 'discard'; readonly held: Held }
  | { readonly kind: 'event'; readonly event: HaEvent }
  /** The answer to a command that had to wait; `token` came with the command. */
  | { readonly kind: 'answer'; readonly token: unknown; readonly answer: Answer }

export type Out = Effect[]

/** `now` in ms. */
export function createNode(relationship: Relationship, server: DhcpServer, now: number): HaNode {
  return {
    relationship,
    server,
    state: 'waiting',
    previous: 'waiting',
    isEntering: true,
    isPaused: false,
    pausedIn: new Set(),
    scopes: new Set(),
    partner: {
      state: 'unknown',
      stateSince: now,
      scopes: [],
      lastAnswer: now,
      clocks: undefined,
      lastSkewWarning: undefined,
      clients: new Map(),
      unackedClients: 0,
      analyzedPackets: 0,
      refusals: new Map(),
      unsentCount: 0,
      unsentFetched: 0,
    },
    heartbeat: { kind: 'off' },
    syncCompleteNotified: false,
    announced: undefined,
    isHeartbeatStale: false,
    task: undefined,
    backlog: { items: [], sent: new Set(), isOverflown: false },
    updates: { unconfirmed: new Map(), unpromised: new Set(), alone: new Set(), unsentCount: 0, queues: new Map(), parked: 0 },
  }
}

export function tell(node: HaNode, out: Out, id: string, text: string, details?: Readonly<Record<string, string | number | boolean>>): void {
  out.push({ kind: 'event', event: haEvent(id, node.relationship.own.name, text, details) })
}

export function labelOf(peer: Peer): string {
  return `${peer.name} (${peer.url})`
}

/** How long Kea waits for an answer, ms. */
export const askTimeout = 10_000

/** Origins of dhcp-disable (ARM, "The dhcp-disable Command"): this server's own, and its partner's. */
export function localOrigin(node: HaNode): string {
  return String(1000 + node.relationship.id)
}

export function remoteOrigin(node: HaNode): number {
  return 2000 + node.relationship.id
}

/** When the node wants a tick, ms; undefined: not by itself. */
export function nextDue(node: HaNode): number | undefined {
  return node.heartbeat.kind === 'due' ? node.heartbeat.at : undefined
}
