/**
 * One step of a partnership: `step` is given everything that happens, with the time; it changes the node and says what is to be done.
 * It knows no clock, no socket and no randomness: what it says is asked comes back to it as a reaction.
 */
import { isMap } from '../dhcp/plan/scope'
import { askReset, onBacklogReaction, onResetReaction } from './backlog'
import { look, normalState, pauseIfAsked, scheduleHeartbeat, transition } from './machine'
import { onMaintenanceReaction } from './maintenance'
import { askTimeout, labelOf, tell } from './node'
import type { Ask, HaInput, HaNode, Out } from './node'
import { isInterrupted, noteAnswer, noteUnsent, setPartnerState, setPartnerUnavailable } from './partner'
import { isHaState } from './states'
import { onSyncReaction } from './sync'
import type { SyncAsk } from './sync'
import { onUpdateReaction } from './updates'
import { fromRfc1123, heartbeat } from './wire'
import type { Reaction } from './wire'

export function step(node: HaNode, input: HaInput, now: number, out: Out): void {
  switch (input.kind) {
    case 'start':
      start(node, now, out)
      return
    case 'tick':
      if (node.heartbeat.kind === 'due' && node.heartbeat.at <= now) sendHeartbeat(node, out)
      return
    case 'reaction':
      onReaction(node, input.ask, input.reaction, now, out)
  }
}

function start(node: HaNode, now: number, out: Out): void {
  const { own, mode, sendLeaseUpdates, syncLeases, others } = node.relationship
  const { name } = own
  if (!own.autoFailover) tell(node, out, 'HA_CONFIG_AUTO_FAILOVER_DISABLED', `${name}: auto-failover is off: it will not serve its partner's clients by itself`)
  if (others.length > 0 && !sendLeaseUpdates) tell(node, out, 'HA_CONFIG_LEASE_UPDATES_DISABLED', `${name}: sends no lease updates (send-lease-updates is false)`)
  if (!syncLeases) tell(node, out, 'HA_CONFIG_LEASE_SYNCING_DISABLED', `${name}: does not fetch its partner's leases (sync-leases is false)`)
  if (sendLeaseUpdates !== syncLeases) tell(node, out, 'HA_CONFIG_LEASE_UPDATES_AND_SYNCING_DIFFER', `${name}: send-lease-updates is ${sendLeaseUpdates} and sync-leases is ${syncLeases}, which is unusual`)
  tell(node, out, 'HA_SERVICE_STARTED', `${name}: begins in mode ${mode} as ${own.role}`, { mode, role: own.role })
  pauseIfAsked(node)
  look(node, 'start', now, out)
}

function sendHeartbeat(node: HaNode, out: Out): void {
  const { partner, own } = node.relationship
  if (!partner) return
  node.heartbeat = { kind: 'asked' }
  const afterSyncComplete = node.syncCompleteNotified
  node.syncCompleteNotified = false
  out.push({ kind: 'ask', ask: { purpose: 'heartbeat', peer: partner, command: heartbeat(own.name), timeoutMs: askTimeout, afterSyncComplete } })
}

function onReaction(node: HaNode, ask: Ask, reaction: Reaction, now: number, out: Out): void {
  switch (ask.purpose) {
    case 'update':
      if (onUpdateReaction(node, ask, reaction, now, out)) look(node, 'update', now, out)
      return
    case 'heartbeat':
      onHeartbeat(node, reaction, ask.afterSyncComplete, now, out)
      return
    case 'sync':
      onSync(node, ask, reaction, now, out)
      return
    case 'backlog':
      if (node.task !== 'backlog') return
      switch (onBacklogReaction(node, ask.item, reaction, out)) {
        case 'done':
          transition(node, normalState(node), out)
          look(node, 'task', now, out)
          return
        case 'failed':
          askReset(node, out)
      }
      return
    case 'reset':
      if (!onResetReaction(node, reaction, out) || node.state !== 'communication-recovery') return
      transition(node, 'waiting', out)
      look(node, 'task', now, out)
      return
    case 'maintenance-start':
    case 'maintenance-cancel':
      onMaintenanceReaction(node, ask, reaction, now, out)
  }
}

function onHeartbeat(node: HaNode, reaction: Reaction, afterSyncComplete: boolean, now: number, out: Out): void {
  const { own, partner } = node.relationship
  const label = partner ? labelOf(partner) : 'nobody'
  const { isHeartbeatStale, partner: view } = node
  const { state } = view
  node.isHeartbeatStale = false
  const fault = reaction.kind === 'ok' ? takeHeartbeat(node, reaction.arguments, now) : reaction.reason
  if (fault === undefined && isHeartbeatStale) setPartnerState(node, state, now)
  if (fault === undefined) noteAnswer(node, now)
  else {
    if (reaction.kind === 'lost') tell(node, out, 'HA_HEARTBEAT_COMMUNICATIONS_FAILED', `${own.name}: no answer from ${label}: ${fault}`, { reason: fault })
    else tell(node, out, 'HA_HEARTBEAT_FAILED', `${own.name}: ${label} turned the heartbeat down: ${fault}`, { reason: fault })
    setPartnerUnavailable(node, now)
    if (isInterrupted(node, now)) tell(node, out, 'HA_COMMUNICATION_INTERRUPTED', `${own.name}: has had no answer from ${partner?.name ?? 'its partner'} for longer than max-response-delay`)
  }
  if (node.heartbeat.kind === 'asked') node.heartbeat = { kind: 'due', at: now + node.relationship.heartbeatDelay }
  look(node, afterSyncComplete && fault !== undefined ? 'synced-partner-unavailable' : 'heartbeat', now, out)
}

/** What is wrong with the answer, if anything. */
function takeHeartbeat(node: HaNode, args: unknown, now: number): string | undefined {
  if (!isMap(args)) return 'the answer has no arguments'
  const { state, scopes } = args
  if (!isHaState(state) && state !== 'unavailable') return typeof state === 'string' ? `there is no state ${state}` : 'the answer has no state'
  setPartnerState(node, state, now)
  const date = args['date-time']
  const time = typeof date === 'string' ? fromRfc1123(date) : undefined
  if (time === undefined) return 'the answer has no date-time'
  node.partner.clocks = { own: now, partner: time }
  if (Array.isArray(scopes)) node.partner.scopes = scopes.filter((scope): scope is string => typeof scope === 'string' && scope !== '')
  const unsent = args['unsent-update-count']
  if (unsent === undefined) return undefined
  if (typeof unsent !== 'number') return 'unsent-update-count is no number'
  noteUnsent(node, unsent)
  return undefined
}

function onSync(node: HaNode, ask: SyncAsk, reaction: Reaction, now: number, out: Out): void {
  const { sync } = ask
  const over = onSyncReaction(node, ask, reaction, now, out)
  if (!over) return
  if (sync.pending) {
    const text = over.isComplete ? 'Lease database synchronization complete.' : (sync.fault ?? 'failed')
    sync.pending.settle({ result: over.isComplete ? 0 : 1, text }, now, out)
    return
  }
  if (node.state !== 'syncing') return
  if (over.isComplete) {
    transition(node, 'ready', out)
    look(node, 'task', now, out)
  }
  scheduleHeartbeat(node, now)
}
