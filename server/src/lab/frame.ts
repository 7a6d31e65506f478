/** What a page shows at one moment, and no more of it than is in view. */
import type { Place } from '../explain/explanation'

export interface Frame {
  /** ms since the epoch, in the laboratory's time. */
  readonly at: number
  readonly title: string
  readonly release: string
  readonly run: 'ready' | 'booting' | 'running' | 'ending'
  readonly time: 'real' | 'virtual'
  /** Virtual seconds in a second; of real time 1. */
  readonly speed: number
  readonly servers: readonly ServerView[]
  readonly links: readonly LinkView[]
  readonly groups: readonly GroupView[]
  readonly clients: { readonly total: number; readonly bound: number; readonly asking: number }
  readonly load: { readonly act: string; readonly perSecond: number } | null
  readonly isRecording: boolean
  readonly playing: { readonly line: number; readonly lines: number; readonly text: string } | null
  /** The newest 200, oldest first; left out while unchanged. */
  readonly notices?: readonly NoticeView[]
  /** The newest 500, oldest first; left out while unchanged. */
  readonly timeline?: readonly TimelineStep[]
  /** Left out while unchanged. */
  readonly chart?: ChartView
  /** These only while a page looks at them; they may also be left out while unchanged. */
  readonly leases?: LeaseWindow
  readonly packets?: PacketWindow
  readonly addresses?: AddressMap
  readonly clientList?: ClientWindow
}

export interface ServerView {
  readonly name: string
  readonly config: string
  /** refused: Kea would not start with its file. */
  readonly process: 'down' | 'starting' | 'running' | 'paused' | 'refused'
  /** `127.0.0.1:6767`; '' while down. */
  readonly dhcp: string
  /** Doors of the file, and where they are here. */
  readonly doors: readonly { readonly configured: string; readonly at: string }[]
  /** One for each relationship; empty without High Availability. */
  readonly ha: readonly HaView[]
  readonly leases: number
  readonly declined: number
  /** ms that its clock is ahead. */
  readonly skew: number
  /** In the last second. */
  readonly rates: { readonly answered: number; readonly unanswered: number }
  /** ms from a packet's arrival to its answer, the partner's confirmation included; null without any in the last seconds. */
  readonly latency: { readonly median: number; readonly p99: number } | null
  readonly findings: readonly NoticeView[]
}

export interface HaView {
  readonly name: string
  readonly mode: string
  readonly role: string
  readonly state: string
  /** Names of servers whose clients it answers. */
  readonly scopes: readonly string[]
  readonly partner: string
  readonly partnerState: string
  /** ms since the partner answered last; null where there is no partner. */
  readonly heartbeatAge: number | null
  /** ms: heartbeat-delay and max-response-delay. */
  readonly heartbeatDelay: number
  readonly maxResponseDelay: number
  readonly isInterrupted: boolean
  /** Clients of the partner that nobody answers, and how many it takes to believe that it is down. */
  readonly unacked: number
  readonly unackedLimit: number
  /** ms that the partner's clock is ahead of its own; null: not known. */
  readonly clockSkew: number | null
  /** Leases that wait to be told to the partner. */
  readonly backlog: number
}

export interface LinkView {
  /** A server, or 'clients'. */
  readonly from: string
  readonly to: string
  readonly isCut: boolean
  readonly delay: readonly [number, number]
  readonly loss: number
}

export interface NoticeView {
  readonly at: number
  readonly server: string
  /** change: what an edited file changed for a client. fault: something that ought not to be. */
  readonly kind: 'notice' | 'refused' | 'finding' | 'change' | 'fault' | 'act'
  readonly text: string
  readonly place?: Place
}

export interface TimelineStep {
  readonly at: number
  readonly server: string
  /** A state of High Availability, or `down`, `paused`, `running` (without High Availability); '' for a mark that changes none. */
  readonly state: string
  /** What caused it, in one sentence. */
  readonly cause: string
  /** act: somebody did this here. */
  readonly kind: 'state' | 'act'
  /** Findings in the files that explain it. */
  readonly because: readonly { readonly text: string; readonly place: Place }[]
}

/** One entry a second, oldest first; at most ten minutes. */
export interface ChartView {
  readonly at: readonly number[]
  readonly servers: readonly { readonly name: string; readonly answered: readonly number[]; readonly unanswered: readonly number[]; readonly median: readonly (number | null)[]; readonly p99: readonly (number | null)[] }[]
}

export interface LeaseWindow {
  readonly from: number
  /** That fit the search and the choice. */
  readonly total: number
  /** Of all. */
  readonly different: number
  readonly rows: readonly LeaseRow[]
}

export interface LeaseRow {
  readonly address: string
  readonly subnet: number
  /** In the order of `Frame.servers`. */
  readonly sides: readonly (LeaseSide | null)[]
  /** In one sentence; '' where all have the same. */
  readonly difference: string
}

export interface LeaseSide {
  readonly hwaddr: string
  readonly clientId: string
  readonly hostname: string
  readonly state: 'assigned' | 'declined' | 'reclaimed' | 'released'
  /** ms since the epoch; null: never. */
  readonly expires: number | null
}

export interface PacketWindow {
  readonly from: number
  /** Kept, and fitting the search and the choice. */
  readonly total: number
  /** Seen since the beginning; under load not every one is kept. */
  readonly seen: number
  readonly rows: readonly PacketRow[]
}

export interface PacketRow {
  readonly id: number
  readonly at: number
  readonly server: string
  /** `DISCOVER`, `REQUEST`, … */
  readonly type: string
  readonly hwaddr: string
  /** `OFFER`, `ACK`, `NAK`, `released`, `declined`; 'none': it got no answer; 'lost': on its way. */
  readonly outcome: string
  /** '' for none. */
  readonly address: string
  /** The name of the reason where there is no answer, else ''. */
  readonly reason: string
  readonly reasonText: string
  /** ms until the answer left; null without one. */
  readonly took: number | null
}

export interface AddressMap {
  readonly server: string
  readonly subnets: readonly SubnetView[]
  readonly subnet: number
  /** Of the first cell; each stands for `perCell` addresses. */
  readonly first: string
  readonly perCell: number
  /** One letter a cell: `-` outside the pools, `.` free, `u` used, `r` reserved and not used, `R` reserved and used, `d` declined. Of several addresses the most telling. */
  readonly cells: string
}

export interface SubnetView {
  readonly id: number
  readonly text: string
  readonly network: string
  readonly place?: Place
  readonly pools: readonly { readonly text: string; readonly total: number; readonly used: number; readonly declined: number; readonly free: number }[]
  readonly total: number
  readonly used: number
  readonly reserved: number
  readonly declined: number
  readonly free: number
}

export interface GroupView {
  readonly id: number
  readonly title: string
  readonly count: number
  readonly bound: number
  readonly lives: boolean
}

export interface ClientWindow {
  readonly from: number
  readonly total: number
  readonly rows: readonly ClientRow[]
}

export interface ClientRow {
  readonly id: number
  readonly group: number
  readonly hwaddr: string
  /** RFC 2131 figure 5, in its words; `refused` after a NAK. */
  readonly state: string
  readonly address: string
  /** Who acknowledged its lease; '' for nobody. */
  readonly server: string
  /** ms since the epoch; null without a lease, or for ever. */
  readonly expires: number | null
  /** The last thing that happened to it, in words. */
  readonly last: string
}
