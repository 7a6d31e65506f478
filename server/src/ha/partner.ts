/** What a server finds out about its partner: by heartbeats, by their absence, and by the clients that it leaves waiting. */
import type { Exchange } from '../dhcp/exchange'
import { isServing } from '../dhcp/server'
import { tell } from './node'
import type { HaNode, Out } from './node'
import type { PartnerState } from './states'

/** Seconds of difference between the clocks. */
const skewToWarn = 30
const skewToTerminate = 60
const msBetweenSkewWarnings = 60_000
/** How long a refused lease update counts, ms (a day). */
const refusalCounts = 86_400_000

export function setPartnerState(node: HaNode, state: PartnerState, now: number): void {
  const { partner } = node
  if (state !== partner.state) partner.stateSince = now
  partner.state = state
}

export function setPartnerUnavailable(node: HaNode, now: number): void {
  setPartnerState(node, 'unavailable', now)
  node.partner.clocks = undefined
  node.partner.lastSkewWarning = undefined
}

/** The partner has answered a heartbeat: whoever waits for it is its own again. */
export function noteAnswer(node: HaNode, now: number): void {
  const { partner } = node
  partner.lastAnswer = now
  partner.clients.clear()
  partner.unackedClients = 0
  partner.analyzedPackets = 0
}

export function isInterrupted(node: HaNode, now: number): boolean {
  return now - node.partner.lastAnswer > node.relationship.maxResponseDelay
}

/** Whole seconds by which the partner's clock is ahead. */
export function skewOf(node: HaNode): number {
  const { clocks } = node.partner
  return clocks ? Math.trunc((clocks.partner - clocks.own) / 1000) : 0
}

/** Hardware address and client identifier: what tells one client from another here. */
export function clientKeyOf(hwaddr: string, clientId: string | undefined): string {
  return `${hwaddr}\0${clientId ?? ''}`
}

const secondsSwapped = 0xff

/** A packet for the partner, which has not answered us for too long: does it answer its clients? */
export function analyze(node: HaNode, exchange: Exchange, out: Out): void {
  const { partner, relationship } = node
  partner.analyzedPackets++
  let secs = exchange.query.secs
  // Some clients swap the two octets of `secs`.
  if (secs > secondsSwapped && (secs & secondsSwapped) === 0) secs >>>= 8
  const isUnacked = secs * 1000 > relationship.maxAckDelay
  const key = clientKeyOf(exchange.query.hwaddr, exchange.query.options.get(61)?.toString('latin1'))
  const before = partner.clients.get(key)
  if (before === true || (before === false && !isUnacked)) return
  partner.clients.set(key, isUnacked)
  const client = Buffer.from(exchange.query.hwaddr, 'latin1').toString('hex')
  if (!isUnacked) {
    tell(node, out, 'HA_COMMUNICATION_INTERRUPTED_CLIENT4', `${relationship.own.name}: client ${client} asks the partner, which does not answer this server`, { client })
    return
  }
  partner.unackedClients++
  const left = unackedLeft(node)
  tell(node, out, 'HA_COMMUNICATION_INTERRUPTED_CLIENT4_UNACKED', `${relationship.own.name}: the partner left client ${client} without an answer; ${partner.unackedClients} such clients, ${left} more until partner-down`, {
    client,
    unacked: partner.unackedClients,
    left,
  })
}

export function unackedLeft({ partner, relationship }: HaNode): number {
  return Math.max(0, relationship.maxUnackedClients - partner.unackedClients + 1)
}

/** Whether this server should take over: no heartbeat for too long, and clients without answers where these can be seen. */
export function shouldFailOver(node: HaNode, now: number): boolean {
  if (!isInterrupted(node, now)) return false
  const { relationship, partner, server } = node
  const seesClients = relationship.mode === 'load-balancing' || relationship.own.role === 'standby'
  if (!seesClients || !isServing(server)) return true
  return relationship.maxUnackedClients === 0 || partner.unackedClients > relationship.maxUnackedClients
}

/** Whether the pair must part: the clocks differ too much, or too many leases were refused. Warns before. */
export function shouldTerminate(node: HaNode, now: number, out: Out): boolean {
  const { partner, relationship } = node
  const { name } = relationship.own
  const skew = skewOf(node)
  if (Math.abs(skew) > skewToTerminate) {
    tell(node, out, 'HA_HIGH_CLOCK_SKEW_CAUSED_TERMINATION', `${name}: the partner's clock is ${skewText(skew)}, more than ${skewToTerminate} s: the service terminates`, { skew })
    return true
  }
  if (Math.abs(skew) > skewToWarn && (partner.lastSkewWarning === undefined || now - partner.lastSkewWarning > msBetweenSkewWarnings)) {
    partner.lastSkewWarning = now
    tell(node, out, 'HA_HIGH_CLOCK_SKEW', `${name}: the partner's clock is ${skewText(skew)}; beyond ${skewToTerminate} s the service terminates`, { skew })
  }
  if (relationship.maxRejectedLeaseUpdates === 0 || countRefusals(node, now) < relationship.maxRejectedLeaseUpdates) return false
  tell(node, out, 'HA_LEASE_UPDATE_REJECTS_CAUSED_TERMINATION', `${name}: the partner refused the leases of ${partner.refusals.size} clients: the service terminates`)
  return true
}

function skewText(skew: number): string {
  return skew < 0 ? `${-skew} s behind` : `${skew} s ahead`
}

export function noteRefusal(node: HaNode, clientKey: string, now: number): void {
  node.partner.refusals.set(clientKey, now + refusalCounts)
}

export function noteAccepted(node: HaNode, clientKey: string): void {
  if (node.partner.refusals.size > 0) node.partner.refusals.delete(clientKey)
}

function countRefusals({ partner }: HaNode, now: number): number {
  for (const [key, until] of partner.refusals) if (until <= now) partner.refusals.delete(key)
  return partner.refusals.size
}

/**
 * The partner gave leases without telling, and they were not fetched since. Kea compares the counts of two heartbeats, and so forgets
 * what it has seen once too often; here the count is compared with that of the last fetch.
 */
export function hasUnseenLeases({ partner, relationship }: HaNode): boolean {
  return relationship.syncLeases && partner.unsentCount > partner.unsentFetched
}

/** A count that fell is that of a partner which began anew: it gives what it has when it synchronizes, or is a Kea that counts from 0. */
export function noteUnsent({ partner }: HaNode, count: number): void {
  if (count < partner.unsentFetched) partner.unsentFetched = 0
  partner.unsentCount = count
}
