/** Taking one server out of service on purpose: ha-maintenance-start, -notify and -cancel (ARM, "Controlled Shutdown and Maintenance"). */
import { look, transition } from './machine'
import { askTimeout, labelOf, tell } from './node'
import type { Answer, Ask, HaNode, Out, Pending } from './node'
import { setPartnerState, setPartnerUnavailable } from './partner'
import { isHaState } from './states'
import type { HaState } from './states'
import { maintenanceNotify } from './wire'
import type { Reaction } from './wire'
import { isMap } from '../dhcp/plan/scope'

/** Not an error of communication: the server that was asked may not enter the state. */
const notAllowed = 1001

const cannotStart: ReadonlySet<HaState> = new Set<HaState>(['backup', 'in-maintenance', 'partner-in-maintenance', 'terminated'])
const cannotEnter: ReadonlySet<HaState> = new Set<HaState>(['backup', 'partner-in-maintenance', 'terminated'])

/** The partner is about to be taken down. undefined: the answer comes with `pending`. */
export function startMaintenance(node: HaNode, pending: Pending, out: Out): Answer | undefined {
  if (cannotStart.has(node.state)) return { result: 1, text: `Unable to transition the server from the ${node.state} to partner-in-maintenance state.` }
  return notify(node, 'maintenance-start', false, node.state, pending, out)
}

export function cancelMaintenance(node: HaNode, pending: Pending, out: Out): Answer | undefined {
  if (node.state !== 'partner-in-maintenance') return { result: 1, text: 'Unable to cancel maintenance request because the server is not in the partner-in-maintenance state.' }
  node.announced = stateBefore(node)
  return notify(node, 'maintenance-cancel', true, node.announced, pending, out)
}

function notify(node: HaNode, purpose: 'maintenance-start' | 'maintenance-cancel', cancel: boolean, state: HaState, pending: Pending, out: Out): Answer | undefined {
  const { partner, own } = node.relationship
  if (!partner) return { result: 1, text: `no failover partner server found for this server ${own.name}` }
  out.push({ kind: 'ask', ask: { purpose, peer: partner, command: maintenanceNotify(own.name, cancel, state), timeoutMs: askTimeout, pending } })
  return undefined
}

/** Back to where it was; where that is the same state, waiting finds the way. */
function stateBefore({ state, previous }: HaNode): HaState {
  return previous === state ? 'waiting' : previous
}

export function onMaintenanceReaction(node: HaNode, ask: Extract<Ask, { pending: Pending }>, reaction: Reaction, now: number, out: Out): void {
  const { partner, own } = node.relationship
  const isStart = ask.purpose === 'maintenance-start'
  node.announced = undefined
  node.isHeartbeatStale = node.heartbeat.kind === 'asked'
  if (reaction.kind !== 'ok') {
    const id = `HA_MAINTENANCE_NOTIFY_${isStart ? '' : 'CANCEL_'}${reaction.kind === 'lost' ? 'COMMUNICATIONS_' : ''}FAILED`
    tell(node, out, id, `${own.name}: ${partner ? labelOf(partner) : 'nobody'} ${isStart ? 'did not enter maintenance' : 'did not leave maintenance'}: ${reaction.reason}`, { reason: reaction.reason })
    setPartnerUnavailable(node, now)
  }
  ask.pending.settle(isStart ? onStarted(node, reaction, now, out) : onCanceled(node, reaction, now, out), now, out)
}

function onStarted(node: HaNode, reaction: Reaction, now: number, out: Out): Answer {
  if (reaction.kind === 'lost' || (reaction.kind !== 'ok' && reaction.result === 1)) {
    enterBy(node, 'partner-down', now, out)
    return { result: 0, text: 'Server is now in the partner-down state as its partner appears to be offline for maintenance.' }
  }
  if (reaction.kind !== 'ok') {
    return { result: 1, text: `Unable to transition to the partner-in-maintenance state. The partner server responded with the following message to the ha-maintenance-notify command: ${reaction.reason}.` }
  }
  setPartnerState(node, 'in-maintenance', now)
  enterBy(node, 'partner-in-maintenance', now, out)
  return { result: 0, text: 'Server is now in the partner-in-maintenance state and its partner is in-maintenance state. The partner can be now safely shut down.' }
}

function enterBy(node: HaNode, state: HaState, now: number, out: Out): void {
  transition(node, state, out)
  look(node, 'maintenance-start', now, out)
}

function onCanceled(node: HaNode, reaction: Reaction, now: number, out: Out): Answer {
  if (reaction.kind !== 'ok') return { result: 1, text: `Unable to cancel maintenance. The partner server responded with the following message to the ha-maintenance-notify command: ${reaction.reason}.` }
  // Its state has changed; up to 2.6 it does not say to which.
  setPartnerUnavailable(node, now)
  const state = isMap(reaction.arguments) ? reaction.arguments['state'] : undefined
  if (isHaState(state)) setPartnerState(node, state, now)
  if (node.state === 'partner-in-maintenance') {
    transition(node, stateBefore(node), out)
    look(node, 'maintenance-cancel', now, out)
  }
  return { result: 0, text: 'Server maintenance successfully canceled.' }
}

/** The partner asks this server to fall silent, or to take up its work again. */
export function onMaintenanceNotify(node: HaNode, cancel: boolean, partnerState: string, now: number, out: Out): Answer {
  node.isHeartbeatStale = node.heartbeat.kind === 'asked'
  if (!cancel) {
    if (cannotEnter.has(node.state)) return { result: notAllowed, text: `Unable to transition the server from the ${node.state} to in-maintenance state.` }
    transition(node, 'in-maintenance', out)
    look(node, 'command', now, out)
    return { result: 0, text: 'Server is in-maintenance state.' }
  }
  if (node.state !== 'in-maintenance') return { result: 1, text: 'Unable to cancel the maintenance for the server not in the in-maintenance state.' }
  if (isHaState(partnerState)) setPartnerState(node, partnerState, now)
  else setPartnerUnavailable(node, now)
  transition(node, stateBefore(node), out)
  look(node, 'maintenance-cancel', now, out)
  return { result: 0, text: 'Server maintenance canceled.', arguments: { state: node.state } }
}
