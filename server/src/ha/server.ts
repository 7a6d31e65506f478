/** High Availability around one DHCP server: a node for each relationship, and which packet, lease and request is whose. */
import type { DropReason, Exchange, Outcome } from '../dhcp/exchange'
import type { Lease } from '../dhcp/leases/lease'
import { messageType } from '../dhcp/packet/codes'
import type { Subnet } from '../dhcp/plan-types'
import type { DhcpServer, Gate } from '../dhcp/server'
import { createNode, nextDue } from './node'
import type { Ask, Effect, HaInput, HaNode, Out } from './node'
import { analyze, isInterrupted } from './partner'
import { serverNameOf } from './relationship'
import type { Relationship } from './relationship'
import { scopeOf, serves, servesLease } from './scopes'
import { step } from './step'
import { share } from './updates'
import type { Verdict } from './updates'
import type { Reaction } from './wire'

export interface HaServer {
  readonly dhcp: DhcpServer
  readonly nodes: readonly HaNode[]
  readonly perform: Perform
}

/** What the adapter does. */
export type Perform = (node: HaNode, effect: Effect) => void

export interface HaParts {
  readonly dhcp: DhcpServer
  readonly relationships: readonly Relationship[]
  readonly perform: Perform
  /** ms since the epoch */
  readonly now: number
}

/** The server waits and asks for its partner only once `startHa` was called. */
export function createHa({ dhcp, relationships, perform, now }: HaParts): HaServer {
  const ha: HaServer = { dhcp, nodes: relationships.map((one) => createNode(one, dhcp, now)), perform }
  dhcp.gate = gateOf(ha)
  return ha
}

export function startHa(ha: HaServer, now: number): void {
  for (const node of ha.nodes) feed(ha, node, { kind: 'start' }, now)
}

/** The service is given up, as before a new configuration: DHCP is free of it. */
export function endHa(ha: HaServer): void {
  ha.dhcp.gate = undefined
  for (const origin of ha.dhcp.disabledBy.keys()) if (Number(origin) >= 1000 && Number(origin) < 2000) ha.dhcp.disabledBy.delete(origin)
}

export function feed(ha: HaServer, node: HaNode, input: HaInput, now: number): void {
  act(ha, node, (out) => {
    step(node, input, now, out)
  })
}

export function react(ha: HaServer, node: HaNode, ask: Ask, reaction: Reaction, now: number): void {
  feed(ha, node, { kind: 'reaction', ask, reaction }, now)
}

export function tickHa(ha: HaServer, now: number): void {
  for (const node of ha.nodes) if ((nextDue(node) ?? Infinity) <= now) feed(ha, node, { kind: 'tick' }, now)
}

/** The server's clock was put on by so much, ms: the next heartbeat stays as far away as it was. */
export function shiftClock(ha: HaServer, ms: number): void {
  for (const node of ha.nodes) if (node.heartbeat.kind === 'due') node.heartbeat = { kind: 'due', at: node.heartbeat.at + ms }
}

/** ms; Infinity: nothing is due. */
export function nextDueOf(ha: HaServer): number {
  return Math.min(...ha.nodes.map((node) => nextDue(node) ?? Infinity), Infinity)
}

/** Runs something that says what is to be done, and has it done. */
export function act<R>(ha: HaServer, node: HaNode, work: (out: Out) => R): R {
  const out: Out = []
  const result = work(out)
  for (const effect of out) ha.perform(node, effect)
  return result
}

/** What a packet changed is on disk: does its answer leave now, later (`token` comes back), or not at all? */
export function shareOutcome(ha: HaServer, outcome: Outcome, token: unknown): Verdict {
  if (outcome.kind === 'drop') return 'drop'
  const { exchange } = outcome
  const node = nodeFor(ha, exchange)
  if (!node) return 'send'
  const isAck = outcome.kind === 'reply' && outcome.reply.type === messageType.ack
  return act(ha, node, (out) => share(node, exchange, isAck, token, out))
}

function nodeFor({ nodes, dhcp }: HaServer, exchange: Exchange): HaNode | undefined {
  if (nodes.length < 2) return nodes[0]
  // A RELEASE or DECLINE has no subnet of its own: its lease has.
  const [lease] = [...exchange.stored, ...exchange.deleted]
  const subnet = exchange.subnet ?? (lease && dhcp.plan.subnetById.get(lease.subnetId))
  return subnet && nodeOfSubnet(nodes, subnet)
}

export function nodeNamed(nodes: readonly HaNode[], name: string): HaNode | undefined {
  return nodes.find((node) => node.relationship.servers.some((server) => server.name === name))
}

function nodeOfSubnet(nodes: readonly HaNode[], subnet: Subnet): HaNode | undefined {
  const name = serverNameOf(subnet.source, subnet.network?.source)
  return typeof name === 'string' ? nodeNamed(nodes, name) : undefined
}

function gateOf(ha: HaServer): Gate {
  const { nodes } = ha
  const judge = (node: HaNode, exchange: Exchange): DropReason | undefined => {
    const scope = scopeOf(node, exchange)
    if (scope.name !== undefined) exchange.classes.add(`HA_${scope.name}`)
    if (scope.isForAll || serves(node, scope.name)) return undefined
    const { nowMs } = ha.dhcp
    if (isInterrupted(node, nowMs)) act(ha, node, (out) => analyze(node, exchange, out))
    return 'other-scope'
  }
  return {
    onReceive: (exchange) => {
      const [node] = nodes
      return node && nodes.length === 1 ? judge(node, exchange) : undefined
    },
    onSubnet: (exchange) => {
      if (nodes.length < 2) return undefined
      const node = exchange.subnet && nodeOfSubnet(nodes, exchange.subnet)
      return node ? judge(node, exchange) : 'no-relationship'
    },
    mayReclaim: (lease: Lease) => {
      const node = nodes.length < 2 ? nodes[0] : nodeOfLease(ha, lease)
      return node?.state !== 'terminated' || servesLease(node, lease)
    },
  }
}

function nodeOfLease({ nodes, dhcp }: HaServer, lease: Lease): HaNode | undefined {
  const subnet = dhcp.plan.subnetById.get(lease.subnetId)
  return subnet && nodeOfSubnet(nodes, subnet)
}
