/** How many octets the values of a type take. */
import type { Definition, Family } from './definition'
import { readName } from './domain-names'

const sizes: Readonly<Record<string, number>> = {
  boolean: 1,
  int8: 1,
  int16: 2,
  int32: 4,
  uint8: 1,
  uint16: 2,
  uint32: 4,
  'ipv4-address': 4,
  'ipv6-address': 16,
  psid: 3,
}

/** undefined where it depends on the value. */
export function fixedSize(type: string): number | undefined {
  return sizes[type]
}

/** Whether octets hold a value of every field; a name that is none counts as missing. */
export function fillsRecord(fields: readonly string[], octets: Uint8Array): boolean {
  let at = 0
  for (const field of fields) {
    const size = fixedSize(field)
    if (size !== undefined) at += size
    else if (field === 'fqdn') {
      const read = readName(octets, at)
      if (!read) return false
      at = read.end
    } else return at <= octets.length
    if (at > octets.length) return false
  }
  return true
}

const sztpRedirect = 143

/** DHCPv6 has two octets in front of a tuple; of DHCPv4, SZTP redirects (RFC 8572). */
export function tuplePrefixOf(definition: Pick<Definition, 'space' | 'code'>, family: Family): 1 | 2 {
  return family === 6 || isTwoOctetTuple(definition) ? 2 : 1
}

export function isTwoOctetTuple({ space, code }: Pick<Definition, 'space' | 'code'>): boolean {
  return space === 'dhcp4' && code === sztpRedirect
}
