/** The url of a High Availability peer, as Kea reads it (ARM, "libdhcp_ha.so"): scheme, address, port. */
import { parseAddress } from './ipv4'
import { say } from '../text/text'
import type { Text } from '../text/text'

export interface PeerUrl {
  readonly scheme: 'http' | 'https'
  readonly host: string
  /** Kea takes addresses only. */
  readonly isAddress: boolean
  /** 0 where none is given: Kea has no default. What is above 65535 Kea takes, and reaches nobody at. */
  readonly port: number
}

/** What is wrong with a text that is no url, in words. Kea looks for a port before it looks for a path, and takes a sign before it. */
export function parsePeerUrl(text: string): PeerUrl | { readonly fault: Text } {
  const scheme = /^(https?):\/\//.exec(text)
  if (!scheme) return { fault: say`it does not begin with http:// or https://` }
  const rest = text.slice(scheme[0].length)
  const [host = ''] = /^\[[^\]]*\]/.exec(rest) ?? (rest.startsWith('[') ? [] : [rest.slice(0, endOfHost(rest))])
  if (host === '' && rest.startsWith('[')) return { fault: say`no ] follows its IPv6 address` }
  if (host === '' || host === '[]') return { fault: say`it has no address` }
  const port = /^:([^/]*)/.exec(rest.slice(host.length))?.[1]
  const number = port === undefined ? 0 : portNumber(port)
  if (number === undefined) return { fault: port === undefined || port === '' ? say`no number follows the colon` : say`${port} is no port number` }
  return { scheme: scheme[1] === 'https' ? 'https' : 'http', host: host.toLowerCase(), isAddress: isHostAddress(host), port: number }
}

function endOfHost(rest: string): number {
  const colon = rest.indexOf(':')
  const slash = rest.indexOf('/')
  return colon >= 0 ? colon : slash >= 0 ? slash : rest.length
}

/** As Kea converts it: a negative number counts from 2^32 down. */
function portNumber(text: string): number | undefined {
  const [, sign, digits = ''] = /^([+-]?)(\d+)$/.exec(text) ?? []
  const value = Number(digits)
  if (digits === '' || value > 0xffffffff) return undefined
  return sign === '-' && value > 0 ? 2 ** 32 - value : value
}

function isHostAddress(host: string): boolean {
  const inner = host.replace(/^\[|\]$/g, '')
  return isStrictAddress(inner) || (host.startsWith('[') && isAddress6(inner.replace(/%\w+$/, '')))
}

/** Four numbers without leading zeros, spaces or signs. */
export function isStrictAddress(text: string): boolean {
  return /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(text) && parseAddress(text) !== undefined
}

/** An IPv6 address without a zone (RFC 4291, section 2.2). */
export function isAddress6(text: string): boolean {
  const mapped = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  if (mapped && !isStrictAddress(mapped[2] ?? '')) return false
  const plain = mapped ? `${mapped[1] ?? ''}0:0` : text
  const [head = '', tail, more] = plain.split('::')
  if (more !== undefined) return false
  const groups = [head, tail ?? ''].flatMap((part) => (part === '' ? [] : part.split(':')))
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  return tail === undefined ? groups.length === 8 : groups.length < 8
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
