/** Kea's memfile: one row a change, comma separated, the last row of an address counts (ARM, "Memfile - Basic Storage for Leases"). */
import { atLeast } from '../../config/release'
import type { Release } from '../../config/release'
import { parseAddress } from '../../net/ipv4'
import { infiniteLifetime } from './lease'
import type { Lease } from './lease'

export interface LeaseFormat {
  readonly columns: readonly string[]
}

const firstColumns = ['address', 'hwaddr', 'client_id', 'valid_lifetime', 'expire', 'subnet_id', 'fqdn_fwd', 'fqdn_rev', 'hostname', 'state', 'user_context']

/** `pool_id` came with 2.4. */
export function leaseFormat(release: Release): LeaseFormat {
  return { columns: atLeast(release, '2.4') ? [...firstColumns, 'pool_id'] : firstColumns }
}

export function writeHeader(format: LeaseFormat): string {
  return `${format.columns.join(',')}\n`
}

export function writeRow(lease: Lease, format: LeaseFormat): string {
  const expire = lease.validLft === infiniteLifetime ? lease.cltt + infiniteLifetime : lease.cltt + lease.validLft
  const context = lease.userContext === undefined ? '' : escape(JSON.stringify(lease.userContext))
  const clientId = lease.clientId === undefined ? '' : colons(lease.clientId)
  const row =
    `${textOfAddress(lease.address)},${colons(lease.hwaddr)},${clientId},${lease.validLft},${expire},${lease.subnetId},` +
    `${lease.fqdnFwd ? 1 : 0},${lease.fqdnRev ? 1 : 0},${escape(lease.hostname)},${lease.state},${context}`
  return format.columns.length > firstColumns.length ? `${row},${lease.poolId}\n` : `${row}\n`
}

export function textOfAddress(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`
}

const hexOf: readonly string[] = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'))

const octetOf: ReadonlyMap<string, string> = new Map(hexOf.map((hex, octet) => [hex, String.fromCharCode(octet)]))

/** `01:02:03` of a byte string. */
export function colons(bytes: string): string {
  let text = ''
  for (let at = 0; at < bytes.length; at++) text += (at === 0 ? '' : ':') + (hexOf[bytes.charCodeAt(at) & 255] ?? '')
  return text
}

const hexDigits = /^[0-9a-f]{1,2}$/i

/** The byte string; undefined for what is none. */
export function fromColons(text: string): string | undefined {
  let bytes = ''
  for (let at = 0; at < text.length; at += 3) {
    // Two digits and a colon, as everybody writes it.
    const octet = octetOf.get(text.slice(at, at + 2))
    const next = text[at + 2]
    if (octet === undefined || (next !== ':' && next !== undefined) || text.length === at + 3) return fromLooseColons(text)
    bytes += octet
  }
  return bytes
}

function fromLooseColons(text: string): string | undefined {
  const parts = text.split(':')
  return parts.every((part) => hexDigits.test(part)) ? String.fromCharCode(...parts.map((part) => parseInt(part, 16))) : undefined
}

/** A comma within a value would end it; Kea writes its code, and that of the character that codes begin with. */
function escape(text: string): string {
  return text.replace(/[,&]/g, (char) => `&#x${char.charCodeAt(0).toString(16)}`)
}

function unescape(text: string): string {
  return text.replace(/&#x([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

export interface ReadLeases {
  /** By address; a deleted lease is not in it. */
  readonly leases: Map<number, Lease>
  readonly errors: readonly RowError[]
  readonly rows: number
}

export interface RowError {
  readonly line: number
  readonly reason: string
}

/** Reads on into `into`, so that several files count as one. A last line without its end is a row that was never finished. */
export function readLeases(text: string, into: Map<number, Lease> = new Map()): ReadLeases {
  const errors: RowError[] = []
  const lines = text.split('\n')
  const unfinished = lines.pop() ?? ''
  const header = (lines[0] ?? '').trim().split(',')
  let rows = 0
  if (lines.length > 0 && header[0] !== 'address') errors.push({ line: 1, reason: 'the first line is not the header of a lease file' })
  for (let at = 1; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(/\r$/, '')
    if (line === '') continue
    rows++
    const read = readRow(line, header)
    if (typeof read === 'string') errors.push({ line: at + 1, reason: read })
    else if (read.validLft === 0) into.delete(read.address)
    else into.set(read.address, read)
  }
  if (unfinished !== '' && lines.length > 0) errors.push({ line: lines.length + 1, reason: 'the last row was not finished' })
  return { leases: into, errors, rows }
}

/** The reason where it is none. */
function readRow(line: string, header: readonly string[]): Lease | string {
  const cells = line.split(',')
  if (cells.length > header.length) return `${cells.length} values for ${header.length} columns`
  if (cells.length < Math.min(header.length, requiredColumns)) return `only ${cells.length} values`
  const cell = (name: string): string => cells[header.indexOf(name)] ?? ''
  const address = parseAddress(cell('address'))
  if (address === undefined) return `${cell('address')} is no address`
  const hwaddr = fromColons(cell('hwaddr'))
  if (hwaddr === undefined) return `${cell('hwaddr')} is no hardware address`
  const clientId = fromColons(cell('client_id'))
  if (clientId === undefined) return `${cell('client_id')} is no client identifier`
  const validLft = Number(cell('valid_lifetime'))
  const expire = Number(cell('expire'))
  const subnetId = Number(cell('subnet_id'))
  const state = Number(cell('state') || '0')
  if (![validLft, expire, subnetId, state].every(Number.isInteger)) return 'a value that must be a number is none'
  const context = readContext(unescape(cell('user_context')))
  if (context === 'bad') return 'the user context is no JSON map'
  if (hwaddr === '' && clientId === '' && state !== 1) return 'neither hardware address nor client identifier'
  return {
    address,
    hwaddr,
    htype: 1,
    clientId: clientId === '' ? undefined : clientId,
    validLft,
    cltt: expire - validLft,
    subnetId,
    poolId: Number(cell('pool_id') || '0'),
    fqdnFwd: cell('fqdn_fwd') === '1' || cell('fqdn_fwd') === 'true',
    fqdnRev: cell('fqdn_rev') === '1' || cell('fqdn_rev') === 'true',
    hostname: unescape(cell('hostname')),
    state,
    userContext: context,
  }
}

const requiredColumns = 9

function readContext(text: string): Record<string, unknown> | undefined | 'bad' {
  if (text === '') return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : 'bad'
  } catch {
    return 'bad'
  }
}
