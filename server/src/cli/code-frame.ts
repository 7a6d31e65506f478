/** The line that a finding is about, with the place underlined. */
import type { Span } from '../config/source'
import type { Severity } from '../lint/problem'
import type { Paint } from './colours'
import { cellsOf } from './visible'

/** One line of the source and one of marks, at most `width` wide; of a long line, the part around the place. */
export function codeFrame(at: Span, severity: Severity, paint: Paint, width: number): string[] {
  const start = at.source.positionAt(at.start)
  const end = at.source.positionAt(at.end)
  const line = at.source.lineText(start.line)
  // A minified file is one line of megabytes: what is far from the place is never shown.
  const skipped = Math.max(0, start.character - 2 * width)
  const cells = cellsOf(line.slice(skipped, start.character + 2 * width))
  const first = Math.min(start.character - skipped, cells.length)
  const last = end.line === start.line ? Math.min(end.character - skipped, cells.length) : cells.length
  const gutter = String(start.line + 1)
  const [from, to] = cutAround(cells, first, width - gutter.length - 5)
  const shown = cells.slice(from, to).map((cell) => cell.text).join('')
  const more = { before: skipped + from > 0, behind: skipped + to < line.length }
  const before = (more.before ? 1 : 0) + widthOf(cells, from, first)
  const marks = '^'.repeat(Math.max(1, widthOf(cells, first, Math.min(last, to))))
  const marked = severity === 'error' ? paint.red(marks) : severity === 'warning' ? paint.yellow(marks) : paint.blue(marks)
  return [
    `${paint.dim(`${gutter} |`)} ${more.before ? '…' : ''}${shown}${more.behind ? '…' : ''}`,
    `${paint.dim(`${' '.repeat(gutter.length)} |`)} ${' '.repeat(before)}${marked}`,
  ]
}

type Cells = ReturnType<typeof cellsOf>

/** The stretch of a line to show: all of it where it fits, else a little before the place and what follows it. */
function cutAround(cells: Cells, place: number, width: number): [from: number, to: number] {
  if (widthOf(cells, 0, cells.length) <= width) return [0, cells.length]
  let from = place
  for (let room = Math.floor(width / 3); from > 0 && room >= (cells[from - 1]?.width ?? 0); from--) room -= cells[from - 1]?.width ?? 0
  let to = from
  let room = width
  while (to < cells.length && room >= (cells[to]?.width ?? 0)) room -= cells[to++]?.width ?? 0
  while (from > 0 && room >= (cells[from - 1]?.width ?? 0)) room -= cells[--from]?.width ?? 0
  return [from, to]
}

function widthOf(cells: Cells, from: number, to: number): number {
  return cells.slice(from, to).reduce((sum, cell) => sum + cell.width, 0)
}
