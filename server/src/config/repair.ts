/** Guesses where a quote or a bracket was forgotten, from the line and from the indentation, as a person would. */
import type { SyntaxProblem } from './config-file'
import { closingCure, missingBracketProblem } from './missing-bracket'
import { createScanner } from './scan'
import type { TokenKind } from './scan'
import type { Source } from './source'
import { say } from '../text/text'

/** Replace `length` characters at `at` by `text`, and what to tell the person about it (offsets of the unrepaired text). */
export interface Repair {
  readonly at: number
  readonly length: number
  readonly text: string
  readonly problem: SyntaxProblem
}

/** Longer texts are read without guessing: the search is for what people type. */
const longestLine = 1000
const mostRepairs = 40

/** One quote per line that has a text without end; lines for which no single quote makes sense are left alone. */
export function repairQuotes(source: Source, problems: readonly SyntaxProblem[]): Repair[] {
  const repairs: Repair[] = []
  for (const problem of problems) {
    if (problem.code !== 'missing-quote' || problem.at.source !== source) continue
    if (source.text[problem.at.start] !== '"' || repairs.length >= mostRepairs) continue
    const line = source.positionAt(problem.at.start).line
    const start = source.offsetAt({ line, character: 0 })
    const place = missingQuote(source.lineText(line))
    if (place === undefined) continue
    const at = start + place
    repairs.push({
      at,
      length: 0,
      text: '"',
      problem: {
        code: 'missing-quote',
        at: { source, start: Math.max(start, at - 1), end: Math.max(at, start + 1) },
        message: say`A quote is missing here.`,
        help: say`Keys and texts stand between double quotes. Kea reads on to the next quote and reports an error behind it.`,
        cures: [{ title: say`Put in the quote`, edits: [{ at: { source, start: at, end: at }, text: '"' }], isSure: false }],
      },
    })
  }
  return repairs
}

/** Signs near the first problems, nearest first: one of them may be one too many. */
export function removalsNear(source: Source, problems: readonly SyntaxProblem[]): Repair[] {
  const own = problems.filter((one) => one.at.source === source && one.code !== 'trailing-comma')
  const [first] = own.sort((a, b) => a.at.start - b.at.start)
  if (!first) return []
  const line = source.positionAt(first.at.start).line
  const from = source.offsetAt({ line: Math.max(0, line - 1), character: 0 })
  const to = source.offsetAt({ line: line + 2, character: 0 })
  const places: number[] = []
  for (let at = from; at < to; at++) if ('{}[],:"'.includes(source.text[at] ?? ' ')) places.push(at)
  return places.sort((a, b) => Math.abs(a - first.at.start) - Math.abs(b - first.at.start)).map((at) => ({
    at,
    length: 1,
    text: '',
    problem: {
      code: 'unexpected-text',
      at: { source, start: at, end: at + 1 },
      message: say`A ${source.text[at] ?? ''} too many.`,
      help: say`Kea stops here or a little further on. Without this sign the rest of the file makes sense: remove it.`,
      cures: [{ title: say`Remove the ${source.text[at] ?? ''}`, edits: [{ at: { source, start: at, end: at + 1 }, text: '' }], isSure: false }],
    },
  }))
}

/** The column at which one more quote makes the line a sensible piece of JSON. */
export function missingQuote(line: string): number | undefined {
  if (line.length > longestLine) return undefined
  let best: number | undefined
  let fewest = 1
  for (let at = 0; at <= line.length; at++) {
    const before = line[at - 1] ?? ' '
    const after = line[at] ?? ' '
    if (isBlank(before) && isBlank(after)) continue
    if (isWordlike(before) && isWordlike(after)) continue
    const faults = faultsOf(line.slice(0, at) + '"' + line.slice(at))
    if (faults < fewest) {
      fewest = faults
      best = at
    }
  }
  return best
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t'
}

function isWordlike(character: string): boolean {
  return /[\w.-]/.test(character)
}

