/**
 * Fetching the partner's leases (ARM, "Lease Information Sharing"): the partner stops serving, hands out its database page by page, and hears
 * when all is here. Of two leases for one address the younger one stays. Two of the same second are not compared by Kea; here the partner's
 * stays, since it was serving. And what only this server has, given while it was alone and before it died, goes to the partner: Kea's
 * partner never hears of it.
 */
import { takeLease } from '../dhcp/commands/leases'
import { leaseState, isExpired } from '../dhcp/leases/lease'
import type { Lease } from '../dhcp/leases/lease'
import { isMap } from '../dhcp/plan/scope'
import { askTimeout, labelOf, remoteOrigin, tell } from './node'
import type { Ask, HaNode, Out, Pending, Sync, SyncStep } from './node'
import { noteUnsent, setPartnerUnavailable } from './partner'
import type { Peer } from './relationship'
import { dhcpDisable, dhcpEnable, heartbeat, leaseOf, leasePage, leaseUpdate, syncCompleteNotify } from './wire'
import type { Reaction, WireCommand } from './wire'

export interface SyncResult {
  readonly sync: Sync
  readonly isComplete: boolean
}

/** `seconds`: how long the partner stays disabled at the most; 0: without a limit. */
export function beginSync(node: HaNode, peer: Peer, seconds: number, pending: Pending | undefined, now: number, out: Out): void {
  node.task = 'sync'
  const sync: Sync = { peer, seconds, begun: now, pending, after: undefined, theirs: new Map(), same: new Set(), unsentCount: 0, toPush: [], pushing: 0, pushed: 0, fault: undefined }
  tell(node, out, 'HA_SYNC_START', `${node.relationship.own.name}: fetches the leases of ${labelOf(peer)}`)
  if (node.relationship.syncPageLimit === 0) sync.fault = 'sync-page-limit is 0, so no page can be asked for'
  ask(node, sync, 'disable', out)
}

export type SyncAsk = Extract<Ask, { purpose: 'sync' }>

function ask(node: HaNode, sync: Sync, step: Exclude<SyncStep, 'push'>, out: Out): void {
  const timeoutMs = step === 'page' ? node.relationship.syncTimeout : askTimeout
  out.push({ kind: 'ask', ask: { purpose: 'sync', peer: sync.peer, command: commandFor(node, sync, step), timeoutMs, sync, step } })
}

function commandFor(node: HaNode, sync: Sync, step: Exclude<SyncStep, 'push'>): WireCommand {
  switch (step) {
    case 'disable':
      return dhcpDisable(remoteOrigin(node), sync.seconds)
    case 'count':
      return heartbeat(node.relationship.own.name)
    case 'page':
      return leasePage(sync.after, node.relationship.syncPageLimit)
    case 'notify':
      return syncCompleteNotify(node.relationship.own.name, remoteOrigin(node))
    case 'enable':
      return dhcpEnable(remoteOrigin(node))
  }
}

/** The result once it is over. */
export function onSyncReaction(node: HaNode, { sync, step, lease }: SyncAsk, reaction: Reaction, now: number, out: Out): SyncResult | undefined {
  switch (step) {
    case 'disable':
      if (reaction.kind !== 'ok') {
        failStep(node, sync, 'HA_DHCP_DISABLE', 'could not be stopped', reaction, now, out)
        return end(node, sync, now, out)
      }
      ask(node, sync, sync.fault !== undefined ? 'enable' : sync.after === undefined ? 'count' : 'page', out)
      return undefined
    case 'count':
      sync.unsentCount = countIn(node, reaction)
      ask(node, sync, 'page', out)
      return undefined
    case 'page':
      // Each page stops the partner anew, so that its time does not run out in a long database.
      if (takePage(node, sync, reaction, now, out)) ask(node, sync, 'disable', out)
      else {
        if (sync.fault === undefined) sync.toPush.push(...ownLeases(node, sync, now))
        push(node, sync, out)
      }
      return undefined
    case 'push':
      onPushed(node, sync, lease, reaction)
      push(node, sync, out)
      return undefined
    case 'notify':
      if (reaction.kind === 'unsupported') {
        ask(node, sync, 'enable', out)
        return undefined
      }
      if (reaction.kind !== 'ok') failStep(node, sync, 'HA_SYNC_COMPLETE_NOTIFY', 'did not take note that the leases are here', reaction, now, out)
      return end(node, sync, now, out)
    case 'enable':
      if (reaction.kind !== 'ok') failStep(node, sync, 'HA_DHCP_ENABLE', 'could not be started again', reaction, now, out)
      return end(node, sync, now, out)
  }
}

/** How many leases the partner has given untold, now that it gives no more: whatever it counts later was not fetched. Kea does not ask. */
function countIn(node: HaNode, reaction: Reaction): number {
  const count = reaction.kind === 'ok' && isMap(reaction.arguments) ? reaction.arguments['unsent-update-count'] : undefined
  if (typeof count === 'number') noteUnsent(node, count)
  return node.partner.unsentCount
}

/** How many leases are on their way at a time. */
const pushWindow = 16

/** Sends on; when all are there, the partner hears that it is over. */
function push(node: HaNode, sync: Sync, out: Out): void {
  while (sync.fault === undefined && sync.pushing < pushWindow) {
    const lease = sync.toPush.pop()
    if (!lease) break
    sync.pushing++
    out.push({ kind: 'ask', ask: { purpose: 'sync', peer: sync.peer, command: leaseUpdate(lease), timeoutMs: askTimeout, sync, step: 'push', lease } })
  }
  if (sync.pushing === 0) ask(node, sync, sync.fault === undefined ? 'notify' : 'enable', out)
}

