/** The state machine: what a server does next, by its own state and its partner's (ARM, "Server States"). */
import { askReset, beginBacklog, dropBacklog } from './backlog'
import { localOrigin, tell } from './node'
import type { HaNode, Out } from './node'
import { hasUnseenLeases, isInterrupted, shouldFailOver, shouldTerminate } from './partner'
import { scopesFor } from './scopes'
import { stateTraits } from './states'
import type { HaState, Mode, PartnerState } from './states'
import { beginSync } from './sync'
import { catchUp } from './updates'

/** Why the machine looks at its state. */
export type Cause = 'start' | 'heartbeat' | 'update' | 'task' | 'command' | 'maintenance-start' | 'maintenance-cancel' | 'synced-partner-unavailable'

/** A command changes one state; whatever follows from that one waits for the next heartbeat, as in Kea. */
const singleSteps: ReadonlySet<Cause> = new Set<Cause>(['command', 'maintenance-start', 'maintenance-cancel'])

/** Lets the machine act until it rests. */
export function look(node: HaNode, cause: Cause, now: number, out: Out): void {
  while (actOnce(node, cause, now, out)) if (singleSteps.has(cause)) return
}

/** As after a quiet start of both servers: the state in which they stay is entered at once. */
export function settle(node: HaNode, out: Out): void {
  transition(node, node.relationship.own.role === 'backup' ? 'backup' : normalState(node), out)
  if (node.isEntering) enter(node, 'start', out)
}

/** True when the state changed. */
function actOnce(node: HaNode, cause: Cause, now: number, out: Out): boolean {
  const { state } = node
  if (node.isEntering) enter(node, cause, out)
  else if (cause === 'synced-partner-unavailable' && state === 'partner-down') setService(node, true, out)
  if (stateTraits[state].heartbeat === 'on') scheduleHeartbeat(node, now)
  if (cause === 'maintenance-cancel' || node.isPaused || node.task !== undefined) return false
  const next = decide(node, now, out)
  if (next === undefined) return false
  transition(node, next, out)
  return true
}

function enter(node: HaNode, cause: Cause, out: Out): void {
  const { state, relationship } = node
  const { own, partner } = relationship
  const traits = stateTraits[state]
  node.isEntering = false
  node.scopes = scopesFor(relationship, traits.serving, cause === 'maintenance-start')
  setService(node, traits.isServing, out)
  if (traits.forgetsRefusals) node.partner.refusals.clear()
  if (traits.heartbeat === 'off') node.heartbeat = { kind: 'off' }
  if (node.isPaused) tell(node, out, 'HA_STATE_MACHINE_PAUSED', `${own.name}: stays in ${state} until ha-continue`, { state })
  if (state === 'in-maintenance') tell(node, out, 'HA_MAINTENANCE_SHUTDOWN_SAFE', `${own.name}: may be shut down now, its partner serves all clients`)
  if (state === 'partner-in-maintenance') tell(node, out, 'HA_MAINTENANCE_STARTED', `${own.name}: serves all clients while ${partner?.name ?? 'its partner'} is in maintenance`)
  if (state === 'partner-down' && cause === 'maintenance-start') tell(node, out, 'HA_MAINTENANCE_STARTED_IN_PARTNER_DOWN', `${own.name}: serves all clients, since ${partner?.name ?? 'its partner'} is out of reach already`)
  if (traits.sendsUpdates && node.updates.alone.size > 0) catchUp(node, out)
  if (state === 'terminated') tell(node, out, 'HA_TERMINATED', `${own.name}: the partnership has ended; put right what the messages before this one name, and restart both servers`)
}

/** Starts or stops DHCP on this server's own account (dhcp-disable of others stays). */
export function setService(node: HaNode, isOn: boolean, out: Out): void {
  const { disabledBy } = node.server
  const origin = localOrigin(node)
  const { name } = node.relationship.own
  if (isOn === !disabledBy.has(origin)) return
  if (isOn) {
    disabledBy.delete(origin)
    tell(node, out, 'HA_LOCAL_DHCP_ENABLE', `${name}: answers clients in ${node.state}`, { state: node.state })
  } else {
    disabledBy.set(origin, Infinity)
    tell(node, out, 'HA_LOCAL_DHCP_DISABLE', `${name}: answers no client in ${node.state}`, { state: node.state })
  }
}

