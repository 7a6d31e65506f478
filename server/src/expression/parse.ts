/** Tokens → an expression, typed as it is read: a test is boolean, everything compared in it is a text. */
import type { Release } from '../config/release'
import { isBuiltInClass } from './built-in-classes'
import { lex } from './lex'
import type { Token } from './lex'
import { createReader, Fault } from './reader'
import type { Reader } from './reader'
import { parseString } from './parse-string'
import { parseOptionAccess } from './parse-option'
import type { BooleanExpression, Expression, StringExpression } from './syntax'

export interface ParseContext {
  readonly release: Release
  readonly family: 4 | 6
  /** Code of an option of space dhcp4 or dhcp6; undefined when no definition has the name. */
  optionCode(name: string): number | undefined
  /** Whether a class may be named here: built in, or defined before. */
  isClassDefined(name: string): boolean
}

export type Wanted = 'boolean' | 'string'

export type Parsed =
  | {
      readonly ok: true
      readonly expression: Expression
      /** Evaluated only once reservations are known. */
      readonly dependsOnKnown: boolean
      readonly classes: readonly string[]
    }
  | { readonly ok: false; readonly message: string; readonly start: number; readonly end: number }

export type ParsedAs<E> = Extract<Parsed, { ok: false }> | (Omit<Extract<Parsed, { ok: true }>, 'expression'> & { readonly expression: E })

export function parseExpression(text: string, wanted: 'boolean', context: ParseContext): ParsedAs<BooleanExpression>
export function parseExpression(text: string, wanted: 'string', context: ParseContext): ParsedAs<StringExpression>
export function parseExpression(text: string, wanted: Wanted, context: ParseContext): Parsed {
  const tokens = lex(text, context.release)
  if (!Array.isArray(tokens)) return { ok: false, ...tokens }
  const reader = createReader(tokens)
  try {
    const expression = wanted === 'boolean' ? parseBoolean(reader, context) : parseString(reader, context, parseBoolean)
    const rest = reader.peek()
    if (rest.kind !== 'end') throw new Fault(wanted === 'boolean' ? `${shown(rest)} was not expected behind the end of the test` : `${shown(rest)} was not expected behind the end`, rest)
    const classes = [...reader.classes]
    return { ok: true, expression, classes, dependsOnKnown: classes.some((name) => name === 'KNOWN' || name === 'UNKNOWN') }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, message: error.message, start: error.at.start, end: Math.max(error.at.end, error.at.start) }
    throw error
  }
}

function shown(token: Token): string {
  return token.kind === 'string' ? `'${token.text}'` : token.text
}

/** Weakest first; each binds to the left. */
const levels = ['sor', 'or', 'sand', 'and'] as const

function parseBoolean(reader: Reader, context: ParseContext, level = 0): BooleanExpression {
  const operator = levels[level]
  if (operator === undefined) return parseNot(reader, context)
  let left = parseBoolean(reader, context, level + 1)
  while (reader.takeWord(operator)) {
    const right = parseBoolean(reader, context, level + 1)
    const kind = operator === 'and' || operator === 'sand' ? 'and' : 'or'
    left = { kind, left, right, short: operator.startsWith('s'), start: left.start, end: right.end }
  }
  return left
}

function parseNot(reader: Reader, context: ParseContext): BooleanExpression {
  const { start } = reader.peek()
  if (!reader.takeWord('not')) return parseTest(reader, context)
  const operand = parseNot(reader, context)
  return { kind: 'not', operand, start, end: operand.end }
}

/** In brackets there may be a test or a text: the reading that gets farther is told. */
function parseTest(reader: Reader, context: ParseContext): BooleanExpression {
  const token = reader.peek()
  if (token.kind === 'word' && token.text === 'member') return parseMember(reader, context)
  if (token.kind === 'word' && token.text === 'match') return parseMatch(reader, context)
  const begin = reader.position()
  let inBrackets: Fault | undefined
  if (token.kind === 'sign' && token.text === '(') {
    try {
      reader.next()
      const inner = parseBoolean(reader, context)
      const close = reader.sign(')')
      if (!reader.isSign('==') && !reader.isSign('+')) return { ...inner, start: token.start, end: close.end }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      inBrackets = error
    }
    reader.back(begin)
  }
  try {
    return parseComparison(reader, context)
  } catch (error) {
    if (error instanceof Fault && inBrackets && inBrackets.at.start > error.at.start) throw inBrackets
    throw error
  }
}

function parseComparison(reader: Reader, context: ParseContext): BooleanExpression {
  const begin = reader.position()
  const { start } = reader.peek()
  const exists = parseOptionAccess(reader, context)
  if (exists && reader.isSign('.') && reader.isWordAhead('exists')) {
    reader.next()
    const { end } = reader.next()
    return { kind: 'option-exists', option: exists, start, end }
  }
  reader.back(begin)
  const left = parseString(reader, context, parseBoolean)
  if (!reader.isSign('==')) {
    const token = reader.peek()
    throw new Fault(token.kind === 'end' ? 'a text alone is no test: compare it with ==' : `== was expected before ${shown(token)}`, token)
  }
  reader.next()
  const right = parseString(reader, context, parseBoolean)
  return { kind: 'equal', left, right, start, end: right.end }
}

function parseMember(reader: Reader, context: ParseContext): BooleanExpression {
  const { start } = reader.next()
  reader.sign('(')
  const name = reader.kind('string', "a class name in single quotes")
  const close = reader.sign(')')
  if (!isBuiltInClass(name.text) && !context.isClassDefined(name.text)) {
    throw new Fault(`no class ${name.text} is defined before this one`, name)
  }
  reader.classes.add(name.text)
  return { kind: 'member', name: name.text, start, end: close.end }
}

function parseMatch(reader: Reader, context: ParseContext): BooleanExpression {
  const { start } = reader.next()
  reader.sign('(')
  const pattern = reader.kind('string', 'a regular expression in single quotes')
  try {
    new RegExp(pattern.text)
  } catch {
    throw new Fault(`${pattern.text} is no regular expression`, pattern)
  }
  reader.sign(',')
  const operand = parseString(reader, context, parseBoolean)
  const close = reader.sign(')')
  return { kind: 'match', pattern: pattern.text, operand, start, end: close.end }
}

