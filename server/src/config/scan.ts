/** Reads tokens off a Kea file's text: JSON's, Kea's three kinds of comment, include directives and template placeholders. */
import type { SyntaxCode } from './config-file'
import { commentEnd, placeholderPattern, statementKind, stretchInText } from './template'
import type { Text } from '../text/text'
import { say } from '../text/text'

export type TokenKind =
  | '{'
  | '}'
  | '['
  | ']'
  | ':'
  | ','
  | 'string'
  | 'number'
  | 'word'
  | 'include'
  | 'placeholder'
  | 'end'

/** Told in the order of the text, at offsets of the text that is scanned. */
export type ScanProblem = (code: SyntaxCode, start: number, end: number, message: Text, help: Text) => void

export interface Scanner {
  kind: TokenKind
  start: number
  end: number
  /** A string's decoded text, an include's file name, a word as it stands. */
  value: string
  /** Steps to the next token and tells its kind. */
  next(): TokenKind
  /** Goes on reading there. */
  skipTo(offset: number): void
}

const quote = 34
const backslash = 92
const punctuation = new Map<number, TokenKind>([
  [123, '{'],
  [125, '}'],
  [91, '['],
  [93, ']'],
  [58, ':'],
  [44, ','],
])
const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const includePattern = /<\?include[ \t]+"([^"\n\r]*)"[ \t]*\?>/y
const numberPattern = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const restPattern = /[\w.:/-]*\w/y
const wordPattern = /(?:(?!\$[\w{]|\/[/*])[^\s{}[\]:,"#])+/y

export function createScanner(text: string, report: ScanProblem, from = 0, to = text.length): Scanner {
  let at = from

  const scanner: Scanner = { kind: 'end', start: from, end: from, value: '', next, skipTo }
  return scanner

  function next(): TokenKind {
    skipBlank()
    scanner.start = at
    if (at >= to) return done('end')
    const code = text.charCodeAt(at)
    if (code === quote) return scanString()
    if (skipPlaceholder(code)) {
      if (statementKind(text.slice(scanner.start, at)) === undefined) {
        const rest = matchHere(restPattern)
        if (rest) at += rest[0].length
        joinUnknown()
      }
      return done('placeholder')
    }
    const mark = punctuation.get(code)
    if (mark) {
      at++
      return done(mark)
    }
    if ((code >= 48 && code <= 57) || code === 45 || code === 43 || code === 46) {
      const number = matchHere(numberPattern)
      if (number) {
        at += number[0].length
        return done(joinUnknown() ? 'placeholder' : 'number')
      }
    }
    if (code === 60 && text.startsWith('<?', at)) return scanDirective()
    const word = matchHere(wordPattern)
    at += word ? word[0].length : 1
    scanner.value = text.slice(scanner.start, at)
    return done(word && joinUnknown() ? 'placeholder' : 'word')
  }

  function skipPlaceholder(code: number): boolean {
    if (code !== 123 && code !== 36 && code !== 64 && code !== 60) return false
    const filled = matchHere(placeholderPattern)
    if (filled === undefined || at + filled[0].length > to) return false
    at += filled[0].length
    return true
  }

  /** Takes what stands right behind: a value that is filled in partly is not known at all. False where nothing of it is. */
  function joinUnknown(): boolean {
    let isJoined = false
    for (;;) {
      const before = at
      if (at >= to || !skipPlaceholder(text.charCodeAt(at))) return isJoined
      // What says which values there are is no part of one.
      if (statementKind(text.slice(before, at)) !== undefined) {
        at = before
        return isJoined
      }
      isJoined = true
      const rest = matchHere(restPattern)
      if (rest) at += rest[0].length
    }
  }

  function skipTo(offset: number): void {
    at = Math.min(offset, to)
  }

  function done(kind: TokenKind): TokenKind {
    scanner.end = at
    scanner.kind = kind
    return kind
  }

  function matchHere(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at
    return pattern.exec(text) ?? undefined
  }

  function skipBlank(): void {
    while (at < to) {
      const code = text.charCodeAt(at)
      if (code === 32 || code === 10 || code === 13 || code === 9) at++
      else if (code === 35) skipLine()
      else if (code === 47 && text.charCodeAt(at + 1) === 47) skipLine()
      else if (code === 47 && text.charCodeAt(at + 1) === 42) skipBlockComment()
      else if (code === 160 || code === 0xfeff || code === 11 || code === 12) skipForeignBlank(code)
      else if (code === 123 && text.charCodeAt(at + 1) === 35) {
        const end = commentEnd(text, at, to)
        if (end === undefined) return
        at = end
      }
      else return
    }
  }

  /** Pasted from a web page or a word processor: looks like a blank, and Kea stops at it. */
  function skipForeignBlank(code: number): void {
    const start = at
    while (at < to && text.charCodeAt(at) === code) at++
    report(
      'unexpected-text',
      start,
      at,
      say`A character stands here that looks like a blank and is none to Kea (a no-break space, a form feed, a byte order mark).`,
      say`Kea stops at it with "Invalid character": put an ordinary blank in its place.`,
    )
  }

  /** A carriage return alone ends no comment of Kea's. */
  function skipLine(): void {
    while (at < to && text.charCodeAt(at) !== 10) at++
  }

  function skipBlockComment(): void {
    const close = text.indexOf('*/', at + 2)
    if (close !== -1 && close + 2 <= to) {
      at = close + 2
      return
    }
    report(
      'comment-not-closed',
      at,
      at + 2,
      say`This comment is never closed.`,
      say`Everything after it is part of the comment, so Kea finds no configuration there: end it with */.`,
    )
    at = to
  }

  function scanString(): TokenKind {
    at++
    const start = at
    let plain = true
    for (;;) {
      const code = at < to ? text.charCodeAt(at) : 10
      if (code === quote) break
      if (code === 10 || code === 13) {
        at = Math.min(at, to)
        scanner.value = text.slice(start, at)
        report(
          'missing-quote',
          scanner.start,
          at,
          say`This text has no closing quote.`,
          say`Kea ends a text at its closing quote on the same line: add the missing ".`,
        )
        return done('string')
      }
      const filled = code === 123 || code === 60 ? stretchInText(text, at, to) : undefined
      if (filled !== undefined) {
        at = filled
        continue
      }
      if (code === backslash) {
        plain = false
        at++
      } else if (code < 32) plain = false
      at++
    }
    scanner.value = plain ? text.slice(start, at) : decode(text.slice(start, at), start)
    at++
    return done('string')
  }

  function decode(raw: string, start: number): string {
    return raw.replace(/\\(u[0-9a-fA-F]{4}|[^])|[\0-\x1f]/g, (whole, escape: string | undefined, offset: number) => {
      const begin = start + offset
      if (escape === undefined) {
        report(
          'bad-string',
          begin,
          begin + 1,
          say`A control character such as a tab stands inside this text.`,
          say`Kea takes no control characters in a text: write \\t for a tab, or a blank.`,
        )
        return whole
      }
      const simple = simpleEscapes[escape]
      if (simple !== undefined) return simple
      if (escape.startsWith('u00') && escape.length === 5) return String.fromCharCode(parseInt(escape.slice(1), 16))
      const known = escape.startsWith('u') && escape.length === 5
      report(
        'bad-string',
        begin,
        begin + whole.length,
        known ? say`Kea cannot read the character ${whole}.` : say`${whole} is no escape that Kea knows.`,
        known
          ? say`Kea takes \\u0000 to \\u00ff only: write the character itself.`
          : say`Kea knows \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u00XX: double the backslash to mean a backslash.`,
      )
      return known ? String.fromCharCode(parseInt(escape.slice(1), 16)) : escape
    })
  }

  function scanDirective(): TokenKind {
    const include = matchHere(includePattern)
    if (include) {
      at += include[0].length
      scanner.value = include[1] ?? ''
      return done('include')
    }
    const close = text.indexOf('?>', at)
    const lineEnd = text.slice(at, to).search(/[\r\n]/)
    const rest = lineEnd === -1 ? to : at + lineEnd
    at = close !== -1 && close < rest ? close + 2 : rest
    report(
      'include-malformed',
      scanner.start,
      at,
      say`This is no directive that Kea knows.`,
      say`The one directive is written <?include "FILE"?>, on one line.`,
    )
    scanner.value = ''
    return done('placeholder')
  }
}