function onPushed({ server, updates }: HaNode, sync: Sync, lease: Lease | undefined, reaction: Reaction): void {
  sync.pushing--
  if (!lease) return
  if (reaction.kind === 'ok') {
    sync.pushed++
    updates.unconfirmed.delete(lease.address)
    updates.alone.delete(lease.address)
  } else if (reaction.kind === 'lost') sync.fault ??= reaction.reason
  else {
    // The partner keeps what it has: so do we.
    const theirs = sync.theirs.get(lease.address)
    if (theirs && server.leases.get(lease.address) === lease) takeLease(server, theirs)
  }
}

/** Living leases that the partner does not have, or has older. */
function ownLeases(node: HaNode, sync: Sync, now: number): Lease[] {
  if (!isPartner(node, sync)) return []
  const found: Lease[] = []
  for (const lease of node.server.leases.all()) {
    const isLiving = (lease.state === leaseState.assigned || lease.state === leaseState.declined) && !isExpired(lease, Math.floor(now / 1000))
    if (isLiving && !sync.same.has(lease.address) && concerns(node, lease)) found.push(lease)
  }
  return found
}

function failStep(node: HaNode, sync: Sync, id: string, what: string, reaction: Exclude<Reaction, { kind: 'ok' }>, now: number, out: Out): void {
  sync.fault ??= reaction.reason
  setPartnerUnavailable(node, now)
  const name = reaction.kind === 'lost' ? `${id}_COMMUNICATIONS_FAILED` : `${id}_FAILED`
  tell(node, out, name, `${node.relationship.own.name}: ${labelOf(sync.peer)} ${what}: ${reaction.reason}`, { reason: reaction.reason })
}

function end(node: HaNode, sync: Sync, now: number, out: Out): SyncResult {
  node.task = undefined
  const { own } = node.relationship
  const seconds = (now - sync.begun) / 1000
  if (sync.fault === undefined) {
    if (isPartner(node, sync)) {
      node.updates.alone.clear()
      node.partner.unsentFetched = sync.unsentCount
    }
    tell(node, out, 'HA_SYNC_SUCCESSFUL', `${own.name}: has the leases of ${labelOf(sync.peer)} after ${seconds.toFixed(3)} s${sync.pushed > 0 ? `, and gave it ${sync.pushed} that it did not have` : ''}`, { seconds, given: sync.pushed })
  } else tell(node, out, 'HA_SYNC_FAILED', `${own.name}: could not fetch the leases of ${labelOf(sync.peer)}: ${sync.fault}`, { reason: sync.fault })
  return { sync, isComplete: sync.fault === undefined }
}

/** True when there is another page. */
function takePage(node: HaNode, sync: Sync, reaction: Reaction, now: number, out: Out): boolean {
  const { relationship } = node
  const { own } = relationship
  if (reaction.kind !== 'ok') {
    failPage(node, sync, reaction.kind === 'lost', reaction.reason, now, out)
    return false
  }
  const leases = isMap(reaction.arguments) ? reaction.arguments['leases'] : undefined
  if (!Array.isArray(leases)) {
    failPage(node, sync, false, 'the answer has no list of leases', now, out)
    return false
  }
  tell(node, out, 'HA_LEASES_SYNC_LEASE_PAGE_RECEIVED', `${own.name}: ${leases.length} leases came from ${labelOf(sync.peer)}`, { leases: leases.length })
  let taken = 0
  let last: number | undefined
  for (const value of leases) {
    const lease = leaseOf(value)
    if (!lease) {
      tell(node, out, 'HA_LEASE_SYNC_FAILED', `${own.name}: a lease of the page cannot be read: ${JSON.stringify(value)}`)
      continue
    }
    last = lease.address
    if (concerns(node, lease) && takeOne(node, sync, lease)) taken++
  }
  tell(node, out, 'HA_LEASES_SYNC_APPLIED_LEASES', `${own.name}: took over ${taken} of them`, { leases: taken })
  const isFull = leases.length >= relationship.syncPageLimit
  if (!isFull || last === undefined) return false
  sync.after = last
  return true
}

function failPage(node: HaNode, sync: Sync, isLost: boolean, reason: string, now: number, out: Out): void {
  sync.fault ??= reason
  setPartnerUnavailable(node, now)
  const id = isLost ? 'HA_LEASES_SYNC_COMMUNICATIONS_FAILED' : 'HA_LEASES_SYNC_FAILED'
  tell(node, out, id, `${node.relationship.own.name}: no leases came from ${labelOf(sync.peer)}: ${reason}`, { reason })
}

/** With several relationships, leases of another one's subnets are left alone. */
function concerns({ relationship: { subnetIds } }: HaNode, lease: Lease): boolean {
  return subnetIds === undefined || subnetIds.size === 0 || subnetIds.has(lease.subnetId)
}

function takeOne({ server, updates }: HaNode, sync: Sync, lease: Lease): boolean {
  const existing = server.leases.get(lease.address)
  const isSame = existing?.cltt === lease.cltt && isSameLease(existing, lease)
  const isNews = !existing || existing.cltt < lease.cltt || (existing.cltt === lease.cltt && !isSame)
  if (isSame || isNews) {
    sync.same.add(lease.address)
    updates.unconfirmed.delete(lease.address)
    updates.unpromised.delete(lease.address)
  } else sync.theirs.set(lease.address, lease)
  if (isNews) takeLease(server, lease)
  return isNews
}

function isSameLease(one: Lease, other: Lease): boolean {
  return one.validLft === other.validLft && one.state === other.state && one.hwaddr === other.hwaddr && one.clientId === other.clientId && one.subnetId === other.subnetId && one.hostname === other.hostname
}

/** ha-sync may name a backup server too. */
function isPartner({ relationship }: HaNode, { peer }: Sync): boolean {
  return peer.name === relationship.partner?.name
}
