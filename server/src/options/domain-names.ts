/** Domain names in options (RFC 1035 section 3.1); received lists may be compressed (RFC 3397, RFC 1035 section 4.1.4). */
import { octetString, utf8Octets } from '../net/octets'

const longestLabel = 63
const longestName = 255

/** Labels with the root at the end; undefined where the text is no name. A backslash keeps the sign behind it, or three digits name an octet. */
export function encodeName(text: string): Uint8Array | undefined {
  if (text === '') return undefined
  if (text === '.' || text === '@') return Uint8Array.of(0)
  const source = utf8Octets(text)
  const name: number[] = []
  let label: number[] = []
  for (let at = 0; at < source.length; at++) {
    if (source[at] === dot) {
      if (label.length === 0) return undefined
      name.push(label.length, ...label)
      label = []
      continue
    }
    const escaped = source[at] === backslash ? escapedOctet(source, at) : undefined
    if (source[at] === backslash && (!escaped || (label.length === 0 && escaped.octet === bracket && escaped.length === 2))) return undefined
    label.push(escaped?.octet ?? source[at] ?? 0)
    if (label.length > longestLabel) return undefined
    if (escaped) at += escaped.length - 1
  }
  if (label.length > 0) name.push(label.length, ...label)
  name.push(0)
  return name.length > longestName ? undefined : Uint8Array.from(name)
}

const dot = 0x2e
const backslash = 0x5c
const bracket = 0x5b

function escapedOctet(source: Uint8Array, at: number): { octet: number; length: number } | undefined {
  const digits = octetString(source.subarray(at + 1, at + 4))
  if (!/^\d/.test(digits)) return at + 1 < source.length ? { octet: source[at + 1] ?? 0, length: 2 } : undefined
  const octet = Number(digits)
  return /^\d{3}$/.test(digits) && octet <= 255 ? { octet, length: 4 } : undefined
}

/** Each name as labels; `undefined` where the octets are none. Pointers lead back within the octets. */
export function readNames(octets: Uint8Array): string[][] | undefined {
  const names: string[][] = []
  let at = 0
  while (at < octets.length) {
    const read = readName(octets, at)
    if (!read) return undefined
    names.push(read.labels)
    at = read.end
  }
  return names
}

export function readName(octets: Uint8Array, start: number): { labels: string[]; end: number } | undefined {
  const labels: string[] = []
  let at = start
  let end: number | undefined
  let size = 1
  for (let jumps = 0; jumps < 128; ) {
    const length = octets[at]
    if (length === undefined) return undefined
    if (length === 0) return { labels, end: end ?? at + 1 }
    if (length >= 0xc0) {
      const low = octets[at + 1]
      if (low === undefined) return undefined
      const target = ((length & 0x3f) << 8) | low
      if (target >= at) return undefined
      end ??= at + 2
      at = target
      jumps++
      continue
    }
    if (length > longestLabel || at + 1 + length > octets.length) return undefined
    labels.push(octetString(octets.subarray(at + 1, at + 1 + length)))
    size += length + 1
    if (size > longestName) return undefined
    at += 1 + length
  }
  return undefined
}