export function transition(node: HaNode, next: HaState, out: Out): void {
  const { state, relationship } = node
  const { own, mode, sendLeaseUpdates } = relationship
  const isActive = mode !== 'passive-backup' && own.role !== 'backup'
  const partnerState = node.partner.state
  if (mode === 'passive-backup') tell(node, out, 'HA_STATE_TRANSITION_PASSIVE_BACKUP', `${own.name}: goes from ${state} to ${next}`, { from: state, to: next })
  else tell(node, out, 'HA_STATE_TRANSITION', `${own.name}: goes from ${state} to ${next}, its partner is ${partnerState}`, { from: state, to: next, partner: partnerState })
  if (state === 'waiting' && next === 'ready') tell(node, out, 'HA_CONFIG_LEASE_SYNCING_DISABLED_REMINDER', `${own.name}: passes syncing over, since sync-leases is false`)
  if (state === 'communication-recovery' && next !== state) dropBacklog(node)
  if (node.task === 'backlog' && next !== 'communication-recovery') node.task = undefined
  node.previous = state
  node.state = next
  node.isEntering = next !== state
  if (node.isEntering) pauseIfAsked(node)
  if (!isActive) return
  if (stateTraits[next].sendsUpdates && sendLeaseUpdates) tell(node, out, 'HA_LEASE_UPDATES_ENABLED', `${own.name}: tells its partner of each lease in ${next}`, { state: next })
  else if (!sendLeaseUpdates) tell(node, out, 'HA_CONFIG_LEASE_UPDATES_DISABLED_REMINDER', `${own.name}: tells nobody of its leases in ${next}, since send-lease-updates is false`, { state: next })
  else tell(node, out, 'HA_LEASE_UPDATES_DISABLED', `${own.name}: tells its partner of no lease in ${next}`, { state: next })
}

export function pauseIfAsked(node: HaNode): void {
  const pause = node.relationship.pauses.get(node.state) ?? 'never'
  const isDue = pause === 'always' || (pause === 'once' && !node.pausedIn.has(node.state))
  if (!isDue || node.isPaused) return
  node.isPaused = true
  node.pausedIn.add(node.state)
}

type Guard = (node: HaNode, now: number, out: Out) => HaState | undefined
type Row = Partial<Record<PartnerState | 'otherwise', HaState | Guard>>

export const normalState = ({ relationship: { mode } }: HaNode): HaState => mode
const isPrimary = ({ relationship: { own } }: HaNode): boolean => own.role === 'primary'
const afterWaiting = (node: HaNode): HaState => (node.relationship.syncLeases ? 'syncing' : 'ready')
const failOver: Guard = (node, now) => (shouldFailOver(node, now) ? 'partner-down' : undefined)
/** Of two that wait for each other, the primary goes first. */
const primaryFirst = (next: (node: HaNode) => HaState): Guard => (node) => (isPrimary(node) ? next(node) : undefined)
/** A partner that is back: straight on, or first its leases that never came here. */
const resume: Guard = (node) => (hasUnseenLeases(node) ? 'waiting' : normalState(node))

const fetchUnseen: Guard = (node) => (hasUnseenLeases(node) ? 'waiting' : undefined)

const normalRow: Row = {
  'hot-standby': fetchUnseen,
  'load-balancing': fetchUnseen,
  'in-maintenance': 'partner-in-maintenance',
  'partner-down': 'waiting',
  'partner-in-maintenance': 'in-maintenance',
  terminated: 'terminated',
  unavailable: (node, now, out) => failOver(node, now, out) ?? (node.relationship.delayedUpdatesLimit > 0 ? 'communication-recovery' : undefined),
}

const wakingUp: Guard = (node, now) => (!isInterrupted(node, now) && node.backlog.isOverflown ? 'waiting' : undefined)

/** Own state → partner's state → next state. What is not in it changes nothing. */
const table: Readonly<Record<HaState, Row>> = {
  waiting: {
    'communication-recovery': afterWaiting,
    'hot-standby': afterWaiting,
    'load-balancing': afterWaiting,
    'in-maintenance': afterWaiting,
    'partner-down': afterWaiting,
    'partner-in-maintenance': afterWaiting,
    ready: afterWaiting,
    terminated: awaitRestart,
    waiting: primaryFirst(afterWaiting),
    unavailable: failOver,
  },
  syncing: { terminated: 'terminated', unavailable: failOver, otherwise: synchronize },
  ready: {
    'hot-standby': resume,
    'load-balancing': resume,
    'communication-recovery': resume,
    'in-maintenance': 'partner-in-maintenance',
    'partner-in-maintenance': 'in-maintenance',
    ready: primaryFirst(normalState),
    terminated: 'terminated',
    unavailable: failOver,
  },
  'hot-standby': normalRow,
  'load-balancing': normalRow,
  'communication-recovery': {
    'in-maintenance': 'partner-in-maintenance',
    'partner-down': 'waiting',
    'partner-in-maintenance': 'in-maintenance',
    terminated: 'terminated',
    unavailable: failOver,
    waiting: wakingUp,
    syncing: wakingUp,
    ready: wakingUp,
    otherwise: (node, now, out) => (isInterrupted(node, now) ? undefined : reunite(node, now, out)),
  },
  'partner-down': {
    'communication-recovery': 'waiting',
    'partner-down': 'waiting',
    'partner-in-maintenance': 'waiting',
    ready: resume,
    terminated: 'terminated',
  },
  'partner-in-maintenance': { unavailable: 'partner-down' },
  'in-maintenance': {},
  terminated: {},
  backup: {},
  'passive-backup': {},
}

