/** How many addresses there are, in words. */
import { say } from '../text/text'
import type { Text } from '../text/text'
import type { AddressRange } from './address-book'

/** Above this an amount of addresses is told as a power of two. */
const mostTold = 1n << 32n

export function addressCount(count: bigint): Text {
  if (count === 1n) return say`1 address`
  const bits = count.toString(2).length - 1
  return count > mostTold && count === 1n << BigInt(bits) ? say`2^${bits} addresses` : say`${count} addresses`
}

/** Pools that overlap do not make more addresses. */
export function distinct(ranges: readonly AddressRange[]): bigint {
  let count = 0n
  let end = -1n
  for (const { first, last } of [...ranges].sort((one, other) => (one.first < other.first ? -1 : 1))) {
    if (last <= end) continue
    count += last - (first > end ? first : end + 1n) + 1n
    end = last
  }
  return count
}
