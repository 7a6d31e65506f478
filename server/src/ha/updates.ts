/**
 * Lease updates: a client gets its ACK only after its partner has stored the lease (ARM, "Lease Information Sharing").
 * An update that fails leaves the lease unconfirmed: until one gets through, no answer from the cache takes its place.
 */
import { atLeast } from '../config/release'
import { result } from '../dhcp/commands/context'
import { dropLease } from '../dhcp/commands/leases'
import type { Exchange } from '../dhcp/exchange'
import { textOfAddress } from '../dhcp/leases/csv'
import { isExpired, leaseState } from '../dhcp/leases/lease'
import type { Lease } from '../dhcp/leases/lease'
import { messageType } from '../dhcp/packet/codes'
import { askTimeout, labelOf, remoteOrigin, tell } from './node'
import type { Answer, BacklogItem, HaNode, Held, Out, UpdateAsk } from './node'
import { clientKeyOf, noteAccepted, noteRefusal, setPartnerUnavailable } from './partner'
import type { Peer } from './relationship'
import { stateTraits } from './states'
import { leaseDelete, leaseUpdate, othersClient } from './wire'
import type { Reaction } from './wire'

export type Verdict = 'send' | 'hold' | 'drop'

const defaultParkedLimit = 256

/** What was stored for a packet is on disk; does its answer leave now? `isAck`: there is one, and it promises a lease. `token` comes back with it. */
export function share(node: HaNode, exchange: Exchange, isAck: boolean, token: unknown, out: Out): Verdict {
  const { relationship, updates } = node
  if (exchange.isOffer || !relationship.sendLeaseUpdates) return 'send'
  const changes = changesOf(node, exchange, isAck)
  if (changes.length === 0) return 'send'
  const limit = node.server.plan.source['parked-packet-limit'] ?? defaultParkedLimit
  for (const { lease } of changes) if (isNew(exchange, lease)) updates.unpromised.add(lease.address)
  if (isAck && typeof limit === 'number' && limit > 0 && updates.parked >= limit) {
    for (const { lease } of changes) updates.unconfirmed.set(lease.address, lease)
    return 'drop'
  }
  const clientKey = clientKeyOf(exchange.query.hwaddr, exchange.clientId)
  const held: Held = { clientKey, token, left: 0, failed: false }
  for (const peer of relationship.others) {
    const way = wayTo(node, peer)
    if (way === 'queue') queueLater(node, changes)
    else if (way === 'alone') giveAlone(node, changes)
    else for (const change of changes) sendTo(node, peer, change, held, out)
  }
  if (held.left === 0) {
    for (const { lease } of changes) updates.unpromised.delete(lease.address)
    return 'send'
  }
  updates.parked++
  return 'hold'
}

/** Whether the packet made the lease: no client was told of it before. */
function isNew({ oldLease }: Exchange, lease: Lease): boolean {
  return !oldLease || oldLease.address !== lease.address || oldLease.state !== leaseState.assigned || !isSameClient(oldLease, lease)
}

/** The last of several rows for one address; a lease from the cache that the partner may not have. */
function changesOf({ updates, server }: HaNode, exchange: Exchange, isAck: boolean): BacklogItem[] {
  const { stored, deleted, lease } = exchange
  const changes: BacklogItem[] = deleted.map((one) => ({ lease: one, deletes: true }))
  // Up to 2.6 a released lease is deleted at the partner, whether or not it is kept here.
  const isReleaseOfOld = exchange.type === messageType.release && !atLeast(server.plan.release, '3.0')
  const byAddress = new Map(stored.map((one) => [one.address, one]))
  for (const one of byAddress.values()) changes.push({ lease: one, deletes: isReleaseOfOld })
  const fromCache = isAck && changes.length === 0 && lease && updates.unconfirmed.has(lease.address) ? server.leases.get(lease.address) : undefined
  if (fromCache) changes.push({ lease: fromCache, deletes: false })
  return changes
}

function wayTo({ relationship, state }: HaNode, peer: Peer): 'send' | 'queue' | 'alone' {
  if (peer.role === 'backup') return 'send'
  if (state === 'communication-recovery') return 'queue'
  return relationship.own.role !== 'backup' && stateTraits[state].sendsUpdates ? 'send' : 'alone'
}

/** Beyond the limit, the whole database will be synchronized instead. */
function queueLater(node: HaNode, changes: readonly BacklogItem[]): void {
  const { backlog, relationship, updates } = node
  for (const change of changes) {
    updates.unconfirmed.delete(change.lease.address)
    if (backlog.items.length >= relationship.delayedUpdatesLimit) {
      backlog.isOverflown = true
      updates.alone.add(change.lease.address)
    } else backlog.items.push(change)
  }
}

function giveAlone({ updates }: HaNode, changes: readonly BacklogItem[]): void {
  updates.unsentCount++
  for (const { lease, deletes } of changes) {
    updates.unconfirmed.delete(lease.address)
    if (!deletes) updates.alone.add(lease.address)
  }
}

