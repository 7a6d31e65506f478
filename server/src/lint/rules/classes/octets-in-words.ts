/** Octets as findings show them. */
import type { Lengths } from '../../../expression/lengths'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

/** `4 octets`, `at most 9 octets`, `6 or 8 octets`; that what is absent has none is understood. */
export function octetsIn(lengths: Lengths): Text {
  const sizes = [...new Set(lengths.flatMap(([from, to]) => (from === to ? [from] : [])))].sort((a, b) => a - b)
  const range = lengths.find(([from, to]) => from !== to)
  if (range && sizes.length === 0) return say`at most ${count(range[1])}`
  const shown = sizes.length > 1 ? sizes.filter((one) => one > 0) : sizes
  return shown.length === 1 ? count(shown[0] ?? 0) : say`${shown.slice(0, -1).join(', ')} or ${shown.at(-1) ?? ''} octets`
}

function count(octets: number): Text {
  return octets === 1 ? say`1 octet` : say`${octets} octets`
}

/** Octets read as a number in network order, of four octets at most. */
export function asInteger(octets: string): number | undefined {
  if (octets === '' || octets.length > 4) return undefined
  let value = 0
  for (let at = 0; at < octets.length; at++) value = value * 256 + octets.charCodeAt(at)
  return value
}

export function asOctets(value: number, size: number): string {
  return `0x${value.toString(16).padStart(2 * size, '0')}`
}
