/** The regular expressions of `match()`: ECMAScript's as Kea's C++ library reads them, which is neither all nor only what JavaScript takes. */
import { octetString, utf8Octets } from '../net/octets'
import type { Text } from '../text/text'
import { say } from '../text/text'

/** Why Kea takes it for no regular expression; undefined where it does. */
export function whyNoPattern(pattern: string): Text | undefined {
  const read = translate(pattern)
  return 'why' in read ? read.why : undefined
}

/** Holds for a byte string that matches as a whole. */
export function compilePattern(pattern: string): RegExp {
  const read = translate(pattern)
  return new RegExp(`^(?:${'why' in read ? '(?!)' : read.source})$`)
}

class PatternFault extends Error {
  constructor(readonly text: Text) {
    super(String(text))
  }
}

interface State {
  readonly text: string
  at: number
  /** Groups opened so far, and those that are still open. */
  groups: number
  readonly open: number[]
}

function translate(pattern: string): { readonly source: string } | { readonly why: Text } {
  const state: State = { text: octetString(utf8Octets(pattern)), at: 0, groups: 0, open: [] }
  try {
    const source = alternatives(state)
    if (state.at < state.text.length) throw new PatternFault(state.text.charAt(state.at) === ')' ? say`a ) has no (` : say`${state.text.charAt(state.at)} has nothing to repeat`)
    return { source }
  } catch (error) {
    if (error instanceof PatternFault) return { why: error.text }
    throw error
  }
}

function take(state: State, text: string): boolean {
  if (!state.text.startsWith(text, state.at)) return false
  state.at += text.length
  return true
}

function takeMatch(state: State, pattern: RegExp): string | undefined {
  const found = pattern.exec(state.text.slice(state.at))?.[0]
  if (found !== undefined) state.at += found.length
  return found
}

function alternatives(state: State): string {
  let source = sequence(state)
  while (take(state, '|')) source += `|${sequence(state)}`
  return source
}

function sequence(state: State): string {
  let source = ''
  for (;;) {
    const next = assertion(state) ?? repeated(state)
    if (next === undefined) return source
    source += next
  }
}

/** Nothing repeats an assertion. */
function assertion(state: State): string | undefined {
  const plain = ['^', '$', '\\b', '\\B'].find((one) => take(state, one))
  if (plain !== undefined) return plain
  const look = ['(?=', '(?!'].find((one) => take(state, one))
  return look === undefined ? undefined : `${look}${closed(state)})`
}

function closed(state: State): string {
  const source = alternatives(state)
  if (!take(state, ')')) throw new PatternFault(state.at < state.text.length ? say`${state.text.charAt(state.at)} has nothing to repeat` : say`a ( is not closed`)
  return source
}

/** Any number of quantifiers may follow each other. */
function repeated(state: State): string | undefined {
  let source = atom(state)
  if (source === undefined) return undefined
  for (let count = 0; ; count++) {
    const quantifier = takeQuantifier(state)
    if (quantifier === undefined) return source
    source = count === 0 ? `${source}${quantifier}` : `(?:${source})${quantifier}`
  }
}

function takeQuantifier(state: State): string | undefined {
  const simple = takeMatch(state, /^[*+?]\??/)
  if (simple !== undefined || !take(state, '{')) return simple
  const [, least, comma, most] = /^(\d+)(,?)(\d*)\}/.exec(state.text.slice(state.at)) ?? []
  if (least === undefined) throw new PatternFault(say`a { is no count such as {2} or {1,3}`)
  if (comma === '' && most !== '') throw new PatternFault(say`a { is no count such as {2} or {1,3}`)
  if (most !== undefined && most !== '' && Number(most) < Number(least)) throw new PatternFault(say`{${least},${most}} counts down`)
  return takeMatch(state, /^[^}]*\}\??/) === undefined ? undefined : `{${least}${comma ?? ''}${most ?? ''}}${state.text.charAt(state.at - 1) === '?' ? '?' : ''}`
}

function atom(state: State): string | undefined {
  if (take(state, '(?:')) return `(?:${closed(state)})`
  if (take(state, '(?')) throw new PatternFault(say`(? is followed by none of : = !`)
  if (take(state, '(')) return group(state)
  if (take(state, '[')) return brackets(state)
  if (take(state, '\\')) return escape(state)
  if (take(state, '.')) return '.'
  const plain = takeMatch(state, /^[^*+?{|)]/s)
  return plain === undefined ? undefined : literal(plain)
}

function group(state: State): string {
  const number = ++state.groups
  state.open.push(number)
  const source = closed(state)
  state.open.pop()
  return `(${source})`
}

