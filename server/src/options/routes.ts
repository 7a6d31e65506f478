/** Classless static routes (RFC 3442): `10.0.0.0/8 - 192.0.2.1, …`. */
import { parseAddress } from '../net/ipv4'
import type { Fault } from './definition'

export function encodeRoutes(data: string): Uint8Array | Fault {
  const parts: Buffer[] = []
  for (const route of data.split(',')) {
    const fields = /^\s*(\S+?)\s*\/\s*(\d+)\s*-\s*(\S+)\s*$/.exec(route)
    const subnet = parseAddress(fields?.[1] ?? '')
    const length = Number(fields?.[2])
    const router = parseAddress(fields?.[3] ?? '')
    if (subnet === undefined || router === undefined || !(length <= 32)) return { fault: `${route.trim()} is no route such as 10.229.0.128/25 - 10.229.0.1` }
    const octets = Buffer.alloc(8)
    octets.writeUInt32BE(subnet, 0)
    octets.writeUInt32BE(router, 4)
    parts.push(Buffer.from([length]), octets.subarray(0, Math.ceil(length / 8)), octets.subarray(4))
  }
  return Buffer.concat(parts)
}
