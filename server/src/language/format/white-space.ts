/** White space to be exchanged: what is between two pieces of a file and shall be otherwise. */

/** Replaces the text from `start` to `end`. */
export interface Change {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The smallest change that does it; undefined where the text is as it shall be. */
export function changeOf(text: string, start: number, end: number, wanted: string): Change | undefined {
  const length = end - start
  if (length === wanted.length && text.startsWith(wanted, start)) return undefined
  const most = Math.min(length, wanted.length)
  let same = 0
  while (same < most && text.charCodeAt(start + same) === wanted.charCodeAt(same)) same++
  // Never between the two signs of a line end.
  if (same > 0 && wanted[same - 1] === '\r') same--
  let tail = 0
  while (tail < most - same && text.charCodeAt(end - 1 - tail) === wanted.charCodeAt(wanted.length - 1 - tail)) tail++
  if (tail > 0 && wanted[wanted.length - tail] === '\n' && (wanted[wanted.length - tail - 1] === '\r' || text[end - tail - 1] === '\r')) tail--
  return { start: start + same, end: end - tail, text: wanted.slice(same, wanted.length - tail) }
}

/** At most `most` changes: neighbours become one, with the text between them. An editor takes thousands at once, not a million. */
export function joined(text: string, changes: readonly Change[], most: number): readonly Change[] {
  if (changes.length <= most) return changes
  const size = Math.ceil(changes.length / most)
  const groups: Change[] = []
  for (let at = 0; at < changes.length; at += size) {
    const group = changes.slice(at, at + size)
    const first = group[0]
    const last = group[group.length - 1]
    if (first && last) groups.push({ start: first.start, end: last.end, text: applied(text, group, first.start, last.end) })
  }
  return groups
}

/** The text after the changes, which come in order. */
export function applied(text: string, changes: readonly Change[], from = 0, to = text.length): string {
  const parts: string[] = []
  let at = from
  for (const change of changes) {
    parts.push(text.slice(at, change.start), change.text)
    at = change.end
  }
  parts.push(text.slice(at, to))
  return parts.join('')
}
