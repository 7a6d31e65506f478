/** A server's message → octets of a datagram: options by code, 53 first and 82 last (RFC 3046 section 2.1), long ones in parts (RFC 3396). */
import { option } from './codes'
import { headerLength } from './query'
import type { Query } from './query'

export interface Reply {
  type: number
  readonly query: Query
  hops: number
  flags: number
  ciaddr: number
  yiaddr: number
  siaddr: number
  giaddr: number
  /** Byte strings; '' leaves the field empty. */
  sname: string
  file: string
  readonly options: ReplyOptions
}

/** Options of one message, kept in the order of their codes; a code may occur more than once (124, 125). */
export interface ReplyOptions {
  readonly codes: number[]
  readonly payloads: Uint8Array[]
}

export function createReply(type: number, query: Query): Reply {
  return {
    type,
    query,
    hops: query.hops,
    flags: query.flags,
    ciaddr: 0,
    yiaddr: 0,
    siaddr: 0,
    giaddr: query.giaddr,
    sname: '',
    file: '',
    options: { codes: [], payloads: [] },
  }
}

export function hasOption(options: ReplyOptions, code: number): boolean {
  return options.codes.includes(code)
}

export function optionOf(options: ReplyOptions, code: number): Uint8Array | undefined {
  const at = options.codes.indexOf(code)
  return at < 0 ? undefined : options.payloads[at]
}

/** Behind those of its code that are there already. */
export function addOption(options: ReplyOptions, code: number, payload: Uint8Array): void {
  const { codes, payloads } = options
  let at = codes.length
  while (at > 0 && (codes[at - 1] ?? 0) > code) at--
  codes.splice(at, 0, code)
  payloads.splice(at, 0, payload)
}

export function setOption(options: ReplyOptions, code: number, payload: Uint8Array): void {
  const at = options.codes.indexOf(code)
  if (at < 0) addOption(options, code, payload)
  else options.payloads[at] = payload
}

export function deleteOption(options: ReplyOptions, code: number): void {
  for (let at = options.codes.indexOf(code); at >= 0; at = options.codes.indexOf(code)) {
    options.codes.splice(at, 1)
    options.payloads.splice(at, 1)
  }
}

/** What one option carries at most before it is split. Kea leaves room for code and length within the 255. */
const longestPart = 253
const bootReply = 2
const bootpLength = 300

export interface WriteOptions {
  /** A BOOTP reply: no DHCP options, at least 300 octets (RFC 951, RFC 1534). */
  readonly bootp?: boolean
}

export function writeReply(reply: Reply, how: WriteOptions = {}): Buffer {
  const { query, options } = reply
  const bootp = how.bootp === true
  let length = headerLength + 4 + (bootp ? 0 : 3) + 1
  for (const payload of options.payloads) length += payload.length + 2 * Math.max(1, Math.ceil(payload.length / longestPart))
  const octets = Buffer.alloc(bootp ? Math.max(length, bootpLength) : length)
  octets[0] = bootReply
  octets[1] = query.htype
  octets[2] = Math.min(query.hlen, 16)
  octets[3] = reply.hops
  octets.writeUInt32BE(query.xid, 4)
  octets.writeUInt16BE(reply.flags, 10)
  octets.writeUInt32BE(reply.ciaddr, 12)
  octets.writeUInt32BE(reply.yiaddr, 16)
  octets.writeUInt32BE(reply.siaddr, 20)
  octets.writeUInt32BE(reply.giaddr, 24)
  if (query.hlen <= 16) octets.write(query.hwaddr, 28, 16, 'latin1')
  if (reply.sname !== '') octets.write(reply.sname, 44, 64, 'latin1')
  if (reply.file !== '') octets.write(reply.file, 108, 128, 'latin1')
  octets.writeUInt32BE(0x63825363, headerLength)
  let at = headerLength + 4
  if (!bootp) {
    octets[at++] = option.messageType
    octets[at++] = 1
    octets[at++] = reply.type
  }
  let last: Uint8Array | undefined
  for (let index = 0; index < options.codes.length; index++) {
    const code = options.codes[index] ?? 0
    const payload = options.payloads[index]
    if (!payload) continue
    if (code === option.agentOptions) last = payload
    else at = writeOption(octets, at, code, payload)
  }
  if (last) at = writeOption(octets, at, option.agentOptions, last)
  octets[at] = 255
  return octets
}

function writeOption(octets: Buffer, start: number, code: number, payload: Uint8Array): number {
  let at = start
  let from = 0
  do {
    const part = Math.min(payload.length - from, longestPart)
    octets[at++] = code
    octets[at++] = part
    octets.set(from === 0 && part === payload.length ? payload : payload.subarray(from, from + part), at)
    at += part
    from += part
  } while (from < payload.length)
  return at
}
