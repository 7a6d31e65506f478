/** Frames of a deployment that does not exist: two servers after a failover, with as many leases and clients as one likes. */
import type { Frame, LeaseRow, NoticeView, ServerView, TimelineStep } from '../../../server/src/lab/frame'
import type { View } from '../../../server/src/lab/messages'

export const began = Date.UTC(2026, 2, 14, 9, 0, 0)
const place = { file: '/srv/kea/primary/kea-dhcp4.conf', line: 12, column: 9 }

export interface Script {
  readonly leases: number
  readonly clients: number
  readonly run: Frame['run']
  readonly time: Frame['time']
}

/** @param tick how many frames there were before */
export function frameAt(script: Script, view: View, tick: number): Frame {
  const at = began + 180_000 + tick * 200
  const isRunning = script.run === 'running'
  return {
    at,
    title: 'office-pair',
    release: '3.0',
    run: script.run,
    time: script.time,
    speed: script.time === 'real' ? 1 : 60,
    servers: isRunning ? [server('primary', 'hot-standby', tick, script), server('standby', 'hot-standby', tick, script)] : [down('primary'), down('standby')],
    links: [
      { from: 'primary', to: 'standby', isCut: false, delay: [0, 0], loss: 0 },
      { from: 'standby', to: 'primary', isCut: true, delay: [0, 0], loss: 0 },
      { from: 'clients', to: 'primary', isCut: false, delay: [5, 20], loss: 0.02 },
      { from: 'primary', to: 'clients', isCut: false, delay: [0, 0], loss: 0 },
      { from: 'clients', to: 'standby', isCut: false, delay: [0, 0], loss: 0 },
      { from: 'standby', to: 'clients', isCut: false, delay: [0, 0], loss: 0 },
    ],
    groups: [
      { id: 1, title: '1,000 Windows clients', count: script.clients, bound: Math.floor(script.clients * 0.98), lives: true },
      { id: 2, title: 'PXE UEFI', count: 1, bound: 0, lives: false },
    ],
    clients: { total: script.clients + 1, bound: Math.floor(script.clients * 0.98), asking: 3 },
    load: tick % 2 === 0 ? { act: 'renew', perSecond: 200 } : { act: 'renew', perSecond: 200 },
    isRecording: false,
    playing: null,
    ...(tick % 25 === 0 && { notices, timeline: isRunning ? timeline : [] }),
    ...(view.chart === true && tick % 5 === 0 && { chart: chart(at) }),
    ...(view.leases !== undefined && { leases: leaseWindow(view.leases, script, at) }),
    ...(view.packets !== undefined && { packets: packetWindow(view.packets, tick, at) }),
    ...(view.addresses !== undefined && { addresses: addressMap(view.addresses) }),
    ...(view.clients !== undefined && { clientList: clientWindow(view.clients, script, at) }),
  }
}

function server(name: string, state: string, tick: number, script: Script): ServerView {
  const isStandby = name === 'standby'
  return {
    name,
    config: `/srv/kea/${name}/kea-dhcp4.conf`,
    process: 'running',
    dhcp: isStandby ? '127.0.0.1:6768' : '127.0.0.1:6767',
    doors: [
      { configured: 'http://192.0.2.1:8000/', at: '127.0.0.1:45123' },
      { configured: '/run/kea/kea4-ctrl-socket', at: '/tmp/kea-pair/primary.sock' },
    ],
    ha: [
      {
        name,
        mode: 'hot-standby',
        role: name,
        state,
        scopes: isStandby ? [] : ['primary'],
        partner: isStandby ? 'primary' : 'standby',
        partnerState: 'hot-standby',
        heartbeatAge: (tick * 200) % 10_000,
        heartbeatDelay: 10_000,
        maxResponseDelay: 60_000,
        isInterrupted: false,
        unacked: isStandby ? 2 : 0,
        unackedLimit: 5,
        clockSkew: isStandby ? -1200 : 1200,
        backlog: 0,
      },
    ],
    leases: script.leases - (isStandby ? 3 : 0),
    declined: 2,
    skew: 0,
    rates: { answered: isStandby ? 0 : 198 + (tick % 5), unanswered: isStandby ? 200 : 1 },
    latency: isStandby ? null : { median: 0.8 + (tick % 10) / 20, p99: 4.2 },
    findings: isStandby ? [] : [{ at: began, server: name, kind: 'finding', text: 'The pool ends beyond the subnet.', place }],
  }
}

