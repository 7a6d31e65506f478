/** A part of a file as a formatter sees it: tokens and comments in their order, and the line breaks between them. */
import { createScanner } from '../../config/scan'
import type { TokenKind } from '../../config/scan'

export const kinds = { open: 0, close: 1, colon: 2, comma: 3, string: 4, number: 5, word: 6, hole: 7, lineComment: 8, blockComment: 9 } as const
export type Kind = (typeof kinds)[keyof typeof kinds]

const kindOf: Readonly<Record<Exclude<TokenKind, 'end'>, Kind>> = {
  '{': kinds.open,
  '[': kinds.open,
  '}': kinds.close,
  ']': kinds.close,
  ':': kinds.colon,
  ',': kinds.comma,
  string: kinds.string,
  number: kinds.number,
  word: kinds.word,
  include: kinds.hole,
  placeholder: kinds.hole,
}

/** Columns of one table: a file of 12 MB has millions of pieces, and an object for each would not be bounded. */
export interface Pieces {
  readonly count: number
  readonly kind: Uint8Array
  readonly start: Int32Array
  readonly end: Int32Array
  /** Line breaks between the piece before and this one. */
  readonly breaks: Int32Array
  /** 1: what stands before this piece is no plain white space, and stays as it is. */
  readonly fixed: Uint8Array
  /** Of a bracket, the index of the other one. */
  readonly pair: Int32Array
  /** Line breaks behind the last piece. */
  readonly lastBreaks: number
}

/** undefined where brackets do not match, or a quote or a comment does not end: where things belong is then a guess. */
export function readPieces(text: string, from: number, to: number): Pieces | undefined {
  const table = createTable((to - from) >> 3)
  const open: number[] = []
  const unclear: string[] = []
  const report = (code: string): void => {
    if (code === 'missing-quote' || code === 'comment-not-closed') unclear.push(code)
  }
  const scanner = createScanner(text, report, from, to)
  let last = from
  for (let token = scanner.next(); ; token = scanner.next()) {
    if (unclear.length > 0) return undefined
    const gap = readGap(text, last, scanner.start, table)
    if (token === 'end') return open.length > 0 ? undefined : table.done(gap.breaks)
    const at = table.add(kindOf[token], scanner.start, scanner.end, gap)
    if (token === '{' || token === '[') open.push(at)
    else if (token === '}' || token === ']') {
      const partner = open.pop()
      if (partner === undefined || text[table.startOf(partner)] !== (token === '}' ? '{' : '[')) return undefined
      table.join(partner, at)
    }
    last = scanner.end
  }
}

interface Gap {
  breaks: number
  fixed: boolean
}

/** Adds the comments between two tokens; answers what stands behind the last of them. */
function readGap(text: string, from: number, to: number, table: Table): Gap {
  let gap: Gap = { breaks: 0, fixed: false }
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at)
    if (code === 35 || code === 47) {
      const isBlock = code === 47 && text.charCodeAt(at + 1) === 42
      const end = isBlock ? text.indexOf('*/', at + 2) + 2 : endOfLine(text, at, to)
      table.add(isBlock ? kinds.blockComment : kinds.lineComment, at, isBlock ? end : at + text.slice(at, end).replace(/[ \t]+$/, '').length, gap)
      gap = { breaks: 0, fixed: false }
      at = end
      continue
    }
    if (code === 10) gap.breaks++
    // Signs that look like blanks and that Kea refuses, and line ends that are none for it: to move them would change what it reads.
    else if (code !== 32 && code !== 9 && !(code === 13 && text.charCodeAt(at + 1) === 10)) gap.fixed = true
    at++
  }
  return gap
}

function endOfLine(text: string, from: number, to: number): number {
  let at = from
  while (at < to && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++
  return at
}

interface Table {
  add(kind: Kind, start: number, end: number, gap: Gap): number
  startOf(at: number): number
  join(open: number, close: number): void
  done(lastBreaks: number): Pieces
}

function createTable(expected: number): Table {
  let room = Math.max(64, expected)
  let count = 0
  let kind = new Uint8Array(room)
  let fixed = new Uint8Array(room)
  let start = new Int32Array(room)
  let end = new Int32Array(room)
  let breaks = new Int32Array(room)
  let pair = new Int32Array(room)

  function grow(): void {
    room *= 2
    const bytes = (old: Uint8Array): Uint8Array<ArrayBuffer> => {
      const wider = new Uint8Array(room)
      wider.set(old)
      return wider
    }
    const numbers = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const wider = new Int32Array(room)
      wider.set(old)
      return wider
    }
    ;[kind, fixed] = [bytes(kind), bytes(fixed)]
    ;[start, end, breaks, pair] = [numbers(start), numbers(end), numbers(breaks), numbers(pair)]
  }

  return {
    add(what, from, to, gap) {
      if (count === room) grow()
      kind[count] = what
      start[count] = from
      end[count] = to
      breaks[count] = gap.breaks
      fixed[count] = gap.fixed ? 1 : 0
      pair[count] = -1
      return count++
    },
    startOf: (at) => start[at] ?? 0,
    join(open, close) {
      pair[open] = close
      pair[close] = open
    },
    done: (lastBreaks) => ({ count, kind, start, end, breaks, fixed, pair, lastBreaks }),
  }
}
