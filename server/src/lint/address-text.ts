/** Addresses, prefixes and pools as Kea reads their text: stricter than a person, and in few places laxer. */
import { parseIpv6 } from '../expression/ipv6'
import type { Prefix, Range } from '../net/ipv4'
import type { Text } from '../text/text'
import { say } from '../text/text'

export interface Fault {
  /** What is wrong with the text, as the end of a sentence that begins with it. */
  readonly fault: Text
}

export interface PrefixText extends Prefix {
  /** The address as written, host bits included. */
  readonly address: number
}

export function isTextFault(read: object): read is Fault {
  return 'fault' in read
}


/** Four decimal numbers, no blanks, no leading zeros. Read by hand: a file can have tens of thousands. */
export function readIpv4(text: string): number | undefined {
  let address = 0
  let dots = 0
  let number = -1
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit === dot && number >= 0 && dots < 3) {
      address = address * 256 + number
      number = -1
      dots++
    } else if (digit >= 0 && digit <= 9 && number !== 0) {
      number = number < 0 ? digit : number * 10 + digit
      if (number > 255) return undefined
    } else return undefined
  }
  return dots === 3 && number >= 0 ? address * 256 + number : undefined
}

/** The code of `.`, seen from that of `0`. */
const dot = -2

export function isIpv6(text: string): boolean {
  return text.includes(':') && !/\s/.test(text) && parseIpv6(text.replace(/%[^/]+$/, '')) !== undefined
}

export function ipv4Fault(text: string): Fault | undefined {
  if (readIpv4(text) !== undefined) return undefined
  if (isIpv6(text)) return { fault: say`is an IPv6 address` }
  if (text.trim() !== text && readIpv4(text.trim()) !== undefined) return { fault: say`has a blank beside the address` }
  if (/^\d+(\.\d+){3}$/.test(text)) {
    return { fault: text.split('.').some((part) => Number(part) > 255) ? say`has a number above 255` : say`has a number with a leading zero` }
  }
  return { fault: say`is no IPv4 address` }
}

/** `subnet`: blanks and tabs do not count, host bits are taken. */
export function readSubnetPrefix(text: string): PrefixText | Fault {
  const bare = withoutBlanks(text)
  const slash = bare.indexOf('/')
  if (slash === -1) return { fault: say`has no prefix length` }
  const address = bare.slice(0, slash)
  const length = bare.slice(slash + 1)
  const fault = ipv4Fault(address)
  if (fault) return { fault: isIpv6(address) ? say`is an IPv6 prefix` : say`begins with "${address}", which ${fault.fault}` }
  if (!/^[+-]?\d+$/.test(length) || Math.abs(Number(length)) > 0xffff_ffff) return { fault: say`has "${length}" for a prefix length` }
  if (Number(length) < 0 || Number(length) > 32) return { fault: say`has the prefix length ${length}: IPv4 has 0 to 32` }
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
  const hyphen = bare.indexOf('-')
  if (hyphen === -1) return { fault: poolWithoutRange(bare, text) }
  const ends = [bare.slice(0, hyphen), bare.slice(hyphen + 1)]
  const [first, last] = ends.map(readIpv4)
  if (first !== undefined && last !== undefined) return { first, last, prefix: undefined }
  const wrong = ends.find((end) => readIpv4(end) === undefined) ?? ''
  return { fault: say`has "${wrong}" for an address, which ${ipv4Fault(wrong)?.fault ?? ''}` }
}

function readPoolPrefix(bare: string): PoolText | Fault {
  const slash = bare.indexOf('/')
  const address = bare.slice(0, slash)
  const length = bare.slice(slash + 1)
  const fault = ipv4Fault(address)
  if (fault) return { fault: say`has "${address}" for an address, which ${fault.fault}` }
  if (!/^[+-]?\d+$/.test(length)) return { fault: say`has "${length}" for a prefix length` }
  if (Number(length) < 1 || Number(length) > 32) return { fault: say`has the prefix length ${length}: a pool has 1 to 32` }
  const prefix = prefixOf(readIpv4(address) ?? 0, Number(length))
  return { first: prefix.address, last: prefix.last, prefix }
}

function poolWithoutRange(bare: string, text: string): Text {
  if (readIpv4(bare) !== undefined) return say`is a single address: write ${bare} - ${bare}`
  return /\d\s*(,|;|to|–|—|\.\.\.?)\s*\d/.test(text) ? say`has no hyphen between its two addresses` : say`is neither two addresses nor a prefix`
}

function withoutBlanks(text: string): string {
  return text.includes(' ') || text.includes('\t') ? text.replace(/[ \t]/g, '') : text
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
