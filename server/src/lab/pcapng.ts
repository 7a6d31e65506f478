/** Packets as a capture that Wireshark reads (pcapng, draft-ietf-opsawg-pcapng), in Ethernet, IPv4 (RFC 791) and UDP (RFC 768) made for them. */

export interface CapturedPacket {
  /** ms since the epoch; parts of one are kept to the µs. */
  readonly at: number
  /** Addresses are numbers. */
  readonly from: number
  readonly fromPort: number
  readonly to: number
  readonly toPort: number
  /** What UDP carries. */
  readonly octets: Uint8Array
  readonly comment?: string
}

export function writePcapng(packets: Iterable<CapturedPacket>): Buffer {
  const blocks = [sectionHeader(), interfaceDescription()]
  let id = 0
  for (const packet of packets) blocks.push(enhancedPacket(packet, id++ & 0xffff))
  return Buffer.concat(blocks)
}

const blockType = { sectionHeader: 0x0a0d0d0a, interfaceDescription: 1, enhancedPacket: 6 } as const
const byteOrderMagic = 0x1a2b3c4d
const ethernetLink = 1

/** Type and length, body, length again; in little-endian order. */
function block(type: number, body: Buffer): Buffer {
  const length = body.length + 12
  const head = Buffer.alloc(8)
  head.writeUInt32LE(type, 0)
  head.writeUInt32LE(length, 4)
  return Buffer.concat([head, body, head.subarray(4)])
}

function padded(octets: Uint8Array): Buffer {
  return Buffer.concat([octets, Buffer.alloc((4 - (octets.length % 4)) % 4)])
}

function option(code: number, value: Uint8Array): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(code, 0)
  head.writeUInt16LE(value.length, 2)
  return Buffer.concat([head, padded(value)])
}

const endOfOptions = Buffer.alloc(4)

function sectionHeader(): Buffer {
  const body = Buffer.alloc(16)
  body.writeUInt32LE(byteOrderMagic, 0)
  body.writeUInt16LE(1, 4)
  // The length of the section is not told.
  body.fill(0xff, 8)
  return block(blockType.sectionHeader, body)
}

const resolution = { code: 9, microseconds: 6 } as const

function interfaceDescription(): Buffer {
  const body = Buffer.alloc(8)
  body.writeUInt16LE(ethernetLink, 0)
  return block(blockType.interfaceDescription, Buffer.concat([body, option(resolution.code, Buffer.from([resolution.microseconds])), endOfOptions]))
}

const commentCode = 1
const longestComment = 0xffff

function enhancedPacket(packet: CapturedPacket, id: number): Buffer {
  const frame = writeFrame(packet, id)
  const time = Math.round(packet.at * 1000)
  const head = Buffer.alloc(20)
  head.writeUInt32LE(Math.floor(time / 2 ** 32), 4)
  head.writeUInt32LE(time % 2 ** 32, 8)
  head.writeUInt32LE(frame.length, 12)
  head.writeUInt32LE(frame.length, 16)
  const comment = packet.comment === undefined || packet.comment === '' ? [] : [option(commentCode, Buffer.from(packet.comment, 'utf8').subarray(0, longestComment)), endOfOptions]
  return block(blockType.enhancedPacket, Buffer.concat([head, padded(frame), ...comment]))
}

const lengths = { ethernet: 14, ip: 20, udp: 8 } as const
const ipv4Type = 0x0800
const udpProtocol = 17
const timeToLive = 64
const longestDatagram = 0xffff - lengths.ip - lengths.udp

function writeFrame({ from, fromPort, to, toPort, octets }: CapturedPacket, id: number): Buffer {
  const payload = octets.subarray(0, longestDatagram)
  const frame = Buffer.alloc(lengths.ethernet + lengths.ip + lengths.udp + payload.length)
  hardwareAddress(to, undefined).copy(frame, 0)
  hardwareAddress(from, payload).copy(frame, 6)
  frame.writeUInt16BE(ipv4Type, 12)
  const ip = frame.subarray(lengths.ethernet)
  ip[0] = 0x45
  ip.writeUInt16BE(ip.length, 2)
  ip.writeUInt16BE(id, 4)
  ip[8] = timeToLive
  ip[9] = udpProtocol
  ip.writeUInt32BE(from, 12)
  ip.writeUInt32BE(to, 16)
  ip.writeUInt16BE(checksum(ip.subarray(0, lengths.ip), 0), 10)
  const udp = ip.subarray(lengths.ip)
  udp.writeUInt16BE(fromPort, 0)
  udp.writeUInt16BE(toPort, 2)
  udp.writeUInt16BE(udp.length, 4)
  udp.set(payload, lengths.udp)
  // The pseudo-header: both addresses, the protocol, the length. A sum of 0 would mean that there is none.
  udp.writeUInt16BE(checksum(udp, wordsOf(ip.subarray(12, 20)) + udpProtocol + udp.length) || 0xffff, 6)
  return frame
}

const broadcast = 0xffffffff

/** A client without an address has its own in the message; of others one is made from the address. */
function hardwareAddress(address: number, message: Uint8Array | undefined): Buffer {
  if (address === broadcast) return Buffer.alloc(6, 0xff)
  if (address === 0 && message && message.length >= 34 && message[2] === 6) return Buffer.from(message.subarray(28, 34))
  const octets = Buffer.from([2, 0, 0, 0, 0, 0])
  octets.writeUInt32BE(address, 2)
  return octets
}

function wordsOf(octets: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < octets.length; at += 2) sum += (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0)
  return sum
}

/** RFC 1071. */
function checksum(octets: Uint8Array, start: number): number {
  let sum = start + wordsOf(octets)
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000)
  return ~sum & 0xffff
}