/** On the way back to normal without the partner's having fetched everything: what it was not told of, it is told now. */
export function catchUp(node: HaNode, out: Out): void {
  const { updates, server, relationship } = node
  const { partner, sendLeaseUpdates } = relationship
  if (!partner || !sendLeaseUpdates) return
  for (const address of updates.alone) {
    const lease = server.leases.get(address)
    if (!lease) continue
    abandon(node, queueKey({ peer: partner, lease }), out)
    sendTo(node, partner, { lease, deletes: false }, { clientKey: clientKeyOf(lease.hwaddr, lease.clientId), token: undefined, left: 0, failed: true }, out)
  }
  updates.alone.clear()
}

/** What went out for the address before the partner was lost is not waited for: it may hang until its time is over. */
function abandon(node: HaNode, key: string, out: Out): void {
  const [, ...waiting] = node.updates.queues.get(key) ?? []
  node.updates.queues.delete(key)
  for (const ask of waiting) settle(node, ask, false, out)
}

function sendTo(node: HaNode, peer: Peer, { lease, deletes }: BacklogItem, held: Held, out: Out): void {
  const { updates, relationship } = node
  const isAwaited = relationship.waitBackupAck || peer.role !== 'backup'
  if (isAwaited) held.left++
  if (isAwaited) updates.unconfirmed.set(lease.address, lease)
  const ask: UpdateAsk = { purpose: 'update', peer, command: deletes ? leaseDelete(lease) : leaseUpdate(lease), timeoutMs: askTimeout, lease, deletes, held: isAwaited ? held : undefined, clientKey: held.clientKey, sentAt: 0 }
  enqueue(node, ask, out)
}

/** How long an answer takes at the most where nothing is wrong, ms. */
const usualAnswer = 1000

/** One after the other for one address, so that the last one wins at the partner too. One that hangs does not hold up its client's next. */
function enqueue(node: HaNode, ask: UpdateAsk, out: Out): void {
  const { updates, server } = node
  const key = queueKey(ask)
  const [before] = updates.queues.get(key) ?? []
  const hangs = before !== undefined && server.nowMs - before.sentAt > usualAnswer && !before.deletes && !ask.deletes && isSameClient(before.lease, ask.lease)
  if (hangs) abandon(node, key, out)
  const queue = updates.queues.get(key)
  ask.sentAt = server.nowMs
  if (queue) queue.push(ask)
  else {
    updates.queues.set(key, [ask])
    out.push({ kind: 'ask', ask })
  }
}

function queueKey({ peer, lease }: Pick<UpdateAsk, 'peer' | 'lease'>): string {
  return `${lease.address} ${peer.name}`
}

/** True when nothing of the packet is under way any more, so that the state machine is to look again. */
export function onUpdateReaction(node: HaNode, ask: UpdateAsk, reaction: Reaction, now: number, out: Out): boolean {
  const { updates } = node
  const isOk = reaction.kind === 'ok'
  if (!isOk) tellFailure(node, ask, reaction, out)
  if (ask.peer.role !== 'backup') noteOutcome(node, ask, reaction, now, out)
  const isSettled = settle(node, ask, isOk, out)
  const queue = updates.queues.get(queueKey(ask))
  if (queue?.[0] !== ask) return isSettled
  queue.shift()
  sendWaiting(node, ask, queue, out)
  return isSettled
}

/** The next one for the address that still says how things stand. What was overtaken meanwhile is never sent: it would undo the newer. */
function sendWaiting(node: HaNode, { peer, lease }: UpdateAsk, queue: UpdateAsk[], out: Out): void {
  const { updates, server } = node
  const current = server.leases.get(lease.address)
  const isSending = wayTo(node, peer) === 'send'
  for (let next = queue[0]; next; next = queue[0]) {
    if (isSending && (current === next.lease || (next.deletes && !current))) {
      next.sentAt = server.nowMs
      out.push({ kind: 'ask', ask: next })
      return
    }
    queue.shift()
    settle(node, next, false, out)
  }
  updates.queues.delete(queueKey({ peer, lease }))
}

/** One answer fewer to wait for; true when it was the last. */
function settle({ updates }: HaNode, { held, lease }: UpdateAsk, isOk: boolean, out: Out): boolean {
  if (!held) return false
  held.left--
  if (!isOk) fail(held, out)
  if (held.left > 0) return false
  updates.parked--
  if (!held.failed) {
    if (updates.unconfirmed.get(lease.address) === lease) updates.unconfirmed.delete(lease.address)
    updates.unpromised.delete(lease.address)
    out.push({ kind: 'release', held })
  }
  return true
}

function fail(held: Held, out: Out): void {
  if (held.failed) return
  held.failed = true
  out.push({ kind: 'discard', held })
}

