/** The Client FQDN option (RFC 4702): flags, two result codes of no use, a name. */
import { nameFromOctets, nameFromText, octetsOfName, textOfName } from './domain-name'
import type { DomainName } from './domain-name'

export interface Fqdn {
  readonly flags: number
  readonly results: readonly [number, number]
  readonly name: DomainName | undefined
  readonly partial: boolean
}

export const fqdnFlag = { server: 1, overridden: 2, encoded: 4, noUpdate: 8 } as const

const fixedPart = 3

/** undefined: not of the option's form. */
export function readFqdn(octets: Uint8Array): Fqdn | undefined {
  if (octets.length < fixedPart) return undefined
  const flags = octets[0] ?? 0
  if ((flags & fqdnFlag.noUpdate) !== 0 && (flags & fqdnFlag.server) !== 0) return undefined
  const results: [number, number] = [octets[1] ?? 0, octets[2] ?? 0]
  const rest = octets.subarray(fixedPart)
  if (rest.length === 0) return { flags, results, name: undefined, partial: true }
  if ((flags & fqdnFlag.encoded) !== 0) {
    const read = nameFromOctets(rest)
    return read && { flags, results, name: read.name, partial: read.partial }
  }
  const text = Buffer.from(rest).toString('latin1')
  const name = nameFromText(text)
  return name && { flags, results, name, partial: !text.endsWith('.') }
}

export function writeFqdn(fqdn: Fqdn): Buffer {
  const head = Buffer.from([fqdn.flags, ...fqdn.results])
  if (!fqdn.name) return head
  const name =
    (fqdn.flags & fqdnFlag.encoded) !== 0 ? octetsOfName(fqdn.name, fqdn.partial) : Buffer.from(textOfName(fqdn.name, fqdn.partial), 'latin1')
  return Buffer.concat([head, name])
}

/** '' where the option has no name. */
export function nameText(fqdn: Fqdn): string {
  return fqdn.name ? textOfName(fqdn.name, fqdn.partial) : ''
}
