/** Addresses, prefixes and pools as Kea reads their text: stricter than a person, and in few places laxer. */
import { parseIpv6 } from '../expression/ipv6'
import type { Prefix, Range } from '../net/ipv4'

export interface Fault {
  /** What is wrong with the text, as the end of a sentence that begins with it. */
  readonly fault: string
}

export interface PrefixText extends Prefix {
  /** The address as written, host bits included. */
  readonly address: number
}

export function isTextFault(read: object): read is Fault {
  return 'fault' in read
}


/** Four decimal numbers, no blanks, no leading zeros. */
export function readIpv4(text: string): number | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined
  return parts.reduce((address, part) => address * 256 + Number(part), 0)
}

export function isIpv6(text: string): boolean {
  return text.includes(':') && !/\s/.test(text) && parseIpv6(text.replace(/%[^/]+$/, '')) !== undefined
}

export function ipv4Fault(text: string): Fault | undefined {
  if (readIpv4(text) !== undefined) return undefined
  if (isIpv6(text)) return { fault: 'is an IPv6 address' }
  if (text.trim() !== text && readIpv4(text.trim()) !== undefined) return { fault: 'has a blank beside the address' }
  if (/^\d+(\.\d+){3}$/.test(text)) {
    return { fault: text.split('.').some((part) => Number(part) > 255) ? 'has a number above 255' : 'has a number with a leading zero' }
  }
  return { fault: 'is no IPv4 address' }
}

/** `subnet`: blanks and tabs do not count, host bits are taken. */
export function readSubnetPrefix(text: string): PrefixText | Fault {
  const [address = '', ...rest] = withoutBlanks(text).split('/')
  const length = rest.join('/')
  if (rest.length === 0) return { fault: 'has no prefix length' }
  const fault = ipv4Fault(address)
  if (fault) return { fault: isIpv6(address) ? 'is an IPv6 prefix' : `begins with "${address}", which ${fault.fault}` }
  if (!/^[+-]?\d+$/.test(length) || Math.abs(Number(length)) > 0xffff_ffff) return { fault: `has "${length}" for a prefix length` }
  if (Number(length) < 0 || Number(length) > 32) return { fault: `has the prefix length ${length}: IPv4 has 0 to 32` }
  return prefixOf(readIpv4(address) ?? 0, Number(length))
}

export function prefixOf(address: number, length: number): PrefixText {
  const size = 2 ** (32 - length)
  const first = Math.floor(address / size) * size
  return { address, first, last: first + size - 1, length }
}

export interface PoolText extends Range {
  /** Written as a prefix: where it would have to begin. */
  readonly prefix: PrefixText | undefined
}

/** `pool`: two addresses or a prefix; blanks and tabs do not count. The order of the two is not judged here. */
export function readPool(text: string): PoolText | Fault {
  const bare = withoutBlanks(text)
  if (bare.includes('/')) return readPoolPrefix(bare)
  const [first = '', ...rest] = bare.split('-')
  const last = rest.join('-')
  if (rest.length === 0) return { fault: poolWithoutRange(bare, text) }
  for (const end of [first, last]) {
    const fault = ipv4Fault(end)
    if (fault) return { fault: `has "${end}" for an address, which ${fault.fault}` }
  }
  return { first: readIpv4(first) ?? 0, last: readIpv4(last) ?? 0, prefix: undefined }
}

function readPoolPrefix(bare: string): PoolText | Fault {
  const [address = '', ...rest] = bare.split('/')
  const length = rest.join('/')
  const fault = ipv4Fault(address)
  if (fault) return { fault: `has "${address}" for an address, which ${fault.fault}` }
  if (!/^[+-]?\d+$/.test(length)) return { fault: `has "${length}" for a prefix length` }
  if (Number(length) < 1 || Number(length) > 32) return { fault: `has the prefix length ${length}: a pool has 1 to 32` }
  const prefix = prefixOf(readIpv4(address) ?? 0, Number(length))
  return { first: prefix.address, last: prefix.last, prefix }
}

function poolWithoutRange(bare: string, text: string): string {
  if (readIpv4(bare) !== undefined) return `is a single address: write ${bare} - ${bare}`
  return /\d\s*(,|;|to|–|—|\.\.\.?)\s*\d/.test(text) ? 'has no hyphen between its two addresses' : 'is neither two addresses nor a prefix'
}

function withoutBlanks(text: string): string {
  return text.replace(/[ \t]/g, '')
}

export function addressText(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.')
}

export function rangeText({ first, last }: Range): string {
  return `${addressText(first)} - ${addressText(last)}`
}

export function prefixText({ first, length }: Prefix): string {
  return `${addressText(first)}/${length}`
}
