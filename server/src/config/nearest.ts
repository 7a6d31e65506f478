/** Finds the word that somebody meant. */

/** Steps to turn one word into the other: a letter added, dropped, changed, or two swapped. Case and - or _ count nothing. */
export function distance(one: string, other: string): number {
  const a = plainForm(one)
  const b = plainForm(other)
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1)
      row.push(best)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}

export function plainForm(word: string): string {
  return word.toLowerCase().replace(/[_\s]/g, '-').replace(/-/g, '')
}

/** The candidates that a slip of the fingers could have meant, nearest first, at most `most`; none when nothing is near. */
export function nearest(word: string, candidates: Iterable<string>, most = 3): string[] {
  const limit = Math.max(1, Math.floor(plainForm(word).length / 3))
  const near: { candidate: string; steps: number }[] = []
  for (const candidate of new Set(candidates)) {
    if (Math.abs(candidate.length - word.length) > limit + 3) continue
    const steps = distance(word, candidate)
    if (steps <= limit) near.push({ candidate, steps })
  }
  const least = Math.min(...near.map((one) => one.steps))
  return near
    .filter((one) => one.steps <= least + 1)
    .sort((a, b) => a.steps - b.steps || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map((one) => one.candidate)
}
