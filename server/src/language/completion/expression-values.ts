/** Inside an expression: functions, fields, options, classes and operators, as the place in it asks. */
import { CompletionItemKind } from 'vscode-languageserver-types'
import { atLeast } from '../../config/release'
import type { ObjectNode } from '../../config/tree'
import { objectsIn, stringOf } from '../../config/tree'
import { lex } from '../../expression/lex'
import type { Token } from '../../expression/lex'
import { topSpace } from '../../options/definition'
import { say } from '../../text/text'
import { functionsIn, packetFields, relayOptions, wordAbout } from '../expression-words'
import type { Scope } from '../../schema/schemas'
import { classNames } from './class-names'
import type { Circumstances } from './known'
import { optionsIn } from './option-values'
import type { Piece, Proposal } from './proposal'
import type { Spot } from './spot'

export interface ExpressionPlace {
  /** A test; the others give a text. */
  readonly wantsTest: boolean
  /** Of a class: what is defined before it may be named only. */
  readonly ofClass: boolean
}

const textKeys: Readonly<Record<string, readonly string[]>> = {
  libdhcp_flex_id: ['identifier-expression'],
  libdhcp_flex_option: ['add', 'supersede'],
  libdhcp_ddns_tuning: ['hostname-expr'],
  libdhcp_legal_log: ['request-parser-format', 'response-parser-format'],
  libdhcp_lease_cmds: ['expression'],
  libdhcp_radius: ['expr'],
}

/** Whether the text at a key is an expression. */
export function expressionPlace(scope: Scope | undefined, key: string): ExpressionPlace | undefined {
  if (!scope) return undefined
  if ((scope.family === 'dhcp4' || scope.family === 'dhcp6') && scope.name === 'client-classes') {
    if (key === 'test') return { wantsTest: true, ofClass: true }
    if (key === 'template-test') return { wantsTest: false, ofClass: false }
  }
  if (textKeys[scope.family]?.includes(key)) return { wantsTest: false, ofClass: false }
  return scope.family === 'libdhcp_flex_option' && key === 'remove' ? { wantsTest: true, ofClass: false } : undefined
}

interface Candidate {
  readonly word: string
  readonly pieces?: readonly Piece[]
  readonly detail?: Proposal['detail']
  readonly kind?: CompletionItemKind
  readonly rank?: number
  readonly about?: string
}

/** `text` of the quotes from `start` on; only what is left of the cursor decides. */
export function expressionProposals(spot: Spot, place: ExpressionPlace, around: Circumstances, map: ObjectNode | undefined): Proposal[] {
  const inner = spot.word.start + 1
  const before = spot.source.text.slice(inner, spot.offset)
  const behind = spot.source.text.slice(spot.offset, spot.word.end)
  const quoted = openQuote(before)
  if (quoted !== undefined) return inQuotes(before, quoted, behind, spot, inner, around, map, place)
  const typed = /[A-Za-z0-9_*-]*$/.exec(before)?.[0] ?? ''
  const start = spot.offset - typed.length
  const rest = /^[A-Za-z0-9_-]*/.exec(behind)?.[0] ?? ''
  const tokens = lex(before.slice(0, before.length - typed.length), around.release).filter((one) => one.kind !== 'end')
  if (tokens.some((one) => one.kind === 'fault')) return []
  return candidatesAt(tokens, behind.slice(rest.length), place, around, map ? [map] : []).map(({ word, pieces, detail, kind, rank, about }) => ({
    label: word,
    pieces: pieces ?? [word],
    kind: kind ?? CompletionItemKind.Keyword,
    ...(detail && { detail }),
    rank: rank ?? 10,
    part: { start, end: spot.offset + rest.length },
    ...(wordAbout(about ?? word) && { about: { of: 'word' as const, word: about ?? word } }),
  }))
}

