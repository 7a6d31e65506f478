/** The log of each server as Kea would write it: the newest lines, and whoever wants each as it comes. */
import type { HaPairEvent } from '../pair/events'
import type { NoticeView } from './frame'
import { logLine, packetLogLines } from './log-line'
import type { PacketNote } from './report'

export interface Logs {
  /** `pid`: of the server's process. */
  ha(event: HaPairEvent, pid: number, at: number): void
  notice(notice: NoticeView, pid: number): void
  packets(server: string, notes: readonly PacketNote[], pid: number): void
  /** All that is kept, then each as it comes, until the function that it gives is called. */
  follow(listen: (server: string, lines: readonly string[]) => void): () => void
}

const mostLines = 2000
/** At one time; nobody reads more. */
const mostAtOnce = 200

/** `utcOffset`: minutes that the machine is ahead of UTC at a time (ms): Kea writes local time. */
export function createLogs(servers: readonly string[], utcOffset: (at: number) => number): Logs {
  const kept = new Map<string, string[]>(servers.map((name) => [name, []]))
  const listeners = new Set<(server: string, lines: readonly string[]) => void>()
  const write = (server: string, all: readonly string[]): void => {
    if (all.length === 0) return
    const lines = all.length <= mostAtOnce ? all : [...all.slice(0, mostAtOnce), `(${all.length - mostAtOnce} more lines of this moment are left out)`]
    const before = kept.get(server) ?? []
    kept.set(server, [...before, ...lines].slice(-mostLines))
    for (const listen of listeners) listen(server, lines)
  }
  return {
    ha: (event, pid, at) => write(event.server, [logLine({ at, utcOffset: utcOffset(at), pid, severity: event.severity, logger: 'ha-hooks', id: event.id, text: event.text })]),
    notice: (notice, pid) => {
      const severity = notice.kind === 'fault' || notice.kind === 'refused' ? 'error' : notice.kind === 'finding' ? 'warning' : 'info'
      write(notice.server, [logLine({ at: notice.at, utcOffset: utcOffset(notice.at), pid, severity, logger: 'lab', id: `LAB_${notice.kind.toUpperCase()}`, text: notice.text })])
    },
    packets: (server, notes, pid) => write(server, notes.flatMap((note) => packetLogLines({ ...note, pid, utcOffset: utcOffset(note.at) }))),
    follow: (listen) => {
      for (const [server, lines] of kept) if (lines.length > 0) listen(server, lines)
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}
