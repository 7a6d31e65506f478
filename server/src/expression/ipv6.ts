/** An IPv6 address as text (RFC 4291 section 2.2) → 16 octets as a byte string. */
import { parseAddress } from '../net/ipv4'

export function parseIpv6(text: string): string | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = groupsOf(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '', true) : []
  if (!head || !tail) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array<number>(Math.max(missing, 0)).fill(0), ...tail]
  return groups.map((group) => String.fromCharCode(group >> 8, group & 255)).join('')
}

/** Four hexadecimal digits at most each; the last may be an IPv4 address. */
function groupsOf(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return []
  const parts = text.split(':')
  const groups: number[] = []
  for (const [at, part] of parts.entries()) {
    const mayBeIpv4 = mayEndInIpv4 && at === parts.length - 1 && part.includes('.') && !/(?:^|\.)0\d/.test(part)
    const address = mayBeIpv4 ? parseAddress(part) : undefined
    if (address !== undefined) groups.push(address >>> 16, address & 0xffff)
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(parseInt(part, 16))
    else return undefined
  }
  return groups
}
