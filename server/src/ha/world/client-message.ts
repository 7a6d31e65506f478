/** A client's message as octets (RFC 2131 section 2): what a client on loopback sends through a relay, or as if it were broadcast. */
import { assembleMessage, packOption } from '../../dhcp/packet/client-message'
import { messageType, option } from '../../dhcp/packet/codes'

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

export { octetsOf as addressOctets } from '../../dhcp/packet/client-message'
export { messageType, option }

const requestList = [option.subnetMask, option.routers, option.domainNameServers, option.domainName]

export function writeQuery({ type, xid, hwaddr, secs = 0, ciaddr = 0, giaddr = 0, options = [] }: ClientMessage): Buffer {
  const packed = [packOption(option.messageType, Uint8Array.of(type)), ...options.map(([code, value]) => packOption(code, value)), packOption(option.parameterRequestList, Uint8Array.from(requestList))]
  return assembleMessage({ xid, hwaddr, secs, flags: 0, ciaddr, giaddr }, packed)
}
