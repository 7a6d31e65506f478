/** Where ours is not as real Kea, and why it stays so. */
import type { Release } from '../../src/config/release'

export interface KnownDifference {
  readonly case: string
  /** Any step when left out. */
  readonly step?: string
  readonly what: string
  readonly releases?: readonly Release[]
  readonly why: string
}

export const knownDifferences: readonly KnownDifference[] = [
  ...['option 200', 'option 32', 'order', 'end', 'option 7'].map((what) => ({
    case: 'lists of IPv6 addresses',
    what,
    why: 'Kea sends such a list with a length of 0 and without an End option: clients cannot read what follows.',
  })),
]
