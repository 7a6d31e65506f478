/** The prefix that a next subnet may have. */
import { addressText } from '../../lint/address-text'
import type { Prefix } from '../../net/ipv4'

/** Kept for documentation (RFC 5737). */
export const usualPrefix = '192.0.2.0/24'

/** More prefixes than that are not tried. */
const mostTried = 70_000

/** A prefix behind the last subnet of the file, of the same length, that overlaps none. */
export function nextPrefix(prefixes: readonly Prefix[]): string {
  const last = prefixes[prefixes.length - 1]
  if (!last) return usualPrefix
  const size = last.last - last.first + 1
  const sorted = [...prefixes].sort((one, other) => one.first - other.first)
  for (let first = last.last + 1, tried = 0; first + size <= 0xe0000000 && tried < mostTried; tried++) {
    const meets = overlapping(sorted, first, first + size - 1)
    if (!meets) return `${addressText(first)}/${last.length}`
    first = Math.ceil((meets.last + 1) / size) * size
  }
  return usualPrefix
}

function overlapping(sorted: readonly Prefix[], first: number, last: number): Prefix | undefined {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.last ?? 0) < first) low = middle + 1
    else high = middle
  }
  const found = sorted[low]
  return found && found.first <= last ? found : undefined
}
