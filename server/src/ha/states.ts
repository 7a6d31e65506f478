/** The states of Kea's High Availability, as they stand on the wire (ARM, "Server States"). */

export const haStates = [
  'backup',
  'communication-recovery',
  'hot-standby',
  'in-maintenance',
  'load-balancing',
  'partner-down',
  'partner-in-maintenance',
  'passive-backup',
  'ready',
  'syncing',
  'terminated',
  'waiting',
] as const
export type HaState = (typeof haStates)[number]

/** What is known of the partner: its state, that it does not answer, or nothing before it was first asked. */
export type PartnerState = HaState | 'unavailable' | 'unknown'

export function isHaState(text: unknown): text is HaState {
  return (haStates as readonly unknown[]).includes(text)
}

export type Mode = 'load-balancing' | 'hot-standby' | 'passive-backup'
export type Role = 'primary' | 'secondary' | 'standby' | 'backup'

/** Which clients a server answers in a state: nobody, those of its own scope, or its partner's too. */
export type Serving = 'nobody' | 'own' | 'all' | 'all-if-failover'

export interface StateTraits {
  readonly serving: Serving
  /** Whether the DHCP service runs at all. */
  readonly isServing: boolean
  /** Whether each lease goes to the partner before the client hears of it. */
  readonly sendsUpdates: boolean
  readonly heartbeat: 'on' | 'off' | 'unchanged'
  /** Whether what the partner refused so far no longer counts. */
  readonly forgetsRefusals: boolean
}

const silent = { serving: 'nobody', isServing: false, sendsUpdates: false, heartbeat: 'on', forgetsRefusals: false } as const
const normal = { serving: 'own', isServing: true, sendsUpdates: true, heartbeat: 'on', forgetsRefusals: false } as const

export const stateTraits: Readonly<Record<HaState, StateTraits>> = {
  backup: { ...silent, heartbeat: 'unchanged' },
  'communication-recovery': { ...normal, sendsUpdates: false },
  'hot-standby': normal,
  'in-maintenance': silent,
  'load-balancing': normal,
  'partner-down': { ...normal, serving: 'all-if-failover', sendsUpdates: false, forgetsRefusals: true },
  'partner-in-maintenance': { ...normal, serving: 'all' },
  'passive-backup': { ...normal, sendsUpdates: false, heartbeat: 'off' },
  ready: { ...silent, forgetsRefusals: true },
  syncing: { ...silent, heartbeat: 'unchanged', forgetsRefusals: true },
  terminated: { ...normal, sendsUpdates: false, heartbeat: 'off', forgetsRefusals: true },
  waiting: { ...silent, forgetsRefusals: true },
}
