/** Why a text is no POSIX extended regular expression: what is surely wrong only. */
import type { Text } from '../../../text/text'
import { say } from '../../../text/text'

export interface ExpressionFault {
  readonly at: number
  readonly words: Text
}

const classes = ['alnum', 'alpha', 'blank', 'cntrl', 'digit', 'graph', 'lower', 'print', 'punct', 'space', 'upper', 'xdigit', 'd', 'w', 's']

/** Kea's library gives up on more repetitions than it has states for. */
const mostRepetitions = 100_000

export function posixFault(text: string): ExpressionFault | undefined {
  const open: number[] = []
  let at = 0
  // Nothing that could be repeated stands in front.
  let isBare = true
  while (at < text.length) {
    const sign = text.charAt(at)
    if (sign === '\\') {
      if (at + 1 >= text.length) return { at, words: say`it ends with a backslash` }
      at += 2
      isBare = false
    } else if (sign === '[') {
      const set = readSet(text, at)
      if (typeof set !== 'number') return set
      at = set
      isBare = false
    } else if ('*+?'.includes(sign)) {
      if (isBare) return { at, words: say`"${sign}" has nothing in front of it to repeat` }
      at++
    } else if (sign === '{') {
      const bounds = readBounds(text, at, isBare)
      if (typeof bounds !== 'number') return bounds
      at = bounds
    } else {
      if (sign === '(') open.push(at)
      if (sign === ')' && open.pop() === undefined) return { at, words: say`a ")" has no "(" in front of it` }
      isBare = '(|^$'.includes(sign)
      at++
    }
  }
  const left = open.pop()
  return left === undefined ? undefined : { at: left, words: say`a "(" is not closed` }
}

function readBounds(text: string, at: number, isBare: boolean): number | ExpressionFault {
  if (isBare) return { at, words: say`"{" has nothing in front of it to repeat` }
  const found = /^\{(\d+)(,(\d*))?\}/.exec(text.slice(at))
  if (!found) return { at, words: say`"{" does not begin a number of times, such as {2} or {1,3}` }
  const least = Number(found[1])
  const most = found[3] === undefined || found[3] === '' ? least : Number(found[3])
  if (most < least) return { at, words: say`${found[0]} ends below its beginning` }
  if (most >= mostRepetitions) return { at, words: say`${found[0]} is too often` }
  return at + found[0].length
}

/** `[...]`: the place behind it. A backslash is a character like any other here. */
function readSet(text: string, start: number): number | ExpressionFault {
  const first = start + (text.charAt(start + 1) === '^' ? 2 : 1)
  let at = first
  // A range or a class stands in front, from which no range can begin.
  let isBehindMany = false
  while (at < text.length) {
    const rest = text.slice(at)
    if (rest.startsWith(']') && at > first) return at + 1
    if (isBehindMany && /^-[^\]]/s.test(rest)) return { at, words: say`"${rest.slice(0, 2)}" follows a range: put the hyphen at the end of the brackets` }
    const part = readNamed(rest) ?? readRange(rest)
    if (part && 'words' in part) return { at, words: part.words }
    isBehindMany = part !== undefined
    at += part?.length ?? 1
  }
  return { at: start, words: say`a "[" is not closed by "]"` }
}

type Part = { readonly length: number } | { readonly words: Text }

/** `[:alpha:]` and the like. */
function readNamed(rest: string): Part | undefined {
  const named = /^\[([:.=])(.*?)\1\]/s.exec(rest)
  if (!named) return /^\[[:.=]/.test(rest) ? { words: say`"${rest.slice(0, 2)}" is not closed` } : undefined
  const [whole, kind, name = ''] = named
  return kind === ':' && !classes.includes(name.toLowerCase()) ? { words: say`there is no class of characters ${whole}` } : { length: whole.length }
}

function readRange(rest: string): Part | undefined {
  const found = /^(.)-([^\]])/s.exec(rest)
  if (!found) return undefined
  const [whole, from = '', to = ''] = found
  if (/^.-\[[:.=]/s.test(rest)) return { words: say`a range goes from one character to another` }
  return isAscii(from) && isAscii(to) && from > to ? { words: say`the range ${whole} ends before it begins` } : { length: whole.length }
}

function isAscii(sign: string): boolean {
  return sign.charCodeAt(0) < 128
}
