/** The newest packets of all servers, each with what became of it. */
import { dropReasons } from '../dhcp/exchange'
import { colons, textOfAddress } from '../dhcp/leases/csv'
import { messageNames } from '../options/message-types'
import type { PacketRow, PacketWindow } from './frame'
import type { PacketNote } from './report'

export interface TracedPacket {
  readonly id: number
  readonly at: number
  readonly server: string
  readonly query: Uint8Array
  readonly reply: Uint8Array | undefined
  readonly row: PacketRow
}

export interface Trace {
  /** `skew`: ms that the server's clock is ahead. */
  add(server: string, notes: readonly PacketNote[], skew: number): void
  /** Lost on a link, on the way to the server or back. */
  addLost(server: string, octets: Uint8Array, isReply: boolean, at: number): void
  /** Seen by a server and not told one by one. */
  countUntold(packets: number): void
  find(id: number): TracedPacket | undefined
  all(): readonly TracedPacket[]
  window(asked: PacketQuestion): PacketWindow
}

export interface PacketQuestion {
  readonly from: number | 'end'
  readonly count: number
  readonly only: 'all' | 'unanswered'
  readonly search: string
}

/** Some hundred octets each: a few MB in all. */
const mostKept = 20_000

/** `now`: ms, of any origin. */
export function createTrace(now: () => number): Trace {
  let kept: TracedPacket[] = []
  let nextId = 1
  let seen = 0
  let listed: { key: string; upTo: number; at: number; list: TracedPacket[] } | undefined

  const keep = (packet: Omit<TracedPacket, 'id' | 'row'>, row: Omit<PacketRow, 'id' | 'at' | 'server' | 'type' | 'hwaddr'>): void => {
    const id = nextId++
    kept.push({ ...packet, id, row: { id, at: packet.at, server: packet.server, type: typeOf(packet.query), hwaddr: hwaddrOf(packet.query), ...row } })
    // Cut by the half, so that a packet costs no copy of the list.
    if (kept.length > 2 * mostKept) kept = kept.slice(-mostKept)
  }
  const current = (): TracedPacket[] => (kept.length > mostKept ? kept.slice(-mostKept) : kept)
  const list = ({ only, search }: PacketQuestion): readonly TracedPacket[] => {
    const wanted = search.trim().toLowerCase()
    if (only === 'all' && wanted === '') return current()
    const key = `${only} ${wanted}`
    const moment = now()
    if (listed?.key === key && (listed.upTo === nextId || moment - listed.at < staleAfter)) return listed.list
    const found = current().filter(({ row }) => (only === 'all' || isUnanswered(row)) && (wanted === '' || isFound(row, wanted)))
    listed = { key, upTo: nextId, at: moment, list: found }
    return found
  }
  return {
    add: (server, notes, skew) => {
      seen += notes.length
      for (const note of notes) keep({ at: note.at - skew, server, query: note.query, reply: note.reply }, rowOf(note))
    },
    addLost: (server, octets, isReply, at) => {
      seen++
      const reason = isReply ? 'lost-answer' : 'lost'
      const reasonText = isReply ? `The answer of ${server} was lost on its way to the client.` : `It was lost on its way to ${server}.`
      keep({ at, server, query: octets, reply: undefined }, { outcome: 'lost', address: '', reason, reasonText, took: null })
    },
    countUntold: (packets) => {
      seen += packets
    },
    find: (id) => kept.find((packet) => packet.id === id),
    all: current,
    window: (asked) => {
      const packets = list(asked)
      const from = asked.from === 'end' ? Math.max(0, packets.length - asked.count) : asked.from
      return { from, total: packets.length, seen, rows: packets.slice(from, from + asked.count).map(({ row }) => row) }
    },
  }
}

const staleAfter = 500

function isUnanswered({ outcome }: PacketRow): boolean {
  return outcome === 'none' || outcome === 'lost'
}

function isFound(row: PacketRow, wanted: string): boolean {
  return [row.hwaddr, row.address, row.server, row.reason].some((text) => text.startsWith(wanted)) || [row.type, row.outcome].some((text) => text.toLowerCase() === wanted)
}

function rowOf(note: PacketNote): Pick<PacketRow, 'outcome' | 'address' | 'reason' | 'reasonText' | 'took'> {
  const { outcome, reason, took, reply } = note
  return {
    outcome: outcome === 'drop' ? 'none' : outcome === 'reply' && reply ? typeOf(reply) : outcome,
    address: note.address === 0 ? '' : textOfAddress(note.address),
    reason: reason ?? '',
    reasonText: reason ? dropReasons[reason] : '',
    took: took ?? null,
  }
}

const firstOption = 240
const messageTypeCode = 53

/** `DISCOVER`; `BOOTREQUEST` or `BOOTREPLY` without option 53 (RFC 951), `?` for what is no message. */
export function typeOf(octets: Uint8Array): string {
  if (octets.length < firstOption) return '?'
  for (let at = firstOption; at + 2 < octets.length; ) {
    const code = octets[at] ?? 255
    if (code === 255) break
    if (code === 0) at++
    else if (code === messageTypeCode) return nameOf(octets[at + 2] ?? 0)
    else at += 2 + (octets[at + 1] ?? 0)
  }
  return octets[0] === 2 ? 'BOOTREPLY' : 'BOOTREQUEST'
}

function nameOf(type: number): string {
  return type === 0 ? '' : (messageNames[type] ?? `type ${type}`)
}

function hwaddrOf(octets: Uint8Array): string {
  const length = Math.min(octets[2] ?? 0, 16)
  return colons(Buffer.from(octets.subarray(28, 28 + length)).toString('latin1'))
}
