/** What a described client says, as octets (RFC 2131 section 4.4, table 5): directly, or as its relay passes it on (section 4.1.1, RFC 3046). */
import { messageType, option } from '../dhcp/packet/codes'
import { headerLength } from '../dhcp/packet/query'
import { isFault } from '../options/definition'
import type { ClientProfile } from './profile'
import { readProfile } from './read-profile'
import type { ReadProfile } from './read-profile'

export { checkProfile } from './read-profile'

/** Addresses are numbers. */
export interface Saying {
  /** DHCP message type (RFC 2132 section 9.6). */
  readonly type: number
  /** The client's number, from 0. */
  readonly n: number
  readonly xid: number
  /** Seconds since it began; what the profile fixes goes before it. */
  readonly secs: number
  readonly ciaddr?: number
  /** Option 54. */
  readonly serverId?: Uint8Array
  /** Option 50; in a DISCOVER that of the profile where there is none. */
  readonly requestedAddress?: number
  /** Option 51, s. */
  readonly leaseTime?: number
  /** To one server, so that no relay sees it: a renewal, a release. */
  readonly isUnicast?: boolean
}

export type MessageWriter = (saying: Saying) => Buffer

/** Throws, with one sentence, where `checkProfile` has one to say. */
export function writeMessage(profile: ClientProfile, saying: Saying): Buffer {
  return createWriter(profile)(saying)
}

/** For many messages of one profile; throws as `writeMessage` does. */
export function createWriter(profile: ClientProfile): MessageWriter {
  const read = readProfile(profile)
  if (isFault(read)) throw new Error(read.fault)
  const constant = constantOptions(read)
  const flags = profile.broadcast ? broadcastFlag : 0
  return (saying) => {
    const isBound = (saying.ciaddr ?? 0) !== 0
    const isRelayed = read.relay !== undefined && saying.isUnicast !== true
    const parts: Buffer[] = [Buffer.from([option.messageType, 1, saying.type])]
    const put = (code: number, value: Uint8Array | undefined): void => {
      if (value) parts.push(packOption(code, value))
    }
    put(option.clientId, read.options.get(option.clientId) ?? read.clientId?.(saying.n))
    put(option.requestedAddress, requestedAddress(read, saying))
    put(option.serverId, saying.serverId ?? (mayHoldAll(saying.type) ? read.options.get(option.serverId) : undefined))
    if (mayHoldAll(saying.type)) {
      put(option.leaseTime, saying.leaseTime === undefined ? read.options.get(option.leaseTime) : octetsOf(saying.leaseTime))
      put(option.hostName, read.options.get(option.hostName) ?? read.hostname?.(saying.n))
      put(option.fqdn, read.options.get(option.fqdn) ?? read.fqdn?.(saying.n))
      parts.push(constant)
    }
    const information = saying.isUnicast === true ? undefined : (read.options.get(option.agentOptions) ?? read.relay?.information(saying.n))
    if (information && information.length > 0) put(option.agentOptions, information)
    return assemble(parts, {
      hwaddr: read.hwaddr(saying.n),
      hops: isRelayed ? 1 : 0,
      xid: saying.xid,
      secs: Math.min(profile.secs ?? saying.secs, 0xffff),
      flags: isBound || !mayHoldAll(saying.type) ? 0 : flags,
      ciaddr: saying.ciaddr ?? 0,
      giaddr: isRelayed ? read.relay.address : 0,
    })
  }
}

const broadcastFlag = 0x8000
const userClass = 77
/** What depends on the message or on the client's number. */
const varying: readonly number[] = [option.messageType, option.clientId, option.requestedAddress, option.serverId, option.leaseTime, option.hostName, option.fqdn, option.agentOptions]

function constantOptions(read: ReadProfile): Buffer {
  const byCode = new Map<number, Uint8Array>()
  if (read.vendorClass) byCode.set(option.vendorClass, read.vendorClass)
  if (read.userClass) byCode.set(userClass, read.userClass)
  if (read.requestList.length > 0) byCode.set(option.parameterRequestList, read.requestList)
  for (const [code, value] of read.options) if (!varying.includes(code)) byCode.set(code, value)
  return Buffer.concat([...byCode].map(([code, value]) => packOption(code, value)))
}

/** A DECLINE and a RELEASE hold nothing but what they are about (RFC 2131, table 5). */
function mayHoldAll(type: number): boolean {
  return type !== messageType.decline && type !== messageType.release
}

function requestedAddress(read: ReadProfile, { type, requestedAddress: asked }: Saying): Uint8Array | undefined {
  if (asked !== undefined) return octetsOf(asked)
  if (type !== messageType.discover) return undefined
  return read.options.get(option.requestedAddress) ?? (read.requestedAddress === 0 ? undefined : octetsOf(read.requestedAddress))
}

/** An address or a number of seconds in network order. */
export function octetsOf(value: number): Buffer {
  const octets = Buffer.alloc(4)
  octets.writeUInt32BE(value)
  return octets
}

const longestPart = 255

/** Long ones in parts (RFC 3396). */
function packOption(code: number, value: Uint8Array): Buffer {
  const count = Math.max(1, Math.ceil(value.length / longestPart))
  const packed = Buffer.alloc(value.length + 2 * count)
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

interface FixedPart {
  readonly hwaddr: Buffer
  readonly hops: number
  readonly xid: number
  readonly secs: number
  readonly flags: number
  readonly ciaddr: number
  readonly giaddr: number
}

const bootRequest = 1
const ethernet = 1
const cookie = 0x63825363
/** Relays of old drop what is shorter (RFC 1542 section 2.1). */
const shortest = 300

function assemble(parts: readonly Buffer[], fixed: FixedPart): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, headerLength + 4 + 1)
  const octets = Buffer.alloc(Math.max(length, shortest))
  octets[0] = bootRequest
  octets[1] = ethernet
  octets[2] = fixed.hwaddr.length
  octets[3] = fixed.hops
  octets.writeUInt32BE(fixed.xid, 4)
  octets.writeUInt16BE(fixed.secs, 8)
  octets.writeUInt16BE(fixed.flags, 10)
  octets.writeUInt32BE(fixed.ciaddr, 12)
  octets.writeUInt32BE(fixed.giaddr, 24)
  octets.set(fixed.hwaddr, 28)
  octets.writeUInt32BE(cookie, headerLength)
  let at = headerLength + 4
  for (const part of parts) {
    octets.set(part, at)
    at += part.length
  }
  octets[at] = 255
  return octets
}
