/** Tokens → an expression, typed as it is read: a test is boolean, everything compared in it is a text. */
import { atLeast } from '../config/release'
import type { Release } from '../config/release'
import { isBuiltInClass } from './built-in-classes'
import { lex } from './lex'
import { createReader, Fault, shown } from './reader'
import type { Reader } from './reader'
import { continueString, parseOne, parseString } from './parse-string'
import { isTest } from './syntax'
import type { BooleanExpression, Expression, StringExpression } from './syntax'
import { whyNoPattern } from './pattern'
import { say } from '../text/text'
import type { Text } from '../text/text'

export interface ParseContext {
  readonly release: Release
  readonly family: 4 | 6
  /** Code of an option of space dhcp4 or dhcp6; undefined when no definition has the name. */
  optionCode(name: string): number | undefined
  /** Whether a class may be named here that is not built in: Kea wants it defined before, but not in a template or by a hook. */
  isClassDefined(name: string): boolean
}

export type Wanted = 'boolean' | 'string'

/** Names stand apart: what is missing there is something else than what is misspelt in the language. */
export type FaultOf = 'syntax' | 'class' | 'option'

export type Parsed =
  | {
      readonly ok: true
      readonly expression: Expression
      /** Evaluated only once reservations are known. */
      readonly dependsOnKnown: boolean
      readonly classes: readonly string[]
    }
  | { readonly ok: false; readonly message: Text; readonly of: FaultOf; readonly start: number; readonly end: number }

export type ParsedAs<E> = Extract<Parsed, { ok: false }> | (Omit<Extract<Parsed, { ok: true }>, 'expression'> & { readonly expression: E })

export function parseExpression(text: string, wanted: 'boolean', context: ParseContext): ParsedAs<BooleanExpression>
export function parseExpression(text: string, wanted: 'string', context: ParseContext): ParsedAs<StringExpression>
export function parseExpression(text: string, wanted: Wanted, context: ParseContext): Parsed
export function parseExpression(text: string, wanted: Wanted, context: ParseContext): Parsed {
  const reader = createReader(lex(text, context.release))
  try {
    const expression = wanted === 'boolean' ? parseTest(reader, context) : parseString(reader, context, parseTest)
    const rest = reader.peek()
    if (rest.kind !== 'end') throw new Fault(wanted === 'boolean' ? say`${shown(rest)} was not expected behind the end of the test` : say`${shown(rest)} was not expected behind the end`, rest)
    const classes = [...reader.classes]
    return { ok: true, expression, classes, dependsOnKnown: classes.some((name) => name === 'KNOWN' || name === 'UNKNOWN') }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, message: error.text, of: error.of, start: error.at.start, end: Math.max(error.at.end, error.at.start) }
    throw error
  }
}

/** Weakest first; each binds to the left. */
const levels = ['sor', 'or', 'sand', 'and'] as const

function parseTest(reader: Reader, context: ParseContext): BooleanExpression {
  return parseLevel(reader, context)
}

function parseLevel(reader: Reader, context: ParseContext, level = 0): BooleanExpression {
  const operator = levels[level]
  return operator === undefined ? parseNot(reader, context) : joined(parseLevel(reader, context, level + 1), reader, context, level)
}

function joined(first: BooleanExpression, reader: Reader, context: ParseContext, level: number): BooleanExpression {
  const operator = levels[level]
  let left = first
  while (operator !== undefined && reader.takeWord(operator)) {
    const right = parseLevel(reader, context, level + 1)
    const kind = operator === 'and' || operator === 'sand' ? 'and' : 'or'
    // `sand` and `sor` are what `and` and `or` were before: strict.
    const short = atLeast(context.release, '3.0') && operator === kind
    left = { kind, left, right, short, start: left.start, end: right.end }
  }
  return left
}

function parseNot(reader: Reader, context: ParseContext): BooleanExpression {
  const { start } = reader.peek()
  if (!reader.takeWord('not')) return asTest(parseUnit(reader, context), reader)
  const operand = parseNot(reader, context)
  return { kind: 'not', operand, start, end: operand.end }
}

/** What stands in brackets where a test is wanted: the whole test, or the first text of a comparison. */
function parseInside(reader: Reader, context: ParseContext): Expression {
  const token = reader.peek()
  if (token.kind === 'word' && token.text === 'not') return parseTest(reader, context)
  const first = parseUnit(reader, context)
  if (!isTest(first)) return first
  return levels.reduceRight((left, _, level) => joined(left, reader, context, level), first)
}

/** A test without `not`, `and` and `or` around it; a text where nothing behind it makes a comparison of it. */
function parseUnit(reader: Reader, context: ParseContext): Expression {
  const token = reader.peek()
  if (token.kind === 'word' && token.text === 'member') return parseMember(reader, context)
  if (token.kind === 'word' && token.text === 'match') return parseMatch(reader, context)
  const first = token.kind === 'sign' && token.text === '(' ? parseBrackets(reader, context) : parseOne(reader, context, parseTest, true)
  if (isTest(first)) return first
  const left = continueString(first, reader, context, parseTest)
  if (!reader.isSign('==')) return left
  reader.next()
  const right = parseString(reader, context, parseTest)
  return { kind: 'equal', left, right, start: left.start, end: right.end }
}

function parseBrackets(reader: Reader, context: ParseContext): Expression {
  const { start } = reader.next()
  const inner = parseInside(reader, context)
  if (!isTest(inner) && !reader.isSign(')')) throw noComparison(reader)
  const { end } = reader.sign(')')
  return { ...inner, start, end }
}

function asTest(expression: Expression, reader: Reader): BooleanExpression {
  if (!isTest(expression)) throw noComparison(reader)
  return expression
}

function noComparison(reader: Reader): Fault {
  const token = reader.peek()
  return new Fault(token.kind === 'end' ? say`a text alone is no test: compare it with ==` : say`== was expected before ${shown(token)}`, token)
}

function parseMember(reader: Reader, context: ParseContext): BooleanExpression {
  const { start } = reader.next()
  reader.sign('(')
  const name = reader.kind('string', say`a class name in single quotes`)
  const close = reader.sign(')')
  if (!isBuiltInClass(name.text) && !context.isClassDefined(name.text)) {
    throw new Fault(say`no class ${name.text} is defined before this one`, name, 'class')
  }
  reader.classes.add(name.text)
  return { kind: 'member', name: name.text, start, end: close.end }
}

function parseMatch(reader: Reader, context: ParseContext): BooleanExpression {
  const { start } = reader.next()
  reader.sign('(')
  const pattern = reader.kind('string', say`a regular expression in single quotes`)
  reader.sign(',')
  const operand = parseString(reader, context, parseTest)
  const close = reader.sign(')')
  const why = whyNoPattern(pattern.text)
  if (why !== undefined) throw new Fault(say`'${pattern.text}' is no regular expression: ${why}`, pattern)
  return { kind: 'match', pattern: pattern.text, operand, start, end: close.end }
}
