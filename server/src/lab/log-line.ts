/** What a server logs, as Kea would write it: the lines' form (ARM, "Logging"), and Kea's message ids (Kea Messages Manual) in words of ours. */
import { dropReasons } from '../dhcp/exchange'
import { colons, textOfAddress } from '../dhcp/leases/csv'
import { messageType, option } from '../dhcp/packet/codes'
import { headerLength, MalformedMessage, readQuery } from '../dhcp/packet/query'
import type { Query } from '../dhcp/packet/query'
import type { Severity } from '../ha/events'
import { messageNames } from '../options/message-types'
import { dropMessage } from './drop-messages'
import type { PacketNote } from './report'

export interface LogEntry {
  /** ms since the epoch */
  readonly at: number
  /** Minutes that the place of the log is ahead of UTC, since Kea writes local time; 0 where it is left out. */
  readonly utcOffset?: number
  readonly pid: number
  readonly severity: Severity
  /** Without the server in front: `packets`, `ha-hooks`. */
  readonly logger: string
  /** A message id of Kea. */
  readonly id: string
  readonly text: string
}

const severityWords: Readonly<Record<Severity, string>> = { debug: 'DEBUG', info: 'INFO ', warning: 'WARN ', error: 'ERROR' }

/** `2026-11-25 02:22:52.123 INFO  [kea-dhcp4.ha-hooks/1234.1234] HA_STATE_TRANSITION …`; the thread is always the first, whose number is the process's. */
export function logLine({ at, utcOffset = 0, pid, severity, logger, id, text }: LogEntry): string {
  const time = new Date(at + utcOffset * 60_000).toISOString().slice(0, -1).replace('T', ' ')
  return `${time} ${severityWords[severity]} [kea-dhcp4.${logger}/${pid}.${pid}] ${id} ${text.replace(/\s*\n\s*/g, ' ').trim()}`
}

export type LoggedPacket = PacketNote & { readonly pid: number; readonly utcOffset?: number }

type Entry = Pick<LogEntry, 'severity' | 'logger' | 'id' | 'text'> & { readonly at: number }

/** What Kea logs at `info`; and why a packet got no answer, which Kea mostly keeps for `debug`. */
export function packetLogLines(packet: LoggedPacket): string[] {
  const { pid, utcOffset = 0 } = packet
  return entriesOf(packet).map((entry) => logLine({ ...entry, pid, utcOffset }))
}

function entriesOf({ at, query: octets, outcome, reason, reply, took = 0, address }: LoggedPacket): Entry[] {
  if (octets.length < headerLength) return [{ at, severity: 'error', logger: 'packets', id: 'DHCP4_BUFFER_RECEIVE_FAIL', text: `a datagram of ${octets.length} octets is too short for a DHCPv4 message, which has ${headerLength} at least` }]
  const query = readWhole(octets)
  const label = query ? labelOf(query) : ''
  const entries: Entry[] = []
  if (query && reason !== 'malformed') {
    entries.push(
      { at, severity: 'info', logger: 'dhcp4', id: 'DHCP4_QUERY_LABEL', text: `query: ${label}` },
      { at, severity: 'info', logger: 'packets', id: 'DHCP4_PACKET_RECEIVED', text: `${label}: ${nameOf(query)} (type ${typeOf(query)}) ${cameFrom(query)}` },
    )
  }
  if (outcome === 'released') entries.push({ at, severity: 'info', logger: 'leases', id: 'DHCP4_RELEASE', text: `${label}: address ${textOfAddress(address)} was given back` })
  else if (outcome === 'declined') entries.push({ at, severity: 'info', logger: 'leases', id: 'DHCP4_DECLINE_LEASE', text: `client ${label} declined address ${textOfAddress(address)}, which is out of use now` })
  else if (reason) entries.push({ at, ...dropMessage(reason, query ? typeOf(query) : 0), text: `${label === '' ? '' : `${label}: `}${dropReasons[reason]}` })
  else if (query && reply) entries.push(...answered(at, took, query, readWhole(reply), label))
  return entries
}

function answered(at: number, took: number, query: Query, reply: Query | undefined, label: string): Entry[] {
  if (!reply) return []
  const address = textOfAddress(reply.yiaddr)
  const isInitReboot = typeOf(query) === messageType.request && query.options.has(option.requestedAddress) && !query.options.has(option.serverId)
  const entries: Entry[] = []
  if (isInitReboot) entries.push({ at, severity: 'info', logger: 'leases', id: 'DHCP4_INIT_REBOOT', text: `${label}: the client is in INIT-REBOOT and asks for address ${requested(query)}` })
  const type = typeOf(reply)
  if (type === messageType.offer) entries.push({ at, severity: 'info', logger: 'leases', id: 'DHCP4_LEASE_OFFER', text: `${label}: lease ${address} is offered` })
  else if (type === messageType.nak) entries.push(refused(at, query, label, isInitReboot))
  else if (reply.yiaddr !== 0) entries.push({ at, severity: 'info', logger: 'leases', id: 'DHCP4_LEASE_ALLOC', text: `${label}: lease ${address} is allocated for ${secondsOf(reply)} seconds` })
  const to = reply.giaddr !== 0 ? reply.giaddr : query.ciaddr
  entries.push({ at: at + took, severity: 'info', logger: 'packets', id: 'DHCP4_PACKET_SEND', text: `${label}: ${nameOf(reply)} (type ${type}) leaves for ${to === 0 ? '255.255.255.255' : textOfAddress(to)}` })
  return entries
}

function refused(at: number, query: Query, label: string, isInitReboot: boolean): Entry {
  const id = isInitReboot ? 'DHCP4_PACKET_NAK_0002' : 'DHCP4_PACKET_NAK_0004'
  const address = isInitReboot || query.ciaddr === 0 ? requested(query) : textOfAddress(query.ciaddr)
  return { at, severity: 'debug', logger: 'bad-packets', id, text: `${label}: address ${address} cannot be this client's` }
}

/** `[hwtype=1 02:00:00:00:00:01], cid=[01:02], tid=0x1`: how Kea names a client and its transaction. */
function labelOf({ htype, hwaddr, xid, options }: Query): string {
  const clientId = options.get(option.clientId)
  return `[hwtype=${htype} ${colons(hwaddr)}], cid=[${clientId ? colons(clientId.toString('latin1')) : 'no info'}], tid=0x${xid.toString(16)}`
}

function cameFrom({ giaddr, ciaddr }: Query): string {
  if (giaddr !== 0) return `from the relay ${textOfAddress(giaddr)}`
  return ciaddr === 0 ? 'by broadcast' : `from ${textOfAddress(ciaddr)}`
}

function readWhole(octets: Uint8Array): Query | undefined {
  try {
    return readQuery(Buffer.from(octets.buffer, octets.byteOffset, octets.length))
  } catch (error) {
    if (error instanceof MalformedMessage) return undefined
    throw error
  }
}

function typeOf({ options }: Query): number {
  return options.get(option.messageType)?.[0] ?? 0
}

function nameOf(query: Query): string {
  const type = typeOf(query)
  if (type === 0) return 'no type'
  const name = messageNames[type]
  return name === undefined ? 'UNKNOWN' : `DHCP${name}`
}

function requested(query: Query | undefined): string {
  const octets = query?.options.get(option.requestedAddress)
  return octets?.length === 4 ? octets.join('.') : '0.0.0.0'
}

function secondsOf(reply: Query): number {
  const octets = reply.options.get(option.leaseTime)
  return octets?.length === 4 ? octets.readUInt32BE(0) : 0
}
