/** What a described client says, as octets (RFC 2131 section 4.4, table 5): directly, or as its relay passes it on (section 4.1.1, RFC 3046). */
import { assembleMessage, octetsOf, packOption } from '../dhcp/packet/client-message'
import { messageType, option } from '../dhcp/packet/codes'
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
  if (isFault(read)) throw new Error(String(read.fault))
  const constant = constantOptions(read)
  const flags = profile.broadcast ? broadcastFlag : 0
  return (saying) => {
    const isBound = (saying.ciaddr ?? 0) !== 0
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
    const header = {
      hwaddr: read.hwaddr(saying.n),
      xid: saying.xid,
      secs: profile.secs ?? saying.secs,
      flags: isBound || !mayHoldAll(saying.type) ? 0 : flags,
      ciaddr: saying.ciaddr ?? 0,
      giaddr: read.relay && saying.isUnicast !== true ? read.relay.address : 0,
    }
    return assembleMessage(header, parts)
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
