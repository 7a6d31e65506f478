/** The frame for one page: what it looks at now, and of lists only what changed since it was sent last. */
import { mapAddresses } from './address-map'
import type { Frame } from './frame'
import type { LabDeployment } from './lab-parts'
import { linksOf } from './acts'
import type { View } from './messages'
import type { Notices } from './notices'
import { viewOf } from './run'
import type { Run } from './run'

export interface Scene {
  readonly title: string
  readonly deployment: LabDeployment
  readonly state: Frame['run']
  /** The one that is, or that was last. */
  readonly run: Run | undefined
  readonly notices: Notices
  readonly load: Frame['load']
  readonly isRecording: boolean
  readonly playing: Frame['playing']
  /** ms since the epoch, where no run has a time of its own. */
  readonly now: number
}

/** What a page has already. */
export interface Sent {
  notices: number
  timeline: number
  /** Of which run the time line was. */
  run: Run | undefined
  /** The second up to which the chart was sent. */
  chart: number
  addressesAt: number
  addressesFor: string
}

export function nothingSent(): Sent {
  return { notices: -1, timeline: -1, run: undefined, chart: -1, addressesAt: -Infinity, addressesFor: '' }
}

/** A map of many addresses is drawn no more often, ms. */
const betweenMaps = 1000

/** `sent` is brought up to date. */
export function composeFrame(scene: Scene, view: View, sent: Sent): Frame {
  const { run, deployment, notices } = scene
  const at = run ? run.now() : scene.now
  if (sent.run !== run) Object.assign(sent, { run, timeline: -1, chart: -1 })
  const hasNotices = sent.notices !== notices.version
  sent.notices = notices.version
  const hasTimeline = run !== undefined && sent.timeline !== run.timeline.version
  if (run) sent.timeline = run.timeline.version
  const second = Math.floor(at / 1000)
  const hasChart = run !== undefined && view.chart === true && sent.chart !== second
  if (hasChart) sent.chart = second
  return {
    at,
    title: scene.title,
    release: deployment.release,
    run: scene.state,
    time: run?.time ?? 'real',
    speed: run?.speed ?? 1,
    servers: deployment.servers.map((server) => (run ? run.viewOf(server) : viewOf(server, deployment, undefined, undefined, at))),
    links: run ? linksOf(run).map(({ from, to }) => ({ from, to, ...linkView(run, from, to) })) : [],
    groups: run?.crowd.groups() ?? [],
    clients: run?.crowd.counts() ?? { total: 0, bound: 0, asking: 0 },
    load: scene.load,
    isRecording: scene.isRecording,
    playing: scene.playing,
    ...(hasNotices ? { notices: notices.list } : {}),
    ...(hasTimeline ? { timeline: run.timeline.steps } : {}),
    ...(hasChart ? { chart: run.meters.chart(at) } : {}),
    ...(run && view.leases ? { leases: run.book.window(view.leases) } : {}),
    ...(run && view.packets ? { packets: run.trace.window(view.packets) } : {}),
    ...addresses(scene, view, sent),
    ...(run && view.clients ? { clientList: run.crowd.window(view.clients.from, view.clients.count, view.clients.search) } : {}),
  }
}

function linkView(run: Run, from: string, to: string): { isCut: boolean; delay: readonly [number, number]; loss: number } {
  const { isCut, delay, loss } = run.testbed.link(from, to)
  return { isCut, delay, loss }
}

/** Without a run all addresses are free; the pools are worth a look even so. */
function addresses({ deployment, run, now }: Scene, view: View, sent: Sent): Pick<Frame, 'addresses'> {
  const asked = view.addresses
  if (!asked) return {}
  const key = JSON.stringify(asked)
  if (key === sent.addressesFor && now - sent.addressesAt < betweenMaps) return {}
  const server = deployment.explained.find((one) => one.name === asked.server) ?? deployment.explained[0]
  if (!server) return {}
  sent.addressesFor = key
  sent.addressesAt = now
  return { addresses: mapAddresses(server, run?.book.of(server.name) ?? [], asked, run?.now() ?? now) }
}