function down(name: string): ServerView {
  return { name, config: `/srv/kea/${name}/kea-dhcp4.conf`, process: 'down', dhcp: '', doors: [], ha: [], leases: 0, declined: 0, skew: 0, rates: { answered: 0, unanswered: 0 }, latency: null, findings: [] }
}

export const timeline: readonly TimelineStep[] = [
  step(0, 'primary', 'waiting', 'It was started.'),
  step(1, 'standby', 'waiting', 'It was started.'),
  step(4, 'primary', 'syncing', 'Its partner is in waiting, and it has the lead.'),
  step(5, 'primary', 'ready', 'All leases of the partner have come.'),
  step(6, 'standby', 'syncing', 'Its partner is ready.'),
  step(8, 'standby', 'ready', 'All leases of the partner have come.'),
  step(9, 'primary', 'hot-standby', 'Its partner is ready.'),
  step(9, 'standby', 'hot-standby', 'Its partner is in hot-standby.'),
  { ...step(60, 'primary', 'down', 'Somebody killed it here.'), kind: 'act' },
  { ...step(80, 'standby', 'communication-recovery', 'The partner has not answered for 60 s.') },
  { ...step(95, 'standby', 'partner-down', 'Six clients were not answered by the partner.'), because: [{ text: 'max-unacked-clients is 5.', place }] },
  { ...step(130, 'primary', 'waiting', 'Somebody started it here.'), kind: 'act' },
  step(134, 'primary', 'syncing', 'Its partner is in partner-down.'),
  step(138, 'primary', 'ready', 'All leases of the partner have come.'),
  step(142, 'primary', 'hot-standby', 'Its partner is in partner-down.'),
  step(143, 'standby', 'hot-standby', 'Its partner is in hot-standby.'),
  { ...step(160, '', '', 'The link from standby to primary was cut.'), kind: 'act' },
]

function step(seconds: number, server: string, state: string, cause: string): TimelineStep {
  return { at: began + seconds * 1000, server, state, cause, kind: 'state', because: [] }
}

export const notices: readonly NoticeView[] = [
  { at: began, server: 'primary', kind: 'notice', text: 'It listens on 127.0.0.1:6767.' },
  { at: began + 1000, server: 'primary', kind: 'finding', text: 'The pool ends beyond the subnet.', place },
  { at: began + 60_000, server: 'primary', kind: 'act', text: 'Killed.' },
  { at: began + 95_000, server: 'standby', kind: 'change', text: 'Clients of primary are answered here.' },
  { at: began + 140_000, server: 'standby', kind: 'fault', text: '192.0.2.17 was given to two clients.' },
]

function chart(at: number): NonNullable<Frame['chart']> {
  const seconds = Array.from({ length: 170 }, (_, index) => at - (170 - index) * 1000)
  const rates = (from: number, to: number): number[] => seconds.map((_, index) => (index >= from && index < to ? 190 + ((index * 37) % 21) : 0))
  return {
    at: seconds,
    servers: [
      { name: 'primary', answered: rates(9, 60), unanswered: seconds.map(() => 0), median: seconds.map((_, index) => (index < 60 ? 0.8 + (index % 7) / 10 : null)), p99: seconds.map((_, index) => (index < 60 ? 3 + (index % 11) / 4 : null)) },
      { name: 'standby', answered: rates(95, 170), unanswered: rates(60, 95), median: seconds.map((_, index) => (index > 95 ? 0.6 + (index % 5) / 10 : null)), p99: seconds.map((_, index) => (index > 95 ? 2 + (index % 9) / 4 : null)) },
    ],
  }
}

export function hardware(index: number): string {
  return ['02', '00', '00', (index >> 16) & 255, (index >> 8) & 255, index & 255].map((part) => (typeof part === 'string' ? part : part.toString(16).padStart(2, '0'))).join(':')
}