/** How far a line is from entries that follow one another; a key that reads like a sentence counts half. */
function faultsOf(line: string): number {
  let faults = 0
  const scanner = createScanner(line, () => faults++)
  let before: TokenKind | 'start' = 'start'
  let text = ''
  for (let kind = scanner.next(); kind !== 'end'; kind = scanner.next()) {
    if (kind === 'word' && !/^(true|false|null)$/.test(scanner.value)) faults++
    if (startsEntry(kind) && endsEntry(before)) faults++
    if (kind === 'string' && /^[ \t[{]|[ \t]$/.test(scanner.value)) faults += 0.25
    if (kind === ':' && (before !== 'string' || !/^[\w-]+$/.test(text))) faults += before === 'string' ? 0.5 : 1
    if (kind === ',' && before === 'string' && /[,:]\s*$/.test(text)) faults += 0.5
    if (kind === 'string') text = scanner.value
    before = kind
  }
  return before === 'string' && /[,{[:]\s*$/.test(text) ? faults + 0.5 : faults
}

function startsEntry(kind: TokenKind): boolean {
  return kind === 'string' || kind === 'number' || kind === 'word' || kind === '{' || kind === '['
}

function endsEntry(kind: TokenKind | 'start'): boolean {
  return kind === 'string' || kind === 'number' || kind === 'word' || kind === '}' || kind === ']'
}

interface Open {
  readonly kind: '{' | '['
  readonly start: number
  readonly line: number
  /** Column of the first token on the line that opens it. */
  readonly indent: number
  /** Where it should have ended by its indentation: the first entry that stands no deeper than the opening line. */
  suspect: { at: number; comma: boolean } | undefined
  /** The last colon right inside it: its end, and where its line stands. */
  colon: { end: number; line: number; indent: number } | undefined
}

/** One bracket to add, remove or exchange: the first that contradicts the indentation; undefined when none does. */
export function repairBracket(source: Source): Repair | undefined {
  const { text } = source
  const scanner = createScanner(text, () => undefined)
  const stack: Open[] = []
  let line = 0
  let lineStart = 0
  let scanned = 0
  let indent = 0
  let tokenLine = -1
  /** End of the last token that is no comma. */
  let lastSolid = 0
  let closedIndent = -1
  let beforeKey: TokenKind = 'end'
  let previous: { kind: TokenKind; start: number } = { kind: 'end', start: 0 }

  for (let kind = scanner.next(); ; kind = scanner.next()) {
    for (let at = text.indexOf('\n', scanned); at !== -1 && at < scanner.start; at = text.indexOf('\n', scanned)) {
      line++
      lineStart = at + 1
      scanned = at + 1
    }
    const first = line !== tokenLine
    if (first) {
      tokenLine = line
      indent = scanner.start - lineStart
    }
    const top = stack[stack.length - 1]
    if (kind === ':') {
      const key = previous.kind === 'string' ? previous : undefined
      if (key && beforeKey === ':') return opening('{', top?.colon?.end ?? key.start)
      if (key && (!top || top.kind === '[') && !top?.suspect) return opening('{', key.start)
      if (top) top.colon = { end: scanner.end, line, indent }
    }
    if (kind === 'end') return top && insertion(top, lastSolid, false)
    if (top && first && kind !== '}' && kind !== ']' && indent <= top.indent && top.line !== line) {
      top.suspect ??= { at: lastSolid, comma: previous.kind !== ',' && startsEntry(kind) }
    }
    if (kind === '{' || kind === '[') stack.push({ kind, start: scanner.start, line, indent, suspect: undefined, colon: undefined })
    else if (kind === '}' || kind === ']') {
      const fits = top && (top.kind === '{') === (kind === '}')
      if (!top) return removal(scanner.start)
      if (kind === ']' && top.kind === '{' && top.colon && (first ? top.colon.indent === indent && indent > top.indent : top.colon.line === line && top.line !== line)) {
        return opening('[', top.colon.end)
      }
      if (first && top.line !== line) {
        if (indent < top.indent) return insertion(top, lastSolid, false)
        if (indent > top.indent && stack.length > 1 && top.suspect === undefined && sameAsClosed(indent)) return removal(scanner.start)
      }
      if (!fits) {
        // Closes the one around it, which was opened on the same line: its own bracket is what lacks.
        const outer = stack[stack.length - 2]
        const meant = outer && (outer.kind === '{') === (kind === '}') && outer.line === top.line
        return meant || (first && top.suspect) ? insertion(top, lastSolid, false) : exchange(top, scanner.start)
      }
      closedIndent = top.indent
      stack.pop()
    }
    if (kind !== ',') lastSolid = scanner.end
    beforeKey = previous.kind
    previous = { kind, start: scanner.start }
  }

  function sameAsClosed(column: number): boolean {
    return column === closedIndent
  }

  function insertion(open: Open, before: number, comma: boolean): Repair {
    const bracket = open.kind === '{' ? '}' : ']'
    const place = open.suspect ?? { at: before, comma }
    const opened = { source, start: open.start, end: open.start + 1 }
    const problem = missingBracketProblem(bracket, { source, start: Math.max(0, place.at - 1), end: place.at }, [opened])
    return {
      at: place.at,
      length: 0,
      text: bracket + (place.comma ? ',' : ''),
      problem: { ...problem, cures: [closingCure(source, place.at, [opened], place.comma)] },
    }
  }

  function opening(bracket: '{' | '[', place: number): Repair {
    const at = text.startsWith(' ', place) ? place + 1 : place
    return {
      at,
      length: 0,
      text: bracket,
      problem: {
        code: 'missing-brace',
        at: { source, start: place, end: Math.max(place + 1, at) },
        message: say`A ${bracket} is missing here.`,
        help:
          bracket === '{'
            ? say`Entries written "key": value stand in a map, which begins with {.`
            : say`Several values stand in a list, which begins with [.`,
        cures: [{ title: say`Put in the ${bracket}`, edits: [{ at: { source, start: at, end: at }, text: at > place ? `${bracket} ` : ` ${bracket}` }], isSure: false }],
      },
    }
  }

  function removal(at: number): Repair {
    return {
      at,
      length: 1,
      text: ' ',
      problem: {
        code: 'unexpected-text',
        at: { source, start: at, end: at + 1 },
        message: say`This ${text[at] ?? ''} closes nothing that is open.`,
        help: say`It ends an outer map or list too early, and Kea refuses what follows: remove it.`,
        cures: [{ title: say`Remove the ${text[at] ?? ''}`, edits: [{ at: { source, start: at, end: at + 1 }, text: '' }], isSure: false }],
      },
    }
  }

  function exchange(open: Open, at: number): Repair {
    const bracket = open.kind === '{' ? '}' : ']'
    return {
      at,
      length: 1,
      text: bracket,
      problem: {
        code: 'unexpected-text',
        at: { source, start: at, end: at + 1 },
        message: say`A ${bracket} is expected here, not ${text[at] ?? ''}.`,
        help: say`It closes what ${open.kind} opened: the two must be of one kind.`,
        related: [{ at: { source, start: open.start, end: open.start + 1 }, message: say`opened here` }],
        cures: [{ title: say`Change it to ${bracket}`, edits: [{ at: { source, start: at, end: at + 1 }, text: bracket }], isSure: false }],
      },
    }
  }
}
