/** Lays pieces out: what white space goes between each two of them. Nothing but white space changes. */
import { daemonKeys } from '../../config/config-file'
import { createScanner } from '../../config/scan'
import { createCommentColumns } from './comment-columns'
import { kinds, readPieces } from './pieces'
import type { Pieces } from './pieces'
import { readShapes, shapes } from './shapes'
import type { Holder, Shape } from './shapes'
import { columnBehind } from './style'
import type { Style } from './style'
import { changeOf } from './white-space'
import type { Change } from './white-space'

/** What is laid out: a whole file, one map or list, or some entries of one. */
export interface Part {
  readonly from: number
  readonly to: number
  readonly holder: Holder
  /** How the map or list around is laid out. */
  readonly shape: Shape
  /** Indentation of the line that the part belongs to, and of the entries in it. */
  readonly outer: string
  readonly inner: string
  /** The part begins with the file, and ends with it. */
  readonly isWholeFile: boolean
}

interface Frame {
  readonly shape: Shape
  readonly outer: string
  readonly inner: string
}

/** Whether the entries of the outermost map stand below its bracket, as in the files that Kea brings: `{`, and `"Dhcp4": {` below it. */
export function isFlushAt(text: string, open: number): boolean {
  const scanner = createScanner(text, () => undefined, open + 1)
  if (scanner.next() !== 'string' || !Object.hasOwn(daemonKeys, scanner.value)) return false
  return columnOf(text, scanner.start) <= columnOf(text, open) && text.slice(open, scanner.start).includes('\n')
}

function columnOf(text: string, offset: number): number {
  return offset - text.lastIndexOf('\n', offset - 1) - 1
}

/** undefined where the text cannot be laid out as a whole: see `readPieces`. */
export function layOut(text: string, part: Part, style: Style): Change[] | undefined {
  const pieces = readPieces(text, part.from, part.to)
  return pieces && layOutPieces(text, pieces, part, style)
}

