/** How long something takes, as a person says it. */
import { say } from './text'
import type { Text } from './text'

/** What Kea and the protocol take for a time without end. */
export const forEver = 0xffff_ffff

/** `1 h 6 min 40 s`; undefined where the number says it as well: less than a minute, or no whole number of seconds. */
export function durationOf(value: number, unit: 's' | 'ms'): Text | undefined {
  if (!Number.isSafeInteger(value) || value < 0) return undefined
  if (unit === 's') return value < 60 ? undefined : value === forEver ? say`for ever` : durationText(value * 1000)
  return value < 1000 ? undefined : durationText(value)
}

/** Only the parts that are not zero. */
export function durationText(milliseconds: number): Text {
  const parts: Text[] = []
  let rest = milliseconds
  for (const [size, words] of sizes) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(words(count))
  }
  return parts.slice(1).reduce((text, part) => say`${text} ${part}`, parts[0] ?? say`0 s`)
}

const sizes: readonly (readonly [number, (count: number) => Text])[] = [
  [86_400_000, (count) => say`${count} d`],
  [3_600_000, (count) => say`${count} h`],
  [60_000, (count) => say`${count} min`],
  [1000, (count) => say`${count} s`],
  [1, (count) => say`${count} ms`],
]
