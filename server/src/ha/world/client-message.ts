/** A client's message as octets (RFC 2131 section 2): what a client on loopback sends through a relay, or as if it were broadcast. */
import { messageType, option } from '../../dhcp/packet/codes'
import { headerLength } from '../../dhcp/packet/query'

export interface ClientMessage {
  readonly type: number
  readonly xid: number
  /** 6 octets. */
  readonly hwaddr: Uint8Array
  readonly secs?: number
  readonly ciaddr?: number
  /** The relay's address; 0: none. */
  readonly giaddr?: number
  /** By code, without option 53. */
  readonly options?: readonly (readonly [number, Uint8Array])[]
}

export { messageType, option }

const bootRequest = 1
const ethernet = 1
const cookie = 0x63825363
const requestList = [option.subnetMask, option.routers, option.domainNameServers, option.domainName]

export function writeQuery(message: ClientMessage): Buffer {
  const { hwaddr, giaddr = 0 } = message
  const options: (readonly [number, Uint8Array])[] = [[option.messageType, Buffer.from([message.type])], ...(message.options ?? []), [option.parameterRequestList, Buffer.from(requestList)]]
  const octets = Buffer.alloc(headerLength + 4 + options.reduce((sum, [, value]) => sum + 2 + value.length, 0) + 1)
  octets[0] = bootRequest
  octets[1] = ethernet
  octets[2] = hwaddr.length
  octets[3] = giaddr === 0 ? 0 : 1
  octets.writeUInt32BE(message.xid, 4)
  octets.writeUInt16BE(Math.min(message.secs ?? 0, 0xffff), 8)
  octets.writeUInt32BE(message.ciaddr ?? 0, 12)
  octets.writeUInt32BE(giaddr, 24)
  octets.set(hwaddr, 28)
  octets.writeUInt32BE(cookie, headerLength)
  let at = headerLength + 4
  for (const [code, value] of options) {
    octets[at++] = code
    octets[at++] = value.length
    octets.set(value, at)
    at += value.length
  }
  octets[at] = 255
  return octets
}

export function addressOctets(address: number): Buffer {
  const octets = Buffer.alloc(4)
  octets.writeUInt32BE(address)
  return octets
}