function layOutPieces(text: string, pieces: Pieces, part: Part, style: Style): Change[] {
  const { count, kind, start, end, breaks, fixed, pair } = pieces
  const { pad, step, lineEnd, tabSize } = style
  const { shape, width, outerIsLeft } = readShapes(text, pieces, part.holder, part.isWholeFile, flatGap)
  const changes: (Change | undefined)[] = []
  const wanted = new Map<number, { readonly from: number; readonly to: number }>()
  const columns = createCommentColumns((slot, blanks) => {
    const gap = wanted.get(slot)
    if (gap) changes[slot] = changeOf(text, gap.from, gap.to, ' '.repeat(blanks))
    wanted.delete(slot)
  })
  const frames: Frame[] = []
  let top: Frame = { shape: outerIsLeft ? shapes.left : part.shape, outer: part.outer, inner: part.inner }
  let indent = part.outer
  let column = columnBehind(part.outer, 0, tabSize)
  let line = 0
  /** The entry goes on behind a key or a colon. */
  let isInEntry = false
  /** A comma that had to begin a line has its entry behind it. */
  let isLedByComma = false

  for (let at = 0; at < count; at++) {
    const what = kind[at]
    const from = at === 0 ? part.from : (end[at - 1] ?? 0)
    const to = start[at] ?? 0
    line += breaks[at] ?? 0
    if (at === 0 && !part.isWholeFile && part.holder === 'file') column = columnAt(to)
    else if (fixed[at] === 1 || top.shape === shapes.left) keep(from, to)
    else place(at, from, to)
    if (what === kinds.colon || (isInEntry && (what === kinds.lineComment || what === kinds.blockComment))) isInEntry = true
    else isInEntry = kind[at + 1] === kinds.colon
    if (what === kinds.comma) isLedByComma = (breaks[at] ?? 0) > 0 && kind[at - 1] === kinds.lineComment
    pass(at, what)
  }
  columns.flush()
  if (part.isWholeFile) placeEnd()
  return changes.filter((one) => one !== undefined)

  /** Over a piece: where one is behind it. */
  function pass(at: number, what: number | undefined): void {
    const piece = what === kinds.blockComment ? text.slice(start[at], end[at]) : ''
    const lastBreak = piece.lastIndexOf('\n')
    if (lastBreak === -1) column += (end[at] ?? 0) - (start[at] ?? 0)
    else {
      line += piece.split('\n').length - 1
      column = columnBehind(piece.slice(lastBreak + 1), 0, tabSize)
    }
    if (what === kinds.open) {
      frames.push(top)
      const own = shapeHere(at)
      const isFlush = part.isWholeFile && frames.length === 1 && isFlushAt(text, start[at] ?? 0)
      top = { shape: own, outer: indent, inner: own === shapes.broken && !isFlush ? indent + step : indent }
    } else if (what === kinds.close) top = frames.pop() ?? top
  }

  function shapeHere(at: number): Shape {
    const own = shape[at] as Shape
    if (own !== shapes.flat || top.shape === shapes.flat || top.shape === shapes.left || pair[at] === at + 1) return own
    return column - 1 + (width[at] ?? 0) > style.lineLength ? shapes.broken : shapes.flat
  }

  function keep(from: number, to: number): void {
    const gap = text.slice(from, to)
    const lastBreak = gap.lastIndexOf('\n')
    if (lastBreak === -1) column = columnBehind(gap, column, tabSize)
    else {
      indent = gap.slice(lastBreak + 1)
      column = columnBehind(indent, 0, tabSize)
    }
  }

  function blanks(from: number, to: number, wide: number): void {
    changes.push(changeOf(text, from, to, ' '.repeat(wide)))
    column += wide
  }

  /** `isApart`: an empty line stays before it. */
  function newLine(from: number, to: number, at: number, indentation: string, isApart = false): void {
    const empty = isApart && (breaks[at] ?? 0) > 1 ? lineEnd : ''
    changes.push(changeOf(text, from, to, lineEnd + empty + indentation))
    indent = indentation
    column = columnBehind(indentation, 0, tabSize)
  }

  function place(at: number, from: number, to: number): void {
    const what = kind[at]
    const above = at === 0 ? undefined : kind[at - 1]
    const isOnNewLine = (breaks[at] ?? 0) > 0
    const hasLines = top.shape === shapes.broken
    if (at === 0 && part.isWholeFile) return blanks(from, to, 0)
    if (what === kinds.lineComment || what === kinds.blockComment) return placeComment(at, from, to, above, isOnNewLine)
    if (above === kinds.lineComment || above === kinds.blockComment) return placeBehindComment(at, from, to, above, isOnNewLine)
    if (what === kinds.colon || what === kinds.comma) return blanks(from, to, 0)
    if (what === kinds.close) {
      if (above === kinds.open) return isOnNewLine ? newLine(from, to, at, top.outer) : blanks(from, to, flatGap(at))
      return hasLines || isOnNewLine ? newLine(from, to, at, top.outer) : blanks(from, to, pad)
    }
    if (above === kinds.open) return hasLines ? newLine(from, to, at, top.inner, true) : blanks(from, to, pad)
    // A bracket in a line of its own, below its key, is the author's choice.
    if (above === kinds.colon) return isOnNewLine && what === kinds.open ? newLine(from, to, at, top.inner) : blanks(from, to, 1)
    if (above === kinds.comma || above === undefined) {
      const staysInLine = !isOnNewLine && (isLedByComma || part.holder === 'file' && frames.length === 0)
      return hasLines && !staysInLine ? newLine(from, to, at, top.inner, true) : blanks(from, to, above === undefined ? pad : 1)
    }
    // No sign between the two: a comma is missing, or something is filled in here.
    if (isOnNewLine) newLine(from, to, at, top.inner, true)
    else keep(from, to)
  }

  function placeComment(at: number, from: number, to: number, above: number | undefined, isOnNewLine: boolean): void {
    const isLast = at + 1 === count ? part.isWholeFile || pieces.lastBreaks > 0 : (breaks[at + 1] ?? 0) > 0
    const leads = kind[at] === kinds.blockComment && !isLast && kind[at + 1] !== kinds.close && (above === kinds.open || above === kinds.comma) && top.shape === shapes.broken && !(frames.length === 0 && part.holder === 'file')
    if (isOnNewLine || (leads && !isLedByComma)) {
      newLine(from, to, at, isInEntry ? top.inner + step : top.inner, true)
      if (kind[at] === kinds.blockComment) alignStars(start[at] ?? 0, end[at] ?? 0, indent)
      return
    }
    if (!isLast || text.slice(start[at], end[at]).includes('\n')) return blanks(from, to, 1)
    const now = columnAt(to)
    wanted.set(changes.length, { from, to })
    columns.add({ slot: changes.push(undefined) - 1, line, column: now, distance: Math.max(1, now - columnAt(from)), width: column })
    column++
  }

  function placeBehindComment(at: number, from: number, to: number, above: number, isOnNewLine: boolean): void {
    const what = kind[at]
    if (what === kinds.close) {
      const isBelow = top.shape === shapes.broken || isOnNewLine || above === kinds.lineComment
      return isBelow ? newLine(from, to, at, top.outer) : blanks(from, to, pad)
    }
    if (above !== kinds.lineComment && (what === kinds.comma || what === kinds.colon)) return blanks(from, to, 0)
    if (!isOnNewLine && above !== kinds.lineComment) return blanks(from, to, 1)
    newLine(from, to, at, isInEntry && what !== kinds.open ? top.inner + step : top.inner, true)
  }

  /** The lines of a comment that begin with stars stand below the first. */
  function alignStars(from: number, to: number, indentation: string): void {
    const comment = text.slice(from, to)
    if (!comment.includes('\n') || !comment.split('\n').slice(1).every((one) => /^[ \t]*\*/.test(one))) return
    for (const found of comment.matchAll(/\n([ \t]*)\*/g)) {
      const begin = from + found.index + 1
      changes.push(changeOf(text, begin, begin + (found[1]?.length ?? 0), `${indentation} `))
    }
  }

  function placeEnd(): void {
    const from = count === 0 ? 0 : (end[count - 1] ?? 0)
    // A file of nothing but blanks, and one that ends with signs that are none, stay.
    if (count === 0 || /[^ \t\r\n]|\r(?!\n)/.test(text.slice(from))) return
    const endsLine = pieces.lastBreaks > 0 || style.endsWithLine
    changes.push(changeOf(text, from, text.length, endsLine ? lineEnd : ''))
  }

  function columnAt(offset: number): number {
    const lineStart = text.lastIndexOf('\n', offset - 1) + 1
    return columnBehind(text.slice(lineStart, offset), 0, tabSize)
  }

  /** Blanks before a piece that stays in the line of the one before. */
  function flatGap(at: number): number {
    const what = kind[at]
    const above = at === 0 ? undefined : kind[at - 1]
    const now = (start[at] ?? 0) - (at === 0 ? part.from : (end[at - 1] ?? 0))
    if (above === undefined || what === kinds.comma || what === kinds.colon) return 0
    if (what === kinds.close && above === kinds.open) return Math.min(now, 1)
    if (what === kinds.close || above === kinds.open) return pad
    const isApart = above === kinds.comma || above === kinds.colon || above >= kinds.lineComment || (what ?? 0) >= kinds.lineComment
    return isApart ? 1 : now
  }
}
