/** One client of a crowd: what it knows, and what it is about. */
import type { Waiting } from './due-queue'
import type { MessageWriter } from './message'
import type { Said } from './on-the-way'
import type { ClientAct, ClientProfile } from './profile'

/** RFC 2131 figure 5, and what a client is after a NAK and after a DECLINE. */
export type ClientState = 'init' | 'selecting' | 'requesting' | 'init-reboot' | 'rebooting' | 'bound' | 'renewing' | 'rebinding' | 'refused' | 'declined'

/** How an act ended. */
export type Ending = 'done' | 'refused' | 'unanswered'

export interface Group {
  readonly id: number
  readonly profile: ClientProfile
  readonly write: MessageWriter
  readonly lives: boolean
  readonly clients: Client[]
  /** What its profile asks for; 0: nothing. */
  readonly requestedAddress: number
  /** The servers that its clients reach. */
  servers: readonly string[]
  bound: number
}

/** Addresses are numbers, times ms; Infinity: for ever. */
export interface Lease {
  readonly address: number
  /** Who acknowledged it. */
  readonly server: string
  /** Its server identifier. */
  readonly serverId: number
  readonly renewAt: number
  readonly rebindAt: number
  readonly expiresAt: number
}

/** An act under way. */
export interface Asking extends Said {
  readonly act: ClientAct
  xid: number
  /** Message type. */
  type: number
  readonly begun: number
  /** When the client began to try at all: what `secs` counts from. */
  readonly since: number
  /** When it gives up. */
  readonly until: number
  tries: number
  sentAt: number
  /** That of the DISCOVER, which the REQUEST repeats (RFC 2131 section 4.4.1). */
  secs: number
  offer: { readonly address: number; readonly serverId: number } | undefined
  wasRefused: boolean
}

export interface Client extends Waiting {
  readonly id: number
  readonly group: Group
  /** Its number in the group, from 0. */
  readonly n: number
  /** Byte string. */
  readonly hwaddr: string
  state: ClientState
  lease: Lease | undefined
  /** The address that it had last; 0: none. */
  remembered: number
  asking: Asking | undefined
  /** How its last act ended; undefined: it has not. */
  ending: Ending | undefined
  /** In words. */
  last: string
}
