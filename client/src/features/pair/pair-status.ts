/** A pair in one line, and how much it should worry a person; what of its notices a person has not been told. */
import type { Frame, NoticeView, ServerView } from '../../../../server/src/lab/frame'
import { numeral } from '../../words'
import type { Words } from '../../words'

export interface PairStatus {
  readonly text: string
  readonly detail: string
  readonly level: 'fine' | 'warning' | 'error'
}

/** States in which a server does without its partner, or the pair asks for somebody's help. */
const worrying: ReadonlySet<string> = new Set(['partner-down', 'communication-recovery', 'in-maintenance', 'partner-in-maintenance', 'terminated'])

export function statusOf({ servers, time, speed, run, clients }: Frame, words: Words): PairStatus {
  const isBooting = run === 'booting'
  return {
    text: servers.map((server) => `${server.name} ${stateOf(server, words)}`).join(' | ') || words.t('starting'),
    detail: [
      ...servers.map((server) => words.t('{0}: {1}, {2}', server.name, stateOf(server, words), leaseCount(server.leases, words))),
      clients.total > 0 ? words.t('{0}, {1} with a lease', clientCount(clients.total, words), numeral(clients.bound, words)) : clientCount(0, words),
      time === 'virtual' ? words.t('virtual time, {0} s in a second', speed) : words.t('real time'),
    ].join('\n'),
    level: isBooting ? 'fine' : servers.every((server) => server.process !== 'running') ? 'error' : servers.some(isWorrying) ? 'warning' : 'fine',
  }
}

/** `hot-standby`; of several relationships each; of a server without any, or that does not run, its process. */
export function stateOf({ process, ha }: ServerView, words: Words): string {
  return process === 'running' && ha.length > 0 ? ha.map((one) => one.state).join(', ') : processText(process, words)
}

function processText(process: ServerView['process'], { t }: Words): string {
  switch (process) {
    case 'down':
      return t('down')
    case 'starting':
      return t('starting')
    case 'running':
      return t('running')
    case 'paused':
      return t('paused')
    case 'refused':
      return t('refused')
  }
}

export function leaseCount(number: number, words: Words): string {
  return number === 1 ? words.t('1 lease') : words.t('{0} leases', numeral(number, words))
}

function clientCount(number: number, words: Words): string {
  return number === 1 ? words.t('1 client') : words.t('{0} clients', numeral(number, words))
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
