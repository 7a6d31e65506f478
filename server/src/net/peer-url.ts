/** The url of a High Availability peer, as Kea reads it (ARM, "libdhcp_ha.so"): scheme, address, port. */
import { parseAddress } from './ipv4'

export interface PeerUrl {
  readonly scheme: 'http' | 'https'
  readonly host: string
  /** Kea takes addresses only. */
  readonly isAddress: boolean
  /** 0 where none is given: Kea has no default. */
  readonly port: number
}

/** What is wrong with a text that is no url, in words. */
export function parsePeerUrl(text: string): PeerUrl | { readonly fault: string } {
  const scheme = /^(https?):\/\//.exec(text)
  if (!scheme) return { fault: 'it does not begin with http:// or https://' }
  const rest = /^(\[[^\]/]*\]|[^:/[\]]*)(?::([^/]*))?(?:\/.*)?$/.exec(text.slice(scheme[0].length))
  if (!rest) return { fault: 'what follows the scheme is no address with an optional port' }
  const [, host = '', port] = rest
  if (host === '' || host === '[]') return { fault: 'it has no address' }
  if (port !== undefined && !/^\d+$/.test(port)) return { fault: port === '' ? 'no number follows the colon' : `${port} is no port number` }
  return {
    scheme: scheme[1] === 'https' ? 'https' : 'http',
    host: host.toLowerCase(),
    isAddress: host.startsWith('[') ? /^\[[0-9a-fA-F:.]+\]$/.test(host) && host.includes(':') : parseAddress(host) !== undefined,
    port: port === undefined ? 0 : Number(port),
  }
}

/** Two urls name the same door when scheme, address and port agree; what follows the port does not count. */
export function sameDoor(one: string, other: string): boolean {
  const a = parsePeerUrl(one)
  const b = parsePeerUrl(other)
  if ('fault' in a || 'fault' in b) return one === other
  return a.scheme === b.scheme && a.host === b.host && a.port === b.port
}

/** An address that reaches only the machine it is used on. */
export function isLoopback(host: string): boolean {
  return host === '' || host === 'localhost' || host.startsWith('127.') || host === '::1' || host === '[::1]'
}
