/**
 * What a page and the laboratory say to each other: the page in VS Code, the one in a browser, the tree and the output channels.
 * Plain data only, as JSON carries it. Times are ms since the epoch, in the laboratory's own time.
 */
import type { ClientAct, ClientProfile } from '../clients/profile'
import type { ExplainedAct, Explanation, Place } from '../explain/explanation'
import type { Frame } from './frame'

/** Page → laboratory: what the page shows from now on; frames hold that and no more. */
export interface Look {
  readonly look: View
}

export interface View {
  readonly leases?: { readonly from: number; readonly count: number; readonly only: 'all' | 'different'; readonly search: string }
  /** `from` counts from the oldest kept; 'end': the newest, and it follows. */
  readonly packets?: { readonly from: number | 'end'; readonly count: number; readonly only: 'all' | 'unanswered'; readonly search: string }
  /** As one server has it. `subnet` undefined: the first. */
  readonly addresses?: { readonly server: string; readonly subnet: number | undefined; readonly mostCells: number }
  readonly clients?: { readonly from: number; readonly count: number; readonly search: string }
  readonly chart?: boolean
  /** Log lines of every server are pushed, from those kept on. */
  readonly logs?: boolean
}

/** Page → laboratory: something to be done or told; answered by a `Reply` with the same number. */
export type Ask = { readonly id: number } & AskBody

export type ServerAct = 'start' | 'stop' | 'kill' | 'pause' | 'continue' | 'lose-leases' | 'maintenance-start' | 'maintenance-cancel'

export type AskBody =
  /** Boots every server, or all again in the other kind of time. */
  | { readonly ask: 'boot'; readonly time: 'real' | 'virtual' }
  | { readonly ask: 'end' }
  | { readonly ask: 'server'; readonly server: string; readonly act: ServerAct }
  /** The server's clock is ahead by so much, ms. */
  | { readonly ask: 'skew'; readonly server: string; readonly ms: number }
  /** From a server, or 'clients', to another. What is left out stays. */
  | { readonly ask: 'link'; readonly from: string; readonly to: string; readonly bothWays: boolean; readonly change: LinkChange }
  | { readonly ask: 'mend-links' }
  /** `act`: what all do at once. `lives`: they renew, rebind and begin anew by their timers, as clients do. */
  | { readonly ask: 'add-clients'; readonly profile: ClientProfile; readonly count: number; readonly act: ClientAct | undefined; readonly lives: boolean }
  | { readonly ask: 'act'; readonly clients: Chosen; readonly act: ClientAct }
  /** So many times a second, one client of these after the other, until 0. */
  | { readonly ask: 'load'; readonly clients: Chosen; readonly act: ClientAct; readonly perSecond: number }
  | { readonly ask: 'remove-clients'; readonly clients: Chosen }
  /** Virtual time: seconds in a second; 0 stands still. */
  | { readonly ask: 'speed'; readonly factor: number }
  /** Virtual time: so much passes now, ms; may be broken off by 'speed'. */
  | { readonly ask: 'pass'; readonly ms: number }
  /** What is done from now on is written down as a scenario; `false` ends it. */
  | { readonly ask: 'record'; readonly on: boolean }
  | { readonly ask: 'play'; readonly scenario: string }
  | { readonly ask: 'stop-playing' }
  | { readonly ask: 'explain'; readonly profile: ClientProfile; readonly act: ExplainedAct }
  /** A client that the place in a file is about: of a subnet, pool, reservation or class. */
  | { readonly ask: 'client-for'; readonly file: string; readonly line: number; readonly column: number }
  /** Kinds of clients, `plain` first, each where clients of this deployment usually are. */
  | { readonly ask: 'presets' }
  | { readonly ask: 'packet'; readonly packet: number }
  /** All that is kept, as pcapng. */
  | { readonly ask: 'export-packets' }
  /** The text of a file of the deployment, for pages that no editor is around. */
  | { readonly ask: 'text'; readonly file: string }

/** Clients: all, a group, or one. */
export type Chosen = 'all' | { readonly group: number } | { readonly client: number }

export interface LinkChange {
  readonly isCut?: boolean
  /** ms, the least and the most. */
  readonly delay?: readonly [number, number]
  /** 0 to 1 */
  readonly loss?: number
}

/** What each question is answered with; null where there is nothing to tell. */
export interface Results {
  boot: null
  end: null
  server: null
  skew: null
  link: null
  'mend-links': null
  'add-clients': { readonly group: number }
  act: null
  load: null
  'remove-clients': null
  speed: null
  pass: null
  record: { readonly scenario: string }
  play: null
  'stop-playing': null
  explain: Explanation
  'client-for': ClientProfile
  presets: readonly { readonly name: string; readonly title: string; readonly profile: ClientProfile }[]
  packet: PacketDetail
  'export-packets': { readonly name: string; readonly base64: string; readonly packets: number }
  text: { readonly text: string }
}

/** Laboratory → page. */
export type Answer =
  | { readonly reply: number; readonly result: Results[keyof Results] }
  /** One sentence. */
  | { readonly reply: number; readonly fault: string }
  | { readonly frame: Frame }
  /** Lines in Kea's log format. */
  | { readonly log: { readonly server: string; readonly lines: readonly string[] } }

/** Page → the window around it, which is the editor or the browser and not the laboratory. */
export type HostAsk =
  | { readonly host: 'open'; readonly place: Place }
  | { readonly host: 'save'; readonly name: string; readonly base64: string }
  /** A scenario that was recorded. */
  | { readonly host: 'new-document'; readonly text: string }

/** The window → page: what it was opened for. */
export type HostSays =
  /** Theme, and whether there is an editor to open places in. */
  | { readonly hosted: 'editor' | 'browser'; readonly canBoot: boolean }
  | { readonly show: Tab }
  | { readonly explain: ClientProfile }

export const tabs = ['overview', 'leases', 'packets', 'addresses', 'clients', 'explain'] as const
export type Tab = (typeof tabs)[number]

export interface PacketDetail {
  readonly query: DecodedMessage
  readonly reply: DecodedMessage | undefined
  /** For a packet without an answer: the reason in one sentence. */
  readonly reason: string
}

export interface DecodedMessage {
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  readonly options: readonly DecodedOption[]
  /** Hex. */
  readonly octets: string
}

export interface DecodedOption {
  readonly code: number
  readonly name: string
  readonly value: string
  readonly hex: string
  readonly subOptions: readonly DecodedOption[]
}
