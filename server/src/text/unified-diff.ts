/** Edits of a text as a unified diff, which `patch` and `git apply` take. */

export interface DiffEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Some lines, and what takes their place. `from` and `to` count from 0, `to` is behind the last one. */
interface Change {
  from: number
  to: number
  start: number
  end: number
  edits: DiffEdit[]
}

const context = 3

/** Empty where nothing changes. `edits`: in the order of the text, not touching each other. */
export function unifiedDiff(name: string, text: string, edits: readonly DiffEdit[]): string {
  const lines = linesOf(text)
  const starts = [0]
  for (const line of lines) starts.push((starts[starts.length - 1] ?? 0) + line.length)
  const hunks: string[] = []
  let shift = 0
  for (const group of hunksOf(changesOf(edits, starts, lines.length))) {
    const first = Math.max(0, (group[0]?.from ?? 0) - context)
    const last = Math.min(lines.length, (group[group.length - 1]?.to ?? 0) + context)
    const out: string[] = []
    let at = first
    let newLength = 0
    for (const change of group) {
      for (; at < change.from; at++, newLength++) out.push(shown(' ', lines[at] ?? ''))
      const old = lines.slice(change.from, change.to)
      const next = linesOf(rewritten(text, change))
      let same = 0
      while (same < old.length && same < next.length && old[same] === next[same]) same++
      let tail = 0
      while (tail < old.length - same && tail < next.length - same && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail++
      out.push(...old.slice(0, same).map((line) => shown(' ', line)))
      out.push(...old.slice(same, old.length - tail).map((line) => shown('-', line)), ...next.slice(same, next.length - tail).map((line) => shown('+', line)))
      out.push(...old.slice(old.length - tail).map((line) => shown(' ', line)))
      newLength += next.length
      at = change.to
    }
    for (; at < last; at++, newLength++) out.push(shown(' ', lines[at] ?? ''))
    if (out.every((line) => line.startsWith(' '))) continue
    hunks.push(`@@ -${rangeOf(first, last - first)} +${rangeOf(first + shift, newLength)} @@\n${out.join('')}`)
    shift += newLength - (last - first)
  }
  return hunks.length === 0 ? '' : `--- ${quoted(`a/${name}`)}\n+++ ${quoted(`b/${name}`)}\n${hunks.join('')}`
}

/** Whole lines that edits touch; edits of one line are one change. */
function changesOf(edits: readonly DiffEdit[], starts: readonly number[], count: number): Change[] {
  const changes: Change[] = []
  let line = 0
  for (const edit of edits) {
    while (line + 1 < count && (starts[line + 1] ?? Infinity) <= edit.start) line++
    const from = line
    let to = from
    while (to < count && (to === from || (starts[to] ?? Infinity) < edit.end)) to++
    const before = changes[changes.length - 1]
    // An edit that takes a line's end away joins the next line to it.
    const takesEnd = to < count && edit.end === starts[to] && edit.end > edit.start
    if (takesEnd) to++
    if (before && from < before.to) {
      before.to = Math.max(before.to, to)
      before.end = starts[before.to] ?? before.end
      before.edits.push(edit)
    } else changes.push({ from, to, start: starts[from] ?? 0, end: starts[to] ?? 0, edits: [edit] })
  }
  return changes
}

function hunksOf(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = []
  for (const change of changes) {
    const group = groups[groups.length - 1]
    const before = group?.[group.length - 1]
    if (group && before && change.from - before.to <= 2 * context) group.push(change)
    else groups.push([change])
  }
  return groups
}

function rewritten(text: string, { start, end, edits }: Change): string {
  let out = ''
  let at = start
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at, end)
}

/** With their ends. */
function linesOf(text: string): string[] {
  return text === '' ? [] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? [])
}

function shown(sign: string, line: string): string {
  return line.endsWith('\n') ? `${sign}${line}` : `${sign}${line}\n\\ No newline at end of file\n`
}

function rangeOf(from: number, length: number): string {
  return length === 0 ? `${from},0` : length === 1 ? `${from + 1}` : `${from + 1},${length}`
}

/** As git writes names with signs that would break the line. */
function quoted(name: string): string {
  return /["\\\n\t\r]/.test(name) ? JSON.stringify(name) : name
}
