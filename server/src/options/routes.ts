/** Classless static routes (RFC 3442): `10.0.0.0/8 - 192.0.2.1, …`. */
import { joinOctets, utf8Length } from '../net/octets'
import type { Fault } from './definition'
import { addressOctets, quote, strictAddress } from './encode-value'
import { tokensOf, trimBlanks } from './tokens'
import { say } from '../text/text'

/** A fault and the part of the text that it is about. */
export interface PartFault extends Fault {
  readonly part?: string
}

const shortestData = 5

export function encodeRoutes(data: string): Uint8Array | PartFault {
  if (utf8Length(data) < shortestData) return notARoute(data)
  const parts: Uint8Array[] = []
  for (const { text } of tokensOf(data, ',', false)) {
    const route = trimBlanks(text)
    const ends = tokensOf(route, '-', false).map((end) => trimBlanks(end.text))
    const [subnet = '', router = ''] = ends
    const slash = subnet.indexOf('/')
    if (ends.length !== 2 || slash < 0) return notARoute(route)
    const address = strictAddress(subnet.slice(0, slash))
    if (address === undefined) return { fault: say`${quote(subnet.slice(0, slash))} is no IPv4 address`, part: route }
    const length = subnet.slice(slash + 1)
    if (!/^\+?\d+$/.test(length) || Number(length) > 32) return { fault: say`${quote(length)} is no length of a prefix (0 to 32)`, part: route }
    const gateway = strictAddress(router)
    if (gateway === undefined) return { fault: say`${quote(router)} is no IPv4 address`, part: route }
    parts.push(Uint8Array.of(Number(length)), addressOctets(address).subarray(0, Math.ceil(Number(length) / 8)), addressOctets(gateway))
  }
  return joinOctets(parts)
}

function notARoute(text: string): PartFault {
  return { fault: say`${quote(text)} is no route such as 10.229.0.128/25 - 10.229.0.1`, part: text }
}
