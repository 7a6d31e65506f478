/** The comments between the tokens of a stretch of text. */
import { createScanner } from '../config/scan'

export interface Comment {
  readonly start: number
  readonly end: number
  readonly isBlock: boolean
}

/** `from` and `to` stand outside of tokens and comments. */
export function commentsBetween(text: string, from: number, to: number): Comment[] {
  if (!mayHold(text, from, to)) return []
  const found: Comment[] = []
  const scanner = createScanner(text, () => undefined, from, to)
  for (let last = from; ; last = scanner.end) {
    const token = scanner.next()
    addComments(text, last, scanner.start, found)
    if (token === 'end') return found
  }
}

/** The comments of a gap between two tokens. */
function addComments(text: string, from: number, to: number, found: Comment[]): void {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code !== 35 && code !== 47) continue
    const isBlock = code === 47 && text.charCodeAt(at + 1) === 42
    const end = isBlock ? blockEnd(text, at, to) : lineEnd(text, at, to)
    found.push({ start: at, end, isBlock })
    at = end - 1
  }
}

function blockEnd(text: string, from: number, to: number): number {
  const close = text.indexOf('*/', from + 2)
  return close === -1 || close + 2 > to ? to : close + 2
}

/** Where a comment ends that began at `from`: a carriage return alone does not end it. */
export function lineEnd(text: string, from: number, to: number): number {
  let at = from
  while (at < to && text.charCodeAt(at) !== 10) at++
  return at > from && at < to && text.charCodeAt(at - 1) === 13 ? at - 1 : at
}

function mayHold(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 35 || code === 47) return true
  }
  return false
}