function address(index: number): string {
  return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`
}

function leaseWindow(view: NonNullable<View['leases']>, script: Script, at: number): NonNullable<Frame['leases']> {
  const total = view.only === 'different' ? 3 : view.search === '' ? script.leases : Math.min(script.leases, 40)
  const rows = span(view.from, view.count, total).map((index): LeaseRow => {
    const side = { hwaddr: hardware(index), clientId: `01:${hardware(index)}`, hostname: `pc-${index}`, state: 'assigned', expires: at + 3_600_000 - index * 10 } as const
    const isDifferent = view.only === 'different' || index === 4 || index === 5
    return { address: address(index + 256), subnet: 1, sides: [side, isDifferent && index % 2 === 0 ? null : isDifferent ? { ...side, state: 'declined' } : side], difference: isDifferent ? (index % 2 === 0 ? 'standby has no lease.' : 'primary: assigned; standby: declined.') : '' }
  })
  return { from: view.from, total, different: 3, rows }
}

const outcomes = [['DISCOVER', 'OFFER', ''], ['REQUEST', 'ACK', ''], ['DISCOVER', 'none', 'not-in-scope'], ['RELEASE', 'released', ''], ['REQUEST', 'NAK', '']] as const

function packetWindow(view: NonNullable<View['packets']>, tick: number, at: number): NonNullable<Frame['packets']> {
  const total = Math.min(5000, 1000 + tick * 40)
  const from = view.from === 'end' ? Math.max(0, total - view.count) : view.from
  return {
    from,
    total,
    seen: 1000 + tick * 40,
    rows: span(from, view.count, total).map((index) => {
      const [type, outcome, reason] = view.only === 'unanswered' ? outcomes[2] : (outcomes[index % outcomes.length] ?? outcomes[0])
      return { id: index, at: at - (total - index) * 5, server: index % 2 === 0 ? 'primary' : 'standby', type, hwaddr: hardware(index % 1000), outcome, address: outcome === 'none' ? '' : address(256 + (index % 1000)), reason, reasonText: reason === '' ? '' : 'The client is served by primary.', took: outcome === 'none' ? null : 0.7 + (index % 9) / 10 }
    }),
  }
}

function addressMap(view: NonNullable<View['addresses']>): NonNullable<Frame['addresses']> {
  const cells = Array.from({ length: Math.min(1024, view.mostCells) }, (_, index) => (index < 10 || index > 900 ? '-' : index % 97 === 0 ? 'd' : index % 41 === 0 ? 'r' : index % 43 === 0 ? 'R' : index < 500 ? 'u' : '.')).join('')
  const subnet = (id: number, text: string): NonNullable<Frame['addresses']>['subnets'][number] => ({ id, text, network: id === 1 ? 'floor' : '', place, pools: [{ text: '10.0.0.10 - 10.0.1.255', total: 502, used: 480, declined: 5, free: 17 }, { text: '10.0.2.0 - 10.0.3.132', total: 389, used: 0, declined: 4, free: 385 }], total: 891, used: 480, reserved: 21, declined: 9, free: 402 })
  return { server: view.server, subnets: [subnet(1, '10.0.0.0/22'), subnet(2, '10.0.4.0/22')], subnet: view.subnet ?? 1, first: '10.0.0.0', perCell: 1, cells }
}

function clientWindow(view: NonNullable<View['clients']>, script: Script, at: number): NonNullable<Frame['clientList']> {
  const total = view.search === '' ? script.clients : Math.min(script.clients, 5)
  return {
    from: view.from,
    total,
    rows: span(view.from, view.count, total).map((index) => ({ id: index, group: 1, hwaddr: hardware(index), state: index % 50 === 7 ? 'RENEWING' : 'BOUND', address: address(256 + index), server: 'primary', expires: at + 1_800_000 + index * 100, last: index % 50 === 7 ? 'REQUEST sent, no answer yet' : 'DHCPACK from primary' })),
  }
}

function span(from: number, count: number, total: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, index) => from + index)
}
