/** IPv4 addresses, prefixes and ranges as values: an address is a number from 0 to 2^32 - 1. */

export interface Range {
  readonly first: number
  readonly last: number
}

export interface Prefix extends Range {
  readonly length: number
}

/** Four decimal numbers with dots; undefined for anything else. */
export function parseAddress(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text.trim())
  if (!parts) return undefined
  let address = 0
  for (const part of parts.slice(1)) {
    const byte = Number(part)
    if (byte > 255) return undefined
    address = address * 256 + byte
  }
  return address
}

/** `192.0.2.0/24`; host bits are dropped, as they do not count. */
export function parsePrefix(text: string): Prefix | undefined {
  const parts = /^\s*([^/]+?)\s*\/\s*(\d{1,2})\s*$/.exec(text)
  const address = parseAddress(parts?.[1] ?? '')
  const length = Number(parts?.[2])
  if (address === undefined || length > 32) return undefined
  const size = 2 ** (32 - length)
  const first = Math.floor(address / size) * size
  return { first, last: first + size - 1, length }
}

/** A pool: `first - last` or a prefix. */
export function parseRange(text: string): Range | undefined {
  const parts = /^\s*([\d.]+)\s*-\s*([\d.]+)\s*$/.exec(text)
  if (!parts) return parsePrefix(text)
  const first = parseAddress(parts[1] ?? '')
  const last = parseAddress(parts[2] ?? '')
  return first === undefined || last === undefined || last < first ? undefined : { first, last }
}
