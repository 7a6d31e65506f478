/** A pair in one line, and how much it should worry a person; what of its notices a person has not been told. */
import type { Frame, NoticeView, ServerView } from '../../../../server/src/lab/frame'

export interface PairStatus {
  readonly text: string
  readonly detail: string
  readonly level: 'fine' | 'warning' | 'error'
}

/** States in which a server does without its partner, or the pair asks for somebody's help. */
const worrying: ReadonlySet<string> = new Set(['partner-down', 'communication-recovery', 'in-maintenance', 'partner-in-maintenance', 'terminated'])

export function statusOf({ servers, time, speed, run, clients }: Frame): PairStatus {
  const isBooting = run === 'booting'
  return {
    text: servers.map((server) => `${server.name} ${stateOf(server)}`).join(' | ') || 'starting',
    detail: [
      ...servers.map((server) => `${server.name}: ${stateOf(server)}, ${count(server.leases, 'lease')}`),
      count(clients.total, 'client') + (clients.total > 0 ? `, ${clients.bound} with a lease` : ''),
      time === 'virtual' ? `virtual time, ${speed} s in a second` : 'real time',
    ].join('\n'),
    level: isBooting ? 'fine' : servers.every((server) => server.process !== 'running') ? 'error' : servers.some(isWorrying) ? 'warning' : 'fine',
  }
}

/** `hot-standby`; of several relationships each; of a server without any, or that does not run, its process. */
export function stateOf({ process, ha }: ServerView): string {
  return process === 'running' && ha.length > 0 ? ha.map((one) => one.state).join(', ') : process
}

export function count(number: number, thing: string): string {
  return `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`
}

export function isWorrying({ process, ha }: ServerView): boolean {
  return process === 'down' || process === 'paused' || process === 'refused' || ha.some((one) => worrying.has(one.state))
}

/** Tells of each edited file once: what it changed, or why it is refused. */
export function createNoticeReader(): (frame: Frame | undefined) => readonly NoticeView[] {
  let last = -Infinity
  let isFirst = true
  return (frame) => {
    const notices = frame?.notices ?? []
    const fresh = notices.filter((notice) => notice.at > last)
    last = frame === undefined || frame.run === 'booting' ? -Infinity : Math.max(last, ...notices.map((notice) => notice.at))
    const isTold = !isFirst && frame?.run === 'running'
    isFirst = frame?.run !== 'running'
    return isTold ? fresh.filter((notice) => notice.kind === 'change' || notice.kind === 'refused') : []
  }
}
