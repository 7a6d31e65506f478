/** Numbers that a seed decides. */

/** A small generator of pseudo-random numbers (mulberry32), so that a run can be repeated. */
export function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface Random {
  /** A whole number from 0 to below the bound. */
  below(bound: number): number
  pick<T>(list: readonly [T, ...T[]]): T
}

export function createRandom(seed: number): Random {
  const next = generator(seed)
  const below = (bound: number): number => Math.floor(next() * bound)
  return { below, pick: (list) => list[below(list.length)] ?? list[0] }
}
