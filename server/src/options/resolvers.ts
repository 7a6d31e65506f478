/** Encrypted DNS resolvers (RFC 9463): `priority, name, addresses, key=value …`; instances of DHCPv4 parted by `|`. */
import { parseIpv6 } from '../expression/ipv6'
import { joinOctets, numberOctets, stringOctets } from '../net/octets'
import { isFault } from './definition'
import type { Family } from './definition'
import { encodeName } from './domain-names'
import { addressOctets, quote, strictAddress } from './encode-value'
import type { PartFault } from './routes'
import { encodeServiceParameters } from './service-parameters'
import { tokensOf, trimBlanks } from './tokens'
import { say } from '../text/text'

export function encodeResolvers(data: string, family: Family): Uint8Array | PartFault {
  if (family === 6) return encodeInstance(data, 6)
  const parts: Uint8Array[] = []
  for (const { text } of tokensOf(data, '|', true)) {
    const encoded = encodeInstance(text, 4)
    if (isFault(encoded)) return encoded
    parts.push(numberOctets(encoded.length, 2), encoded)
  }
  return joinOctets(parts)
}

function encodeInstance(text: string, family: Family): Uint8Array | PartFault {
  const fields = tokensOf(text, ',', true).map((field) => trimBlanks(field.text))
  const [priority = '', name = '', addresses = '', parameters = ''] = fields
  if (fields.length < 2) return { fault: say`a resolver needs a priority and a name`, part: trimBlanks(text) }
  if (fields.length > 4) return { fault: say`a resolver has four fields at most: priority, name, addresses, parameters`, part: fields[4] ?? '' }
  if (!/^\+?\d+$/.test(priority) || Number(priority) > 0xffff) return { fault: say`${quote(priority)} is no priority (0 to 65535)`, part: priority }
  const adn = encodeName(name)
  if (!adn) return { fault: say`${quote(name)} is no domain name`, part: name }
  const body: Uint8Array[] = [numberOctets(Number(priority), 2), lengthOf(adn, family), adn]
  if (fields.length > 2) {
    const hosts = encodeHosts(addresses, family)
    if (isFault(hosts)) return hosts
    const keys = encodeServiceParameters(parameters)
    if (isFault(keys)) return keys
    body.push(lengthOf(hosts, family), hosts, keys)
  }
  return joinOctets(body)
}

function lengthOf(octets: Uint8Array, family: Family): Uint8Array {
  return numberOctets(octets.length, family === 4 ? 1 : 2)
}

function encodeHosts(text: string, family: Family): Uint8Array | PartFault {
  const parts: Uint8Array[] = []
  for (const one of tokensOf(text, ' ', false).map((host) => trimBlanks(host.text))) {
    const narrow = family === 4 ? strictAddress(one) : undefined
    const wide = family === 6 ? parseIpv6(one.replace(/%.*$/s, '')) : undefined
    if (narrow === undefined && wide === undefined) return { fault: say`${quote(one)} is no IPv${family} address`, part: one }
    parts.push(narrow !== undefined ? addressOctets(narrow) : stringOctets(wide ?? ''))
  }
  return parts.length === 0 ? { fault: say`a resolver needs an address` } : joinOctets(parts)
}
