/** One stream of tokens over a file and the files it includes, as Kea's own reader sees them. */
import type { Include, SyntaxCode, SyntaxProblem } from './config-file'
import { createScanner } from './scan'
import type { Scanner, TokenKind } from './scan'
import type { Source, Span } from './source'
import { endOfStatement, statementKind } from './template'
import type { Text } from '../text/text'
import { say } from '../text/text'

/** Where an included file's text comes from, and what is to be said about it. `chain`: the files that include one another up to here. */
export type OpenInclude = (
  directive: Span,
  name: string,
  chain: readonly Source[],
) => { readonly source: Source | undefined; readonly problem: SyntaxProblem | undefined }

export interface TokenStream {
  readonly problems: SyntaxProblem[]
  readonly includes: Include[]
  /** The next token may be missing for a reason already told (an include that is not there, a placeholder). */
  hole(): boolean
  closeHole(): void
  /** Whether the hole may stand for a value; false: at most it decides which values there are. */
  mayBeValue(): boolean
  /** How many statements of a template were passed: what stands before and behind one need not be there together. */
  statements(): number
  /** What was passed inside of a map or list is none of the one around it. */
  setStatements(count: number): void
  kind(): TokenKind
  /** A string's decoded text, or a word as it stands. */
  text(): string
  /** The current token as it stands in the text. */
  written(): string
  /** Where the current token stands. */
  here(): Span
  /** Just behind the last token, where a sign is missing: one column wide, so that it can be seen. */
  behind(): Span
  /** Takes the current token and steps on, into and out of included files. */
  advance(): void
  /** Passes over what was read before, up to that offset of the current text. */
  passTo(end: number): void
  /** From here on there are no more tokens. */
  stop(): void
  readonly stopped: boolean
  /** Where the current token ends, as seen from `source`, which may be a file around the current one. */
  endIn(source: Source): number
  /** End of the last token that was taken from `source`; undefined once that file is left. */
  lastIn(source: Source): number | undefined
  tell(code: SyntaxCode, at: Span, message: Text, help: Text, related?: SyntaxProblem['related']): void
}

interface Frame {
  readonly source: Source
  /** Counts from `base`: of a long text, only what is read is looked at. */
  readonly scanner: Scanner
  readonly base: number
  /** What the scanner reads. */
  readonly text: string
  /** End of the last token taken from this source. */
  last: number
}

/** The first token is already read. */
export function createTokenStream(source: Source, openInclude: OpenInclude, from: number, to: number): TokenStream {
  const problems: SyntaxProblem[] = []
  const includes: Include[] = []
  let top = frame(source, from, to)
  const frames: Frame[] = [top]
  let stopped = false
  let hole = false
  let valueMissing = false
  let statements = 0

  const stream: TokenStream = {
    problems,
    includes,
    hole: () => hole,
    closeHole() {
      hole = false
      valueMissing = false
    },
    mayBeValue: () => valueMissing,
    statements: () => statements,
    setStatements(count) {
      statements = count
    },
    kind: () => top.scanner.kind,
    text: () => top.scanner.value,
    written: () => top.text.slice(top.scanner.start, top.scanner.end),
    here,
    behind: () => ({ source: top.source, start: Math.max(0, top.last - 1), end: top.last }),
    advance() {
      top.last = endOfToken()
      read()
    },
    passTo(end) {
      hole = false
      valueMissing = false
      top.scanner.skipTo(end - top.base)
      top.last = end
      read()
    },
    stop() {
      stopped = true
      read()
    },
    get stopped() {
      return stopped
    },
    endIn(of) {
      return top.source === of ? endOfToken() : (lastIn(of) ?? of.length)
    },
    lastIn,
    tell,
  }
  read()
  return stream

  function lastIn(of: Source): number | undefined {
    return frames.find((one) => one.source === of)?.last
  }

  function tell(code: SyntaxCode, at: Span, message: Text, help: Text, related?: SyntaxProblem['related']): void {
    // Copies: a key's own span moves with the tree, and the problem is moved by itself.
    const fixed = (span: Span): Span => ({ source: span.source, start: span.start, end: span.end })
    problems.push({ code, at: fixed(at), message, help, ...(related && { related: related.map((one) => ({ ...one, at: fixed(one.at) })) }) })
  }

  function here(): Span {
    const { source: of, scanner, base } = top
    return { source: of, start: base + scanner.start, end: base + scanner.end }
  }

  function endOfToken(): number {
    return top.base + top.scanner.end
  }

  function frame(of: Source, start: number, end: number): Frame {
    const report = (code: SyntaxCode, a: number, b: number, message: Text, help: Text): void => {
      tell(code, { source: of, start: start + a, end: start + b }, message, help)
    }
    const text = of.slice(start, end)
    return { source: of, scanner: createScanner(text, report), base: start, text, last: start }
  }

  function read(): void {
    for (;;) {
      if (stopped) {
        top.scanner.kind = 'end'
        return
      }
      const found = top.scanner.next()
      if (found === 'end' && frames.length > 1) {
        frames.pop()
        top = frames[frames.length - 1] ?? top
      } else if (found === 'include') enter()
      else if (found === 'placeholder') pass()
      else return
    }
  }

  function enter(): void {
    const directive = here()
    const name = top.scanner.value
    top.last = endOfToken()
    const { source: included, problem } = openInclude(directive, name, frames.map((one) => one.source))
    if (problem) problems.push(problem)
    includes.push({ at: directive, name, uri: included?.uri, source: included })
    if (included) {
      top = frame(included, 0, included.length)
      frames.push(top)
    } else hole = valueMissing = true
  }

  /** A template's expression stands for an unknown value, its statement for nothing. */
  function pass(): void {
    hole = true
    top.last = endOfToken()
    const text = stream.written()
    const kind = statementKind(text)
    if (kind !== undefined) {
      statements++
      const end = kind === 'else' ? endOfStatement(top.text, top.scanner.end, top.text.length) : undefined
      if (end !== undefined) top.scanner.skipTo(end)
      return
    }
    valueMissing = true
    if (text.startsWith('<?')) return
    tell(
      'template-placeholder',
      here(),
      say`${text} is filled in later: its value is unknown here.`,
      say`Kea itself refuses the file as it stands. Check the rendered file to have everything checked.`,
    )
  }
}