function noteOutcome(node: HaNode, ask: UpdateAsk, reaction: Reaction, now: number, out: Out): void {
  const { updates, server } = node
  switch (reaction.kind) {
    case 'ok': {
      noteAccepted(node, ask.clientKey)
      if (updates.unconfirmed.get(ask.lease.address) === ask.lease) updates.unconfirmed.delete(ask.lease.address)
      // The address went to a client of the partner meanwhile: the partner must not keep ours.
      const current = server.leases.get(ask.lease.address)
      if (ask.held?.failed === true && current && current !== ask.lease && !isSameClient(current, ask.lease)) sendTo(node, ask.peer, { lease: current, deletes: false }, { clientKey: ask.clientKey, token: undefined, left: 0, failed: true }, out)
      return
    }
    case 'conflict':
      // One that gave way already is no refusal.
      if (ask.held?.failed !== true) noteRefusal(node, ask.clientKey, now)
      if (reaction.reason.includes(othersClient(ask.lease.address))) forget(node, ask.lease)
      // What the partner knows and we do not is better learnt at once.
      if (node.heartbeat.kind === 'due') node.heartbeat = { kind: 'due', at: now }
      return
    default:
      setPartnerUnavailable(node, now)
  }
}

/** A lease that was never promised, for an address that a client of the partner has. */
function forget({ updates, server }: HaNode, lease: Lease): void {
  const { address } = lease
  if (updates.unpromised.has(address) && server.leases.get(address) === lease) dropLease(server, lease)
  updates.unconfirmed.delete(address)
  updates.unpromised.delete(address)
}

function tellFailure(node: HaNode, { peer, lease }: UpdateAsk, reaction: Exclude<Reaction, { kind: 'ok' }>, out: Out): void {
  const { own } = node.relationship
  const address = textOfAddress(lease.address)
  const details = { address, peer: peer.name, reason: reaction.reason }
  const begin = `${own.name}: the update of ${address}`
  if (reaction.kind === 'lost') tell(node, out, 'HA_LEASE_UPDATE_COMMUNICATIONS_FAILED', `${begin} did not reach ${labelOf(peer)}: ${reaction.reason}`, details)
  else if (reaction.kind === 'conflict') tell(node, out, 'HA_LEASE_UPDATE_CONFLICT', `${begin} conflicts with what ${labelOf(peer)} has: ${reaction.reason}`, details)
  else tell(node, out, 'HA_LEASE_UPDATE_FAILED', `${begin} was turned down by ${labelOf(peer)}: ${reaction.reason}`, details)
}

/**
 * An update that the partner sends. undefined: it is stored, as Kea stores everything. It is turned down where the address is a living client's
 * whom the partner cannot know of: one who got it here while the partner was away, or, of two servers that chose one address at the same
 * moment, the primary's. Kea lets both clients have it. What was overtaken on its way, or gives back what is another's by now, changes nothing.
 */
export function judgeUpdate(node: HaNode, update: Lease, now: number, out: Out): Answer | undefined {
  const { updates, server, relationship } = node
  const existing = server.leases.get(update.address)
  if (existing?.state !== leaseState.assigned || isExpired(existing, Math.floor(now / 1000))) return undefined
  const unchanged: Answer = { result: result.ok, text: 'IPv4 lease updated.' }
  if (isSameClient(existing, update)) return update.cltt < existing.cltt ? unchanged : undefined
  if (update.state === leaseState.released) return unchanged
  if (update.state !== leaseState.assigned) return undefined
  const conflict: Answer = { result: result.conflict, text: othersClient(update.address) }
  if (updates.alone.has(update.address)) return conflict
  const inFlight = relationship.partner && updates.queues.get(queueKey({ peer: relationship.partner, lease: update }))
  if (!inFlight) return undefined
  // A partner that synchronizes has promised what it sends; what is on its way to it is not promised yet.
  const isSynchronizing = server.disabledBy.has(String(remoteOrigin(node)))
  if (relationship.own.role === 'primary' && !isSynchronizing) return conflict
  for (const ask of inFlight) if (ask.held) fail(ask.held, out)
  updates.unconfirmed.delete(update.address)
  return undefined
}

/** A lease that the partner has deleted. Kea goes by the address alone; where that is another client's by now, there is nothing to delete. */
export function judgeDelete({ server }: HaNode, deleted: Lease, now: number): Answer | undefined {
  const existing = server.leases.get(deleted.address)
  if (existing?.state !== leaseState.assigned || isExpired(existing, Math.floor(now / 1000)) || isSameClient(existing, deleted)) return undefined
  return { result: result.empty, text: 'IPv4 lease not found.' }
}

function isSameClient(one: Lease, other: Lease): boolean {
  if (one.clientId !== undefined && one.clientId === other.clientId) return true
  return (one.clientId === undefined || other.clientId === undefined) && one.hwaddr === other.hwaddr
}