/** States that a partner of the other mode can never be in. */
const onlyIn: Partial<Record<PartnerState, { readonly mode: Mode; readonly id: string }>> = {
  'communication-recovery': { mode: 'load-balancing', id: 'HA_INVALID_PARTNER_STATE_COMMUNICATION_RECOVERY' },
  'hot-standby': { mode: 'hot-standby', id: 'HA_INVALID_PARTNER_STATE_HOT_STANDBY' },
  'load-balancing': { mode: 'load-balancing', id: 'HA_INVALID_PARTNER_STATE_LOAD_BALANCING' },
}

const unguarded: ReadonlySet<HaState> = new Set<HaState>(['in-maintenance', 'terminated', 'backup', 'passive-backup'])

function decide(node: HaNode, now: number, out: Out): HaState | undefined {
  const { state, relationship, partner } = node
  if (unguarded.has(state)) return undefined
  if (state === 'waiting' && relationship.own.role === 'backup') return 'backup'
  if (state === 'waiting' && relationship.mode === 'passive-backup') return 'passive-backup'
  if (shouldTerminate(node, now, out)) return 'terminated'
  if (state !== 'partner-in-maintenance' && isPartnerImpossible(node, out)) return state === 'waiting' ? undefined : 'waiting'
  const row = table[state]
  const next = row[partner.state] ?? row.otherwise
  return typeof next === 'function' ? next(node, now, out) : next
}

function isPartnerImpossible(node: HaNode, out: Out): boolean {
  const { own, mode } = node.relationship
  const only = onlyIn[node.partner.state]
  if (!only || only.mode === mode) return false
  tell(node, out, only.id, `${own.name}: the partner is in ${node.partner.state}, which mode ${mode} does not have: the two files differ`)
  return true
}

/** Minutes that a server waits for the restart of a partner that terminated. */
const minutesForRestart = 10

function awaitRestart(node: HaNode, now: number, out: Out): HaState | undefined {
  const { name } = node.relationship.own
  if (now - node.partner.stateSince >= minutesForRestart * 60_000) {
    tell(node, out, 'HA_TERMINATED_PARTNER_DID_NOT_RESTART', `${name}: the partner terminated and was not restarted for ${minutesForRestart} minutes: this server terminates too`)
    return 'terminated'
  }
  tell(node, out, 'HA_TERMINATED_RESTART_PARTNER', `${name}: waits until the terminated partner is restarted`)
  return undefined
}

function synchronize(node: HaNode, now: number, out: Out): undefined {
  const { partner, syncTimeout } = node.relationship
  // Nothing was heard of it yet: the heartbeat comes first.
  if (!partner || node.partner.state === 'unknown') {
    scheduleHeartbeat(node, now)
    return
  }
  node.heartbeat = { kind: 'off' }
  beginSync(node, partner, Math.max(1, Math.floor(syncTimeout / 1000)), undefined, now, out)
}

/** The link is back: what waited goes out, or both synchronize. */
function reunite(node: HaNode, _now: number, out: Out): HaState | undefined {
  const { state } = node.partner
  if (state !== normalState(node) && state !== 'communication-recovery') return state === 'unknown' ? undefined : 'waiting'
  if (node.backlog.isOverflown) {
    askReset(node, out)
    return undefined
  }
  if (!beginBacklog(node, out)) return undefined
  return normalState(node)
}

export function scheduleHeartbeat(node: HaNode, now: number): void {
  const { heartbeatDelay, partner } = node.relationship
  if (node.heartbeat.kind === 'off' && heartbeatDelay > 0 && partner) node.heartbeat = { kind: 'due', at: now + heartbeatDelay }
}