/** Where the text in single quotes begins that the end is in. */
function openQuote(before: string): number | undefined {
  const quotes = [...before.matchAll(/'/g)]
  return quotes.length % 2 === 1 ? quotes[quotes.length - 1]?.index : undefined
}

function inQuotes(before: string, quote: number, behind: string, spot: Spot, inner: number, around: Circumstances, map: ObjectNode | undefined, place: ExpressionPlace): Proposal[] {
  if (!/\bmember\s*\(\s*$/.test(before.slice(0, quote))) return []
  const close = /^[^'"()]*'/.exec(behind)
  const end = spot.offset + (close ? close[0].length : (/^[\w-]*/.exec(behind)?.[0].length ?? 0))
  const isDefined = definedBefore(around, map, place)
  return classNames(around, 'test', isDefined).map(({ name, detail, rank }) => ({ label: name, pieces: [`'${name}'`], kind: CompletionItemKind.Class, detail, rank, part: { start: inner + quote, end } }))
}

function definedBefore({ own }: Circumstances, map: ObjectNode | undefined, place: ExpressionPlace): (name: string) => boolean {
  if (!place.ofClass || !map) return () => true
  const before = new Set<string>()
  for (const one of objectsIn(own?.file.body, 'client-classes')) {
    if (one === map || (one.source.uri === map.source.uri && one.start >= map.start)) break
    before.add(stringOf(one, 'name')?.value ?? '')
  }
  return (name) => before.has(name)
}

function candidatesAt(tokens: readonly Token[], behind: string, place: ExpressionPlace, around: Circumstances, maps: readonly ObjectNode[]): Candidate[] {
  const last = tokens[tokens.length - 1]
  const before = tokens[tokens.length - 2]
  if (last?.text === '.' && last.kind === 'sign') return behindDot(tokens, around)
  if (last?.text === '[' && last.kind === 'sign') return inBrackets(before, tokens, behind, around, maps)
  if (last && endsOperand(last)) return operators(tokens, place, around)
  if (last?.kind === 'word' && (last.text === 'option' || last.text === 'pkt' || last.text === 'pkt4' || last.text === 'relay4' || last.text === 'vendor')) return []
  const argument = callAround(tokens)
  if (argument && ((argument.name === 'substring' && argument.at > 0) || (argument.name === 'split' && argument.at === 2))) return argument.name === 'substring' && argument.at === 2 ? [{ word: 'all' }] : []
  if (argument?.name === 'member') return classNames(around, 'test').map(({ name, detail, rank }) => ({ word: name, pieces: [`'${name}'`], detail, rank, kind: CompletionItemKind.Class }))
  return operands(place, argument, around)
}

function endsOperand(token: Token): boolean {
  if (token.kind === 'string' || token.kind === 'hex' || token.kind === 'integer' || token.kind === 'address') return true
  if (token.kind === 'sign') return token.text === ')'
  return token.kind === 'word' && !['not', 'and', 'or', 'sand', 'sor', 'option', 'relay4', 'relay6', 'pkt', 'pkt4', 'pkt6', 'vendor', 'vendor-class', 'member', 'match', 'substring', 'concat', 'ifelse', 'sifelse', 'hexstring', 'split', 'lcase', 'ucase', 'addrtotext'].includes(token.text) && !/totext$/.test(token.text)
}

/** Behind an operand: comparison, junctions, concatenation. */
function operators(tokens: readonly Token[], place: ExpressionPlace, { release }: Circumstances): Candidate[] {
  const call = callAround(tokens)
  const inTest = place.wantsTest || call?.name === 'ifelse' || call?.name === 'sifelse'
  const isTest = isWholeTest(tokens)
  const space = (word: string): Candidate => ({ word, pieces: [`${word} `], kind: CompletionItemKind.Operator })
  const junctions = ['and', 'or', ...(atLeast(release, '3.0') ? ['sand', 'sor'] : [])].map(space)
  return isTest ? (inTest ? junctions : []) : [...(inTest ? [space('==')] : []), space('+')]
}

/** Whether what stands before is true or false: a comparison, what exists, a membership. */
function isWholeTest(tokens: readonly Token[]): boolean {
  const last = tokens[tokens.length - 1]
  if (last?.kind === 'word' && last.text === 'exists') return true
  let depth = 0
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at]
    if (token?.text === ')' && token.kind === 'sign') depth++
    else if (token?.text === '(' && token.kind === 'sign') {
      depth--
      if (depth < 0) return false
      const name = tokens[at - 1]
      if (depth === 0 && last?.text === ')' && name?.kind === 'word' && (name.text === 'member' || name.text === 'match')) return true
    } else if (depth === 0 && token?.text === '==') return true
    else if (depth === 0 && token?.text === ',') return false
    else if (depth === 0 && token?.kind === 'word' && ['and', 'or', 'sand', 'sor'].includes(token.text)) return false
    if (depth === 1 && last?.text === ')' && token?.kind === 'word' && (token.text === 'exists' || ['and', 'or', 'not'].includes(token.text)) && startsGroup(tokens)) return true
    if (depth === 1 && last?.text === ')' && token?.text === '==' && startsGroup(tokens)) return true
  }
  return false
}

/** Whether the last closing bracket closes a group and no call. */
function startsGroup(tokens: readonly Token[]): boolean {
  let depth = 0
  for (let at = tokens.length - 1; at >= 0; at--) {
    const { kind, text } = tokens[at] ?? { kind: 'end', text: '' }
    if (kind !== 'sign') continue
    if (text === ')') depth++
    else if (text === '(' && --depth === 0) return !isCall(tokens[at - 1])
  }
  return false
}

function isCall(token: Token | undefined): boolean {
  return token?.kind === 'word' && !['not', 'and', 'or', 'sand', 'sor'].includes(token.text)
}

export interface Call {
  readonly name: string
  /** Which argument, from 0. */
  readonly at: number
}

/** The innermost call that is not closed; brackets for grouping are looked through. */
export function callAround(tokens: readonly Token[]): Call | undefined {
  let depth = 0
  let commas = 0
  for (let at = tokens.length - 1; at >= 0; at--) {
    const { kind, text } = tokens[at] ?? { kind: 'end', text: '' }
    if (kind !== 'sign') continue
    if (text === ')') depth++
    else if (text === '(') {
      if (depth-- > 0) continue
      const name = tokens[at - 1]
      if (isCall(name)) return { name: name?.text ?? '', at: commas }
      depth = 0
      commas = 0
    } else if (text === ',' && depth === 0) commas++
  }
  return undefined
}

function behindDot(tokens: readonly Token[], { own }: Circumstances): Candidate[] {
  const before = tokens[tokens.length - 2]
  const word = (one: string): Candidate => ({ word: one })
  if (before?.kind === 'word' && /^pkt[46]?$/.test(before.text)) {
    return Object.keys(packetFields).filter((one) => one.startsWith(`${before.text}.`)).map((one) => ({ word: one.slice(before.text.length + 1), about: one, kind: CompletionItemKind.Field }))
  }
  if (before?.kind === 'word' && (before.text === 'vendor' || before.text === 'vendor-class')) return [word('enterprise')]
  if (before?.text !== ']') return []
  let at = tokens.length - 2
  while (at > 0 && tokens[at]?.text !== '[') at--
  const opener = tokens[at - 1]?.text
  const family = own?.family ?? 4
  const ends = ['exists', 'text', 'hex'].map(word)
  switch (opener) {
    case 'option':
      return [...ends, ...(tokens[at - 2]?.text === '.' ? [] : [sub])]
    case 'relay4':
      return ends
    case 'relay6':
      return family === 6 ? [word('peeraddr'), word('linkaddr'), sub] : []
    case 'vendor':
      return [word('exists'), sub]
    case 'vendor-class':
      return [word('exists'), word('data')]
    default:
      return []
  }
}

const sub: Candidate = { word: 'option', pieces: ['option[', { stop: '1' }, '].', { stop: 'hex', choices: ['hex', 'text', 'exists'] }] }

function inBrackets(before: Token | undefined, tokens: readonly Token[], behind: string, around: Circumstances, maps: readonly ObjectNode[]): Candidate[] {
  const closing = behind.startsWith(']') ? '' : ']'
  const family = around.own?.family ?? 4
  if (before?.text === 'relay4') return relayOptions.map(({ code, name }) => ({ word: `${code}`, pieces: [`${code}${closing}`], detail: say`${name}`, kind: CompletionItemKind.EnumMember }))
  if (before?.text === 'vendor' || before?.text === 'vendor-class') return [{ word: '*', pieces: [`*${closing}`] }, { word: '4491', pieces: [`4491${closing}`], detail: say`CableLabs` }]
  if (before?.text !== 'option' || tokens[tokens.length - 3]?.text === '.') return []
  return optionsIn(topSpace(family), around, maps).flatMap((one) => [
    { word: one.name, pieces: [`${one.name}${closing}`], detail: say`option ${one.code}`, kind: CompletionItemKind.EnumMember, rank: one.isOwn ? 4 : 10 },
    { word: `${one.code}`, pieces: [`${one.code}${closing}`], detail: say`${one.name}`, kind: CompletionItemKind.EnumMember, rank: 20 },
  ])
}

/** At the beginning, behind an operator, in a call. */
function operands(place: ExpressionPlace, call: Call | undefined, { own, release }: Circumstances): Candidate[] {
  const family = own?.family ?? 4
  const wantsTest = call ? (call.name === 'ifelse' || call.name === 'sifelse') && call.at === 0 : place.wantsTest
  const functions = functionsIn(release).filter((one) => wantsTest || !one.isTest).map((one): Candidate => ({
    word: one.name,
    pieces: [`${one.name}(`, ...one.parameters.flatMap((parameter, at): Piece[] => [...(at > 0 ? [', '] : []), ...argument(parameter.name)]), ')'],
    kind: CompletionItemKind.Function,
    rank: one.isTest ? 3 : 6,
  }))
  const fields = Object.keys(packetFields).filter((one) => !one.startsWith(family === 4 ? 'pkt6' : 'pkt4')).map((one): Candidate => ({ word: one, kind: CompletionItemKind.Field, rank: 8 }))
  const ends = wantsTest ? ['hex', 'text', 'exists'] : ['hex', 'text']
  return [
    { word: 'option', pieces: ['option[', { stop: family === 4 ? '60' : '16' }, '].', { stop: 'hex', choices: ends }], kind: CompletionItemKind.Function, rank: 2 },
    ...(wantsTest ? [{ word: 'not', pieces: ['not '], rank: 9 }] : []),
    ...functions,
    ...fields,
    ...(family === 4
      ? [{ word: 'relay4', pieces: ['relay4[', { stop: '1' }, '].', { stop: 'hex', choices: ends }], kind: CompletionItemKind.Function, rank: 7 }]
      : [{ word: 'relay6', pieces: ['relay6[', { stop: '0' }, '].', { stop: 'peeraddr', choices: ['peeraddr', 'linkaddr'] }], kind: CompletionItemKind.Function, rank: 7 }]),
    { word: 'vendor', pieces: ['vendor[', { stop: '*' }, '].option[', { stop: '1' }, '].', { stop: 'hex', choices: ends }], kind: CompletionItemKind.Function, rank: 9 },
    { word: 'vendor-class', pieces: ['vendor-class[', { stop: '*' }, '].data'], kind: CompletionItemKind.Function, rank: 9 },
  ]
}

/** A first argument that can stand as it is. */
function argument(name: string): Piece[] {
  switch (name) {
    case 'start':
      return [{ stop: '0' }]
    case 'length':
      return [{ stop: 'all' }]
    case 'field':
      return [{ stop: '1' }]
    case 'separator':
      return ["'", { stop: ':' }, "'"]
    case 'delimiters':
      return ["'", { stop: '.' }, "'"]
    case "'class'":
      return ["'", { stop: 'KNOWN' }, "'"]
    case "'pattern'":
      return ["'", { stop: '.*' }, "'"]
    case 'test':
      return [{ stop: "member('KNOWN')" }]
    case 'then':
    case 'else':
    case 'second':
      return ["'", { stop: '' }, "'"]
    case 'address':
      return [{ stop: 'pkt.src' }]
    default:
      return [{ stop: 'pkt.iface' }]
  }
}

