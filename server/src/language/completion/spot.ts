/** Where the cursor stands: in a key, a value or between them, in which map, and what is around it. Holds in half-written files too. */
import { buildTree } from '../../config/build-tree'
import type { ConfigFile } from '../../config/config-file'
import { daemonKeys } from '../../config/config-file'
import type { Source } from '../../config/source'
import type { Container, ObjectNode } from '../../config/tree'
import { innerScope } from '../../schema/walk'
import { schemaOf } from '../../schema/schemas'
import type { Scope } from '../../schema/schemas'
import { scopeOf } from '../place-at'
import { levelsAround } from './levels'
import type { Level } from './levels'
import { commentOpenAt, isInComment, lineEnd, lineStart, longLine, readBackwards, tokenBehind } from './text-before'
import type { Token } from './text-before'

export interface Spot {
  readonly file: ConfigFile | undefined
  readonly source: Source
  readonly offset: number
  /** Outside of everything; a key of a map; the value of a key; an item of a list. */
  readonly role: 'top' | 'key' | 'value' | 'item'
  readonly word: Word
  /** What stands before and behind the word, commas and brackets included. */
  readonly previous: Token | undefined
  readonly next: Token | undefined
  /** The key that the value or the list's items belong to; '' where there is none. */
  readonly key: string
  /** The key before has no colon yet. */
  readonly needsColon: boolean
  /** The key has a colon, and what is behind it stays. */
  readonly hasValue: boolean
  /** Innermost first. */
  readonly levels: readonly Level[]
}

/** What an accepted item replaces. */
export interface Word {
  readonly start: number
  readonly end: number
  readonly form: 'none' | 'bare' | 'quoted'
  /** Without quotes; all of it, and what is left of the cursor. */
  readonly text: string
  readonly typed: string
  /** A text with both its quotes, and the cursor behind them. */
  readonly isBehind: boolean
}

