/** IPv6 addresses, prefixes and pools as Kea reads their text. */
import { parseIpv6 } from '../../../expression/ipv6'
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { isFilledIn } from '../../../config/placeholder'
import { numberOf, objectsIn, stringOf } from '../../../config/tree'
import type { Node, ObjectNode, StringNode } from '../../../config/tree'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export interface Range6 {
  readonly first: bigint
  readonly last: bigint
}

export interface Prefix6 extends Range6 {
  /** As written, host bits included. */
  readonly address: bigint
  readonly length: number
}

/** What is wrong with a text, as the end of a sentence that begins with it. */
export interface Fault6 {
  readonly fault: Text
}

export function isFault6(read: object): read is Fault6 {
  return 'fault' in read
}

/** A text that Kea will read as it stands here. */
export function knownText(map: Node | undefined, key: string): StringNode | undefined {
  const text = stringOf(map, key)
  return text && text.value !== '' && !isFilledIn(text.value) ? text : undefined
}

export function readAddress(text: string): bigint | undefined {
  const [address = ''] = text.split('%')
  const tail = address.slice(address.lastIndexOf(':') + 1)
  // Numbers of an IPv4 tail have no leading zeros.
  if (tail.includes('.') && !/^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(tail)) return undefined
  const octets = parseIpv6(address)
  if (octets === undefined) return undefined
  let value = 0n
  for (let at = 0; at < octets.length; at++) value = value * 256n + BigInt(octets.charCodeAt(at))
  return value
}

export function addressFault(text: string): Text {
  if (/^\d+(\.\d+){3}$/.test(text)) return say`is an IPv4 address`
  return text.trim() === text ? say`is no IPv6 address` : say`has a blank beside the address`
}

export function prefixOf(address: bigint, length: number): Prefix6 {
  const hostBits = BigInt(128 - length)
  const first = (address >> hostBits) << hostBits
  return { address, length, first, last: first + (1n << hostBits) - 1n }
}

/** Blanks and tabs do not count. */
export function withoutBlanks(text: string): string {
  return text.replace(/[ \t]/g, '')
}

/** ADDRESS/LENGTH; undefined where it cannot be told how Kea reads it. */
export function readPrefix(text: string, shortest: number): Prefix6 | Fault6 | undefined {
  const slash = text.indexOf('/')
  if (slash === -1) return { fault: say`has no prefix length` }
  const written = text.slice(0, slash)
  const length = text.slice(slash + 1)
  if (length === '') return { fault: say`has nothing behind the slash` }
  const address = readAddress(written)
  if (address === undefined) return { fault: written === text ? addressFault(text) : say`begins with "${written}", which ${addressFault(written)}` }
  if (/^[+-]\d+$/.test(length)) return undefined
  if (!/^\d+$/.test(length)) return { fault: say`has "${length}" for a prefix length` }
  if (Number(length) < shortest || Number(length) > 128) return { fault: say`has the prefix length ${length}: it is ${shortest} to 128` }
  return prefixOf(address, Number(length))
}

export interface Pool6 {
  readonly node: ObjectNode
  /** Where a finding about its extent sits. */
  readonly at: StringNode
  readonly range: Range6
  readonly kind: 'pool' | 'pd-pool'
}

/** FIRST - LAST or ADDRESS/LENGTH. Before 2.4 a prefix need not stand at its first address. */
export function readPool(text: string, release: Release): Range6 | Fault6 | undefined {
  const bare = withoutBlanks(text)
  if (bare.includes('/')) {
    const prefix = readPrefix(bare, 1)
    if (!prefix || isFault6(prefix)) return prefix
    if (prefix.first !== prefix.address && atLeast(release, '2.4')) return { fault: say`begins in the middle of its prefix, which begins at ${addressText(prefix.first)}` }
    return { first: prefix.address, last: prefix.last }
  }
  const dash = bare.indexOf('-')
  if (dash === -1) return { fault: say`is neither a range nor a prefix` }
  const ends = [bare.slice(0, dash), bare.slice(dash + 1)]
  const wrong = ends.find((end) => readAddress(end) === undefined)
  if (wrong !== undefined) return { fault: wrong === '' ? say`lacks one of its ends` : say`has "${wrong}", which ${addressFault(wrong)}` }
  const [first = 0n, last = 0n] = ends.map((end) => readAddress(end) ?? 0n)
  return last < first ? { fault: say`ends before it begins` } : { first, last }
}

/** Address pools, then prefix pools, without those that are wrong by themselves. */
export function poolsOf(subnet: ObjectNode, release: Release): Pool6[] {
  const addresses = objectsIn(subnet, 'pools').flatMap((node): Pool6[] => {
    const at = knownText(node, 'pool')
    const range = at && readPool(at.value, release)
    return at && range && !isFault6(range) ? [{ node, at, range, kind: 'pool' }] : []
  })
  const prefixes = objectsIn(subnet, 'pd-pools').flatMap((node): Pool6[] => {
    const at = knownText(node, 'prefix')
    const address = at && readAddress(at.value)
    const length = numberOf(node, 'prefix-len')
    if (!at || address === undefined || !length?.integer || length.value < 1 || length.value > 128) return []
    return [{ node, at, range: { first: address, last: prefixOf(address, length.value).last }, kind: 'pd-pool' }]
  })
  return [...addresses, ...prefixes]
}

export function subnetPrefix(subnet: ObjectNode): { text: StringNode; prefix: Prefix6 } | undefined {
  const text = knownText(subnet, 'subnet')
  const prefix = text && readPrefix(withoutBlanks(text.value), 0)
  return text && prefix && !isFault6(prefix) ? { text, prefix } : undefined
}

/** Groups without leading zeros, the longest run of zero groups left out. */
export function addressText(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((address >> BigInt(112 - 16 * at)) & 0xffffn).toString(16))
  let longest = { from: 0, length: 0 }
  for (let from = 0; from < groups.length; from++) {
    let length = 0
    while (groups[from + length] === '0') length++
    if (length > longest.length) longest = { from, length }
  }
  if (longest.length < 2) return groups.join(':')
  return `${groups.slice(0, longest.from).join(':')}::${groups.slice(longest.from + longest.length).join(':')}`
}
