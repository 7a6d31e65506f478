/** An IP address as it stands in an expression → its 4 or 16 octets. */
import { parseAddress } from '../net/ipv4'
import { parseIpv6 } from './ipv6'

/** undefined where it is none: a part of an IPv4 address has no zero in front, as the resolver has it. */
export function octetsOfAddress(text: string): string | undefined {
  if (text.includes(':')) return parseIpv6(text)
  if (/(?:^|\.)0\d/.test(text)) return undefined
  const address = parseAddress(text)
  return address === undefined ? undefined : String.fromCharCode(address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255, address & 255)
}
