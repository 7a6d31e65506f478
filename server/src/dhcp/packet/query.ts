/** Octets of a datagram → a client's message (RFC 2131 section 2, RFC 2132, RFC 3396). */
import { option } from './codes'

export interface Query {
  readonly op: number
  readonly htype: number
  readonly hlen: number
  readonly hops: number
  readonly xid: number
  readonly secs: number
  readonly flags: number
  readonly ciaddr: number
  readonly yiaddr: number
  readonly siaddr: number
  readonly giaddr: number
  /** Byte string of `hlen` octets. */
  readonly hwaddr: string
  /** The whole message as it came. */
  readonly octets: Buffer
  /** By code; what came in several parts is joined (RFC 3396). */
  readonly options: Map<number, Buffer>
}

/** What a reader of received options says of one: keep it, leave it out, leave the rest out, or give the message up. */
export type OptionVerdict = 'ok' | 'skip' | 'stop' | 'malformed'

/** Octets that are no message; `offset` is where reading stopped. */
export class MalformedMessage extends Error {
  constructor(
    readonly offset: number,
    reason: string,
  ) {
    super(reason)
  }
}

export const headerLength = 236
const cookie = 0x63825363
const longestHardwareAddress = 16

export interface ReadOptions {
  /** Judges each option once it is whole. */
  readonly check?: (code: number, octets: Buffer) => OptionVerdict
  /** Also read options in `file` and `sname` where option 52 says so (RFC 2131 section 4.1). Kea's server does not. */
  readonly overload?: boolean
}

/** Throws MalformedMessage, and nothing else. */
export function readQuery(octets: Buffer, how: ReadOptions = {}): Query {
  if (octets.length < headerLength) throw new MalformedMessage(octets.length, 'shorter than the fixed part of a message')
  if (octets.length < headerLength + 4) throw new MalformedMessage(octets.length, 'no room for the magic cookie')
  if (octets.readUInt32BE(headerLength) !== cookie) throw new MalformedMessage(headerLength, 'no magic cookie')
  const options = readOptions(octets, headerLength + 4, octets.length, how.check)
  if (how.overload === true) readOverload(octets, options)
  const hlen = octets[2] ?? 0
  return {
    op: octets[0] ?? 0,
    htype: octets[1] ?? 0,
    hlen,
    hops: octets[3] ?? 0,
    xid: octets.readUInt32BE(4),
    secs: octets.readUInt16BE(8),
    flags: octets.readUInt16BE(10),
    ciaddr: octets.readUInt32BE(12),
    yiaddr: octets.readUInt32BE(16),
    siaddr: octets.readUInt32BE(20),
    giaddr: octets.readUInt32BE(24),
    hwaddr: hlen <= longestHardwareAddress ? octets.toString('latin1', 28, 28 + hlen) : octets.toString('latin1', 28, 44).padEnd(hlen, '\0'),
    octets,
    options,
  }
}

/** A tail that is cut short ends the list, as in Kea; parts of one option are joined in their order. */
function readOptions(octets: Buffer, start: number, end: number, check: ReadOptions['check']): Map<number, Buffer> {
  const options = new Map<number, Buffer>()
  let at = start
  while (at < end) {
    const code = octets[at++] ?? 0
    if (code === 255) break
    if (code === 0) continue
    if (at >= end) break
    const length = octets[at++] ?? 0
    if (at + length > end) break
    const value = octets.subarray(at, at + length)
    at += length
    if (code === option.hostName && length === 0) continue
    const before = options.get(code)
    options.set(code, before ? Buffer.concat([before, value]) : value)
  }
  if (check) judge(options, check)
  return options
}

function judge(options: Map<number, Buffer>, check: NonNullable<ReadOptions['check']>): void {
  let stopped = false
  for (const [code, value] of options) {
    const verdict = stopped ? 'skip' : check(code, value)
    if (verdict === 'ok') continue
    if (verdict === 'malformed') throw new MalformedMessage(value.byteOffset, `option ${code} does not have the form that its definition asks for`)
    if (verdict === 'stop') stopped = true
    options.delete(code)
  }
}

const overloadCode = 52

function readOverload(octets: Buffer, options: Map<number, Buffer>): void {
  const which = options.get(overloadCode)?.[0] ?? 0
  const areas: [number, number][] = []
  if ((which & 1) !== 0) areas.push([108, 236])
  if ((which & 2) !== 0) areas.push([44, 108])
  for (const [start, end] of areas) {
    for (const [code, value] of readOptions(octets, start, end, undefined)) {
      const before = options.get(code)
      options.set(code, before ? Buffer.concat([before, value]) : value)
    }
  }
}
