/** A client's message → octets of a datagram (RFC 2131 section 2): its fixed part, and options that are packed already. */
import { headerLength } from './query'

/** Addresses are numbers; 0: none. */
export interface ClientHeader {
  readonly xid: number
  /** At most 16 octets. */
  readonly hwaddr: Uint8Array
  /** What is more than 65535 counts as that. */
  readonly secs: number
  readonly flags: number
  readonly ciaddr: number
  readonly giaddr: number
}

const bootRequest = 1
const ethernet = 1
const cookie = 0x63825363
const end = 255
/** Relays of old drop what is shorter (RFC 1542 section 2.1). */
const shortest = 300

export function assembleMessage({ xid, hwaddr, secs, flags, ciaddr, giaddr }: ClientHeader, options: readonly Uint8Array[]): Buffer {
  let length = headerLength + 4 + 1
  for (const option of options) length += option.length
  const octets = Buffer.alloc(Math.max(length, shortest))
  octets[0] = bootRequest
  octets[1] = ethernet
  octets[2] = hwaddr.length
  octets[3] = giaddr === 0 ? 0 : 1
  octets.writeUInt32BE(xid, 4)
  octets.writeUInt16BE(Math.min(secs, 0xffff), 8)
  octets.writeUInt16BE(flags, 10)
  octets.writeUInt32BE(ciaddr, 12)
  octets.writeUInt32BE(giaddr, 24)
  octets.set(hwaddr, 28)
  octets.writeUInt32BE(cookie, headerLength)
  let at = headerLength + 4
  for (const option of options) {
    octets.set(option, at)
    at += option.length
  }
  octets[at] = end
  return octets
}

const longestPart = 255

/** Code, length, octets; long ones in parts (RFC 3396). */
export function packOption(code: number, value: Uint8Array): Buffer {
  const count = Math.max(1, Math.ceil(value.length / longestPart))
  const packed = Buffer.allocUnsafe(value.length + 2 * count)
  let at = 0
  for (let from = 0; at < packed.length; from += longestPart) {
    const part = value.subarray(from, from + longestPart)
    packed[at] = code
    packed[at + 1] = part.length
    packed.set(part, at + 2)
    at += 2 + part.length
  }
  return packed
}

/** An address, or a number of seconds, in network order. */
export function octetsOf(value: number): Buffer {
  const octets = Buffer.allocUnsafe(4)
  octets.writeUInt32BE(value)
  return octets
}