function literal(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`
}

const control: Readonly<Record<string, string>> = { 0: '\0', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
const quoted: Readonly<Record<string, string>> = { d: '0-9', w: 'A-Za-z0-9_', s: ' \\t-\\r' }

/** Behind the backslash. */
function escape(state: State): string {
  const reference = takeMatch(state, /^[1-9]\d*/)
  if (reference !== undefined) {
    if (Number(reference) > state.groups || state.open.includes(Number(reference))) throw new PatternFault(say`\\${reference} refers to no group before it`)
    return `(?:\\${reference})`
  }
  const set = takeMatch(state, /^[dwsDWS]/)
  if (set !== undefined) return `[${set === set.toUpperCase() ? '^' : ''}${quoted[set.toLowerCase()] ?? ''}]`
  return literal(escapedChar(state))
}

function escapedChar(state: State): string {
  const char = state.text.charAt(state.at++)
  if (char === '') throw new PatternFault(say`it ends in a backslash`)
  if (char === 'x' || char === 'u') {
    const digits = takeMatch(state, char === 'x' ? /^[0-9a-fA-F]{2}/ : /^[0-9a-fA-F]{4}/)
    if (digits === undefined) throw new PatternFault(say`\\${char} is not followed by ${char === 'x' ? say`two` : say`four`} hexadecimal digits`)
    return String.fromCharCode(parseInt(digits, 16) & 255)
  }
  if (char === 'c') {
    const of = state.text.charAt(state.at++)
    if (of === '') throw new PatternFault(say`it ends in \\c`)
    return of
  }
  return control[char] ?? char
}

const classes: Readonly<Record<string, string>> = {
  ...quoted, alnum: 'A-Za-z0-9', alpha: 'A-Za-z', blank: ' \\t', cntrl: '\\x00-\\x1f\\x7f', digit: '0-9', graph: '!-~', lower: 'a-z', print: ' -~', punct: '!-/:-@\\[-`{-~',
  space: ' \\t-\\r', upper: 'A-Z', xdigit: '0-9A-Fa-f',
}

/** One part of a bracket expression: a character, or a set of them, which begins and ends no range. */
type Part = { readonly char: string } | { readonly set: string } | 'dash'

function brackets(state: State): string {
  const negated = take(state, '^')
  let source = ''
  /** What a dash would make a range of. */
  let last: { readonly char: string } | 'set' | undefined
  const keep = (char: string): void => {
    source += literal(char)
    last = { char }
  }
  while (!take(state, ']')) {
    const part = bracketPart(state)
    if (part !== 'dash') {
      if ('char' in part) keep(part.char)
      else {
        source += part.set
        last = 'set'
      }
    } else if (last === undefined) keep('-')
    else if (state.text.startsWith(']', state.at)) keep('-')
    else if (last === 'set') throw new PatternFault(say`a range in [ ] begins with a set of characters`)
    else {
      const end = bracketPart(state)
      const to = end === 'dash' ? '-' : 'char' in end ? end.char : undefined
      if (to === undefined) throw new PatternFault(say`a range in [ ] ends with a set of characters`)
      if (signed(last.char) > signed(to)) throw new PatternFault(say`the range ${last.char}-${to} in [ ] counts down`)
      source += rangeOf(last.char, to)
      last = undefined
    }
  }
  if (source === '') return negated ? '[^]' : '[]'
  return `[${negated ? '^' : ''}${source}]`
}

/** The library compares characters as signed numbers. */
function signed(char: string): number {
  return (char.charCodeAt(0) << 24) >> 24
}

function rangeOf(from: string, to: string): string {
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)]
  return first <= last ? `-${literal(to)}` : `\\x00-${literal(to)}${literal(from)}-\\xff`
}

function bracketPart(state: State): Part {
  if (take(state, '-')) return 'dash'
  const named = takeMatch(state, /^\[([:.=])/)
  if (named !== undefined) return namedPart(state, named.charAt(1))
  if (take(state, '\\')) {
    const set = takeMatch(state, /^[dwsDWS]/)
    if (set !== undefined) return { set: set === set.toUpperCase() ? complement[set] ?? '' : quoted[set] ?? '' }
    if (/^[1-9B]/.test(state.text.slice(state.at))) throw new PatternFault(say`\\${state.text.charAt(state.at)} stands in [ ]`)
    return { char: take(state, 'b') ? '\b' : escapedChar(state) }
  }
  const char = state.text.charAt(state.at++)
  if (char === '') throw new PatternFault(say`a [ is not closed`)
  return { char }
}

const complement: Readonly<Record<string, string>> = { D: '\\x00-\\/:-\\xff', W: '\\x00-\\/:-@\\[-\\^`{-\\xff', S: '\\x00-\\x08\\x0e-\\x1f!-\\xff' }

/** `[:alpha:]`; what `[.a.]` and `[=a=]` stand for is left to the library. */
function namedPart(state: State, kind: string): Part {
  const end = state.text.indexOf(kind, state.at)
  if (end < 0 || state.text.charAt(end + 1) !== ']') throw new PatternFault(say`a [${kind} is not closed`)
  const name = state.text.slice(state.at, end)
  state.at = end + 2
  if (kind !== ':') return { char: name.slice(0, 1) }
  const set = classes[name.toLowerCase()]
  if (set === undefined) throw new PatternFault(say`[:${name}:] is no set of characters`)
  return { set }
}
