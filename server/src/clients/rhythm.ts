/** How long a client waits before it says the same again (RFC 2131 sections 4.1 and 4.4.5). Times in ms. */

export interface Rhythm {
  readonly first: number
  /** So many times it waits that long; then each time twice as long. */
  readonly repeats: number
  readonly most: number
  /** Shorter or longer by as much as this. */
  readonly jitter: number
  /** A renewal is repeated after half of the time that is left for it, a minute at least. */
  readonly renewsByHalves: boolean
}

/** For people who watch. */
export const quickRhythm: Rhythm = { first: 500, repeats: 8, most: 8000, jitter: 50, renewsByHalves: false }
export const rfcRhythm: Rhythm = { first: 4000, repeats: 1, most: 64_000, jitter: 1000, renewsByHalves: true }

const shortestRenewal = 60_000

/** `tries`: how often it was said; `left`: until the renewal is over, undefined where this is none. */
export function waitOf(rhythm: Rhythm, tries: number, left: number | undefined, random: () => number): number {
  if (left !== undefined && rhythm.renewsByHalves) return Math.max(left / 2, shortestRenewal)
  const doublings = Math.max(tries - rhythm.repeats, 0)
  const wait = Math.min(rhythm.first * 2 ** Math.min(doublings, 30), rhythm.most)
  return wait + (2 * random() - 1) * rhythm.jitter
}
