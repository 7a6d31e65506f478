/** Why a text is no POSIX extended regular expression: what is surely wrong only. */

export interface ExpressionFault {
  readonly at: number
  readonly words: string
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
      if (at + 1 >= text.length) return { at, words: 'it ends with a backslash' }
      at += 2
      isBare = false
    } else if (sign === '[') {
      const set = readSet(text, at)
      if (typeof set !== 'number') return set
      at = set
      isBare = false
    } else if ('*+?'.includes(sign)) {
      if (isBare) return { at, words: `"${sign}" has nothing in front of it to repeat` }
      at++
    } else if (sign === '{') {
      const bounds = readBounds(text, at, isBare)
      if (typeof bounds !== 'number') return bounds
      at = bounds
    } else {
      if (sign === '(') open.push(at)
      if (sign === ')' && open.pop() === undefined) return { at, words: 'a ")" has no "(" in front of it' }
      isBare = '(|^$'.includes(sign)
      at++
    }
  }
  const left = open.pop()
  return left === undefined ? undefined : { at: left, words: 'a "(" is not closed' }
}

function readBounds(text: string, at: number, isBare: boolean): number | ExpressionFault {
  if (isBare) return { at, words: '"{" has nothing in front of it to repeat' }
  const found = /^\{(\d+)(,(\d*))?\}/.exec(text.slice(at))
  if (!found) return { at, words: '"{" does not begin a number of times, such as {2} or {1,3}' }
  const least = Number(found[1])
  const most = found[3] === undefined || found[3] === '' ? least : Number(found[3])
  if (most < least) return { at, words: `${found[0]} ends below its beginning` }
  if (most >= mostRepetitions) return { at, words: `${found[0]} is too often` }
  return at + found[0].length
}

/** `[...]`: the place behind it. A backslash is a character like any other here. */
function readSet(text: string, start: number): number | ExpressionFault {
  let at = start + (text.charAt(start + 1) === '^' ? 2 : 1)
  const first = at
  let previous: string | undefined
  while (at < text.length) {
    const sign = text.charAt(at)
    if (sign === ']' && at > first) return at + 1
    const named = /^\[([:.=])(.*?)\1\]/s.exec(text.slice(at))
    if (named) {
      const [whole, kind, name = ''] = named
      if (kind === ':' && !classes.includes(name.toLowerCase())) return { at, words: `there is no class of characters ${whole}` }
      at += whole.length
      previous = undefined
      continue
    }
    if (/^\[[:.=]/.test(text.slice(at))) return { at, words: `"${text.slice(at, at + 2)}" is not closed` }
    const end = text.charAt(at + 2)
    if (text.charAt(at + 1) === '-' && end !== '' && end !== ']' && !/^\[[:.=]/.test(text.slice(at + 2))) {
      if (isAscii(sign) && isAscii(end) && sign > end) return { at, words: `the range ${sign}-${end} ends before it begins` }
      at += 3
      previous = undefined
      continue
    }
    previous = sign
    at++
  }
  return { at: start, words: previous === undefined && at === first ? 'a "[" is not closed' : 'a "[" is not closed by "]"' }
}

function isAscii(sign: string): boolean {
  return sign.charCodeAt(0) < 128
}