/** undefined inside comments and directives, where nothing is offered. `file`: the one that the document is, or is part of. */
export function spotAt(file: ConfigFile | undefined, source: Source, offset: number): Spot | undefined {
  const { text } = source
  if (commentOpenAt(text, offset) !== undefined) return undefined
  const reader = readBackwards(file, source, offset)
  const last = reader.peek()
  const start = lineStart(text, offset)
  if (isInComment(text, Math.max(start, last?.end ?? 0), offset) || /<\?[^>]*$/.test(text.slice(start, offset).slice(-300))) return undefined
  // In the middle of what begins a comment.
  if (last?.isOpen !== true && /^\/[/*]$/.test(text.slice(offset - 1, offset + 1))) return undefined
  const word = wordAt(text, offset, last)
  if (word.form !== 'none' && word.start < offset) reader.back()
  const previous = reader.peek()
  const levels = levelsAround(file, source, word.start)
  const next = tokenBehind(text, word.end)
  const around = levels[0]
  const base = { file, source, offset, previous, levels, needsColon: false, hasValue: false }
  if (!around) return { ...base, role: 'top', word, next, key: '' }
  if (around.kind === '[') return { ...base, role: 'item', word, next, key: around.key ?? '' }
  const keyBefore = keyWithoutValue(reader)
  if (keyBefore) {
    // Between a key and its colon.
    if (keyBefore.needsColon && next?.kind === ':') return undefined
    const value = word.form === 'none' ? presentValue(text, offset, next) : undefined
    return { ...base, role: 'value', word: value ?? word, next: value ? tokenBehind(text, value.end) : next, key: keyBefore.key, needsColon: keyBefore.needsColon }
  }
  return { ...base, role: 'key', word, next, key: '', hasValue: next?.kind === ':' && word.form !== 'none' }
}

function wordAt(text: string, offset: number, last: Token | undefined): Word {
  if (last?.kind === 'string' && last.end === offset) {
    if (!last.isOpen) return { start: last.start, end: last.end, form: 'quoted', text: last.value, typed: last.value, isBehind: true }
    const end = closingQuote(text, offset)
    return { start: last.start, end: end.behind, form: 'quoted', text: text.slice(last.start + 1, end.inner), typed: text.slice(last.start + 1, offset), isBehind: false }
  }
  const begun = (last?.kind === 'word' || last?.kind === 'number') && last.end === offset ? last.start : offset
  const rest = /^[^\s{}[\]:,"#/]*/.exec(text.slice(offset, offset + 200))?.[0] ?? ''
  const end = offset + rest.length
  return { start: begun, end, form: begun === end ? 'none' : 'bare', text: text.slice(begun, end), typed: text.slice(begun, offset), isBehind: false }
}

/** Quotes come in pairs on a line: with an odd one behind the cursor, the next one closes the text. */
function closingQuote(text: string, offset: number): { readonly inner: number; readonly behind: number } {
  const rest = text.slice(offset, Math.min(lineEnd(text, offset), offset + longLine))
  const quotes = [...rest.matchAll(/\\.|(")/g)].filter((found) => found[1] !== undefined)
  const first = quotes[0]
  if (quotes.length % 2 === 1 && first) return { inner: offset + first.index, behind: offset + first.index + 1 }
  const end = offset + (/^[\w./@*-]*/.exec(rest)?.[0].length ?? 0)
  return { inner: end, behind: end }
}

/** A key right before the place, with its colon or without one. */
function keyWithoutValue(reader: ReturnType<typeof readBackwards>): { readonly key: string; readonly needsColon: boolean } | undefined {
  const token = reader.back()
  if (token?.kind === ':') {
    const key = reader.back()
    return { key: key?.kind === 'string' || key?.kind === 'word' ? key.value : '', needsColon: false }
  }
  if (token?.kind !== 'string') return undefined
  // A text behind a colon is a value; elsewhere in a map it is a key.
  return reader.peek()?.kind === ':' ? undefined : { key: token.value, needsColon: true }
}

/** A plain value that follows in the same line is what the cursor before it is about. */
function presentValue(text: string, offset: number, next: Token | undefined): Word | undefined {
  if (!next || next.start > lineEnd(text, offset) || !(next.kind === 'string' || next.kind === 'number' || next.kind === 'word')) return undefined
  if (tokenBehind(text, next.end)?.kind === ':') return undefined
  return { start: offset, end: next.end, form: 'none', text: '', typed: '', isBehind: false }
}

/** The innermost map around, as the tree has it, or as its text alone reads. */
export function mapAround(spot: Spot, outward = 0): ObjectNode | undefined {
  const level = spot.levels.filter((one) => one.kind === '{')[outward]
  return level && mapOf(level)
}

export function mapOf(level: Level): ObjectNode | undefined {
  if (level.node?.kind === 'object') return level.node
  const { root } = buildTree(level.source, () => ({ source: undefined, problem: undefined }), level.open, Math.min(level.source.text.length, level.open + 20_000), true)
  return root?.kind === 'object' ? root : undefined
}

/** What the schemas call the innermost map. */
export function scopeAt({ file, levels }: Spot): Scope | undefined {
  let scope: Scope | undefined
  let map: ObjectNode | undefined
  let key: string | undefined
  for (const level of [...levels].reverse()) {
    if (level.key !== undefined) key = level.key
    if (level.kind === '[') continue
    const node = mapOf(level)
    if (!node) return undefined
    const ofTree = level.node && file ? scopeOf(node, file) : undefined
    if (ofTree) scope = ofTree
    else if (!map) scope = rootScope(node)
    else {
      const schema = scope && schemaOf(scope)
      scope = scope && schema && key !== undefined ? innerScope(map, scope, schema, key) : undefined
    }
    map = node
    key = undefined
  }
  return scope
}

function rootScope(root: ObjectNode): Scope | undefined {
  const family = root.members.map((one) => daemonKeys[one.key]).find((one) => one !== undefined)
  return family === undefined ? undefined : { family, name: '' }
}

export function containerOf(spot: Spot): Container | undefined {
  return spot.levels[0]?.node
}
