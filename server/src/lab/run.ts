/** One run of a deployment: the testbed, the clients in front of it, and all that is seen of both. */
import { createCrowd } from '../clients/crowd'
import type { Crowd } from '../clients/crowd'
import type { HaView, NoticeView, ServerView } from './frame'
import type { LabDeployment, LabParts } from './lab-parts'
import { createLeaseBook } from './lease-book'
import type { LeaseBook } from './lease-book'
import { createLogs } from './logs'
import type { Logs } from './logs'
import { createMeters } from './meters'
import type { Meters } from './meters'
import type { Notices } from './notices'
import { idleView } from './report'
import type { ServerReport } from './report'
import type { BootedView, LabServer, ProcessState, Testbed, TestbedEvents } from './testbed'
import { createTimeline, noticeOf } from './timeline'
import type { Timeline } from './timeline'
import { createTrace } from './trace'
import type { Trace } from './trace'

export interface Run {
  readonly time: 'real' | 'virtual'
  readonly names: readonly string[]
  readonly testbed: Testbed
  readonly crowd: Crowd
  readonly book: LeaseBook
  readonly trace: Trace
  readonly meters: Meters
  readonly timeline: Timeline
  readonly logs: Logs
  /** What scenarios call groups of clients. */
  readonly groupNames: Map<string, number>
  /** Virtual seconds in a second; of real time 1. */
  speed: number
  serverOf(name: string): WatchedServer
  viewOf(server: LabServer): ServerView
  /** Somebody did something to the server, or to all (''). */
  note(server: string, text: string, kind: 'fault' | 'clients'): void
  now(): number
  close(): Promise<void>
}

export interface WatchedServer {
  process: ProcessState
  booted: BootedView | undefined
  /** As last reported; [] while nothing is known. */
  ha: readonly HaView[]
  skew: number
}

export interface RunParts {
  readonly lab: LabParts
  readonly deployment: LabDeployment
  readonly notices: Notices
  readonly time: 'real' | 'virtual'
  onFilesChanged(): void
}

/** Throws with one sentence where no server can be started. */
export async function openRun({ lab, deployment, notices, time, onFilesChanged }: RunParts): Promise<Run> {
  const names = deployment.servers.map((server) => server.name)
  const watched = new Map<string, WatchedServer>(names.map((name) => [name, { process: 'down', booted: undefined, ha: [], skew: 0 }]))
  const book = createLeaseBook(names, lab.wall.now)
  const trace = createTrace(lab.wall.now)
  const meters = createMeters(names)
  const timeline = createTimeline()
  const logs = createLogs(names, lab.utcOffset)
  const opened: { testbed?: Testbed; crowd?: Crowd } = {}
  const now = (): number => opened.testbed?.clock.now() ?? lab.wall.now()
  const pidOf = (name: string): number => watched.get(name)?.booted?.pid ?? 0
  const tell = (notice: NoticeView): void => {
    notices.add(notice)
    if (notice.server !== '') logs.notice(notice, pidOf(notice.server))
  }
  const hasHa = (name: string): boolean => (deployment.explained.find((server) => server.name === name)?.relationships.length ?? 0) > 0
  const events: TestbedEvents = {
    onState: (name, state, booted) => {
      const server = watched.get(name)
      if (!server || (server.process === state && booted === undefined)) return
      const was = server.process
      server.process = state
      server.booted = booted ?? (state === 'down' || state === 'refused' ? undefined : server.booted)
      if (state === 'down' || state === 'refused') server.ha = []
      if (state === 'running' && was !== 'paused') book.refresh(name)
      if (was !== state) timeline.process(name, state, now(), hasHa(name))
    },
    onHa: (event) => {
      timeline.ha(event, now())
      logs.ha(event, pidOf(event.server), now())
    },
    onNotice: (server, kind, text, at) => {
      tell({ at: now(), server, kind, text, ...(at ? { place: { file: at.file, line: at.line, column: at.column } } : {}) })
    },
    onReport: (name, report) => take(name, report),
    onReply: (server, octets) => opened.crowd?.receive(server, octets),
    onLost: (server, octets, isReply) => trace.addLost(server, octets, isReply, now()),
    onFilesChanged,
  }
  const take = (name: string, report: ServerReport): void => {
    const server = watched.get(name)
    if (!server) return
    server.ha = report.ha
    book.apply(name, report.leases, report.leasesLeft)
    trace.add(name, report.packets, server.skew)
    trace.countUntold(report.answered + report.unanswered - report.packets.length)
    meters.add(name, report, now())
    logs.packets(name, report.packets, pidOf(name))
  }
  for (const server of deployment.servers) for (const finding of server.findings.filter((one) => server.files.includes(one.file))) notices.add(noticeOf(server.name, finding, lab.wall.now()))
  const testbed = await lab.openTestbed(time, events)
  opened.testbed = testbed
  const crowd = createCrowd({ servers: names, send: (server, octets) => testbed.send(server, octets), clock: testbed.clock, random: lab.random })
  opened.crowd = crowd
  return {
    time,
    names,
    testbed,
    crowd,
    book,
    trace,
    meters,
    timeline,
    logs,
    groupNames: new Map(),
    speed: 1,
    serverOf: (name) => {
      const server = watched.get(name)
      if (!server) throw new Error(`there is no server ${name} here: ${names.join(', ')}`)
      return server
    },
    viewOf: (server) => viewOf(server, deployment, watched.get(server.name), { book, meters }, now()),
    note: (server, text, kind) => {
      timeline.act(server, text, now(), kind === 'fault')
      tell({ at: now(), server, kind: 'act', text })
    },
    now,
    close: async () => {
      crowd.close()
      await testbed.close()
    },
  }
}

/** A server that does not run, or of which nothing is known. */
export function viewOf(server: LabServer, deployment: LabDeployment, watched: WatchedServer | undefined, seen: { readonly book: LeaseBook; readonly meters: Meters } | undefined, now: number): ServerView {
  const { leases, declined } = seen?.book.count(server.name) ?? { leases: 0, declined: 0 }
  const measured = seen?.meters.now(server.name, now) ?? { rates: { answered: 0, unanswered: 0 }, latency: null }
  return {
    name: server.name,
    config: server.config,
    process: watched?.process ?? (server.refusals.length > 0 ? 'refused' : 'down'),
    dhcp: watched?.booted?.dhcp ?? '',
    doors: watched?.booted?.doors ?? [],
    ha: watched && watched.ha.length > 0 ? watched.ha : (deployment.explained.find((one) => one.name === server.name)?.relationships ?? []).map(idleView),
    leases,
    declined,
    skew: watched?.skew ?? 0,
    ...measured,
    findings: [...server.refusals, ...server.findings].map((finding) => ({ ...noticeOf(server.name, finding, now), kind: finding.refusedAt === null ? ('finding' as const) : ('refused' as const) })),
  }
}
