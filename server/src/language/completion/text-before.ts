/** Reads a Kea text backwards from a place, token by token: in a half-written file what stands before the cursor is surer than any tree. */
import type { ConfigFile } from '../../config/config-file'
import { createScanner } from '../../config/scan'
import type { TokenKind } from '../../config/scan'
import type { Source } from '../../config/source'
import type { Container, Node } from '../../config/tree'
import { childrenOf } from '../place-at'

export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
  readonly value: string
  /** A text whose closing quote does not stand before the place that is read up to. */
  readonly isOpen: boolean
}

/** Longer lines are not read from their beginning. */
export const longLine = 4000
/** How far back the opening of a block comment is looked for. */
const longComment = 200_000

/** The tokens between two offsets, which must not begin inside a text or a comment. */
export function tokensBetween(text: string, from: number, to: number): Token[] {
  const tokens: Token[] = []
  let isOpen = false
  const scanner = createScanner(text, (code) => void (isOpen ||= code === 'missing-quote'), from, to)
  while (scanner.next() !== 'end') {
    // A word that goes on behind the place is cut there.
    const end = Math.min(scanner.end, to)
    const value = scanner.kind === 'string' ? scanner.value : text.slice(scanner.start, end)
    tokens.push({ kind: scanner.kind, start: scanner.start, end, value, isOpen: scanner.kind === 'string' && isOpen })
    isOpen = false
  }
  return tokens
}

/** The token that follows, past blanks and comments; undefined at the end of the text. */
export function tokenBehind(text: string, from: number): Token | undefined {
  const scanner = createScanner(text, () => undefined, from)
  const kind = scanner.next()
  return kind === 'end' ? undefined : { kind, start: scanner.start, end: scanner.end, value: scanner.kind === 'string' || scanner.kind === 'word' ? scanner.value : text.slice(scanner.start, scanner.end), isOpen: false }
}

export interface TextBefore {
  /** The token that ends last before the place, which then is the token's start; undefined at the beginning of the text. */
  back(): Token | undefined
  peek(): Token | undefined
  /** Goes on from there. */
  moveTo(offset: number): void
}

export function readBackwards(file: ConfigFile | undefined, source: Source, from: number): TextBefore {
  const { text } = source
  let at = from
  let tokens: Token[] = []
  let segmentStart = from

  function fill(): boolean {
    while (tokens.length === 0) {
      if (segmentStart <= 0) return false
      const end = segmentStart
      const commentStart = commentOpenAt(text, end)
      if (commentStart !== undefined) {
        segmentStart = commentStart
        continue
      }
      const start = segmentBegin(file, source, end)
      const closed = closesComment(text, start, end)
      tokens = tokensBetween(text, closed ?? start, end)
      segmentStart = closed === undefined ? start : (commentOpenAt(text, closed - 2) ?? start)
    }
    return true
  }

  return {
    peek() {
      return fill() ? tokens[tokens.length - 1] : undefined
    },
    back() {
      if (!fill()) return undefined
      const token = tokens.pop()
      if (token) at = token.start
      return token
    },
    moveTo(offset) {
      at = Math.min(at, offset)
      tokens = tokens.filter((one) => one.end <= at)
      if (tokens.length === 0 && at < segmentStart) segmentStart = at
    },
  }
}

/** Where to begin to read so that all up to `end` is read right: at the line's start, for no text goes over lines. */
function segmentBegin(file: ConfigFile | undefined, source: Source, end: number): number {
  const { text } = source
  // A place at the beginning of a line has the line before it.
  const line = lineStart(text, /[\r\n]/.test(text.charAt(end - 1)) ? end - 1 : end)
  if (end - line <= longLine || !file?.root) return line
  return sureBefore(file.root, source.uri, end)
}

/** In a very long line, a place in it that is far enough before. */
export function lineStart(text: string, offset: number): number {
  const from = Math.max(0, offset - 5 * longLine)
  const near = text.slice(from, offset)
  return from + Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\r')) + 1
}

export function lineEnd(text: string, offset: number): number {
  const found = /[\r\n]/g
  found.lastIndex = offset
  return found.exec(text)?.index ?? text.length
}

/** The end of the last value, or the opening of the innermost map or list, before the offset. */
function sureBefore(root: Node, uri: string, offset: number): number {
  let best = 0
  let node: Node | undefined = root
  while (node && (node.kind === 'object' || node.kind === 'array')) {
    const container: Container = node
    if (container.source.uri === uri && container.start < offset) best = Math.max(best, container.start)
    node = undefined
    for (const child of childrenOf(container)) {
      if (child.source.uri !== uri) continue
      if (child.end < offset) best = Math.max(best, child.end)
      else if (child.start < offset) node = child
      else break
    }
  }
  return best
}

/** Where the block comment begins that the offset is in; undefined outside of one. */
export function commentOpenAt(text: string, offset: number): number | undefined {
  const from = Math.max(0, offset - longComment)
  const near = text.slice(from, offset)
  const open = near.lastIndexOf('/*')
  if (open === -1 || near.indexOf('*/', open + 2) !== -1) return undefined
  return isCode(text, from + open) ? from + open : undefined
}

/** Whether neither a text nor a comment of the same line is there. */
function isCode(text: string, offset: number): boolean {
  const start = lineStart(text, offset)
  const last = tokensBetween(text, start, offset).at(-1)
  return last?.isOpen !== true && !isInComment(text, last?.end ?? start, offset)
}

/** Behind the last comment end of a segment that begins in a block comment. */
function closesComment(text: string, start: number, end: number): number | undefined {
  const close = text.slice(start, end).indexOf('*/')
  if (close === -1) return undefined
  const open = commentOpenAt(text, start)
  return open === undefined ? undefined : start + close + 2
}

/** Whether the blank between two tokens ends inside a comment; from `from` to `to` no token stands. */
export function isInComment(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; ) {
    const rest = text.slice(at, to)
    if (rest.startsWith('#') || rest.startsWith('//')) {
      const end = lineEnd(text, at)
      if (end >= to) return true
      at = end
    } else if (rest.startsWith('/*')) {
      const close = rest.indexOf('*/', 2)
      if (close === -1) return true
      at += close + 2
    } else at++
  }
  return false
}
