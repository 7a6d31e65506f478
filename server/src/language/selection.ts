/** What a selection grows to, step by step: a part of a text, the text, its quotes, the entry, what the map holds, the map, … */
import type { Position, SelectionRange } from 'vscode-languageserver'
import type { ConfigFile } from '../config/config-file'
import type { Source } from '../config/source'
import type { Node } from '../config/tree'
import { commentsBetween } from './comments'
import { entriesOf, isContainer, rootsOf } from './document-parts'
import type { Entry } from './document-parts'
import { rangeOf } from './range'

interface Stretch {
  readonly start: number
  readonly end: number
}

export function selectionRanges(source: Source, files: readonly ConfigFile[], positions: readonly Position[]): SelectionRange[] {
  const roots = rootsOf(source, files)
  return positions.map((position) => {
    const offset = source.offsetAt(position)
    const stretches = [{ start: 0, end: source.text.length }, ...around(source, roots, offset)]
    let chain: SelectionRange | undefined
    let outer: Stretch | undefined
    for (const one of stretches) {
      const isInside = !outer || (one.start >= outer.start && one.end <= outer.end && one.end - one.start < outer.end - outer.start)
      if (!isInside || one.start > offset || one.end < offset) continue
      outer = one
      chain = { range: rangeOf({ source, start: one.start, end: one.end }), ...(chain && { parent: chain }) }
    }
    return chain ?? { range: { start: position, end: position } }
  })
}

/** From the outside in. */
function around(source: Source, roots: readonly Node[], offset: number): Stretch[] {
  const entries = roots.map((value): Entry => ({ start: value.start, end: value.end, member: undefined, value }))
  return aroundEntries(source, 0, source.text.length, entries, offset)
}

function aroundEntries(source: Source, from: number, to: number, entries: readonly Entry[], offset: number): Stretch[] {
  const index = entries.findIndex(({ start, end }) => start <= offset && offset <= end)
  const entry = entries[index]
  if (entry) return [...withComma(source, entry, entries[index + 1]?.start ?? to), ...aroundEntry(source, entry, offset)]
  const next = entries.findIndex(({ start }) => start > offset)
  const before = next === -1 ? entries[entries.length - 1] : entries[next - 1]
  return aroundComment(source, before?.end ?? from, entries[next]?.start ?? to, offset)
}

/** An entry with the comma behind it: what goes when it is taken out. */
function withComma({ text }: Source, { start, end }: Entry, next: number): Stretch[] {
  const comma = /^[ \t]*,/.exec(text.slice(end, Math.min(next, end + 200)))
  return [...(comma ? [{ start, end: end + comma[0].length }] : []), { start, end }]
}

function aroundEntry(source: Source, { member, value }: Entry, offset: number): Stretch[] {
  if (member && member.keySpan.source.uri === source.uri && offset <= member.keySpan.end) return aroundText(source, member.keySpan, offset)
  if (value && value.start <= offset && offset <= value.end) return aroundValue(source, value, offset)
  return member && value ? aroundComment(source, member.keySpan.end, value.start, offset) : []
}

function aroundValue(source: Source, value: Node, offset: number): Stretch[] {
  if (isContainer(value)) {
    const closes = source.text[value.end - 1] === (value.kind === 'object' ? '}' : ']')
    const inside = { start: value.start + 1, end: closes ? value.end - 1 : value.end }
    if (offset < inside.start || offset > inside.end) return [value]
    return [value, inside, ...trimmed(source, inside), ...aroundEntries(source, inside.start, inside.end, entriesOf(value, source.uri), offset)]
  }
  return value.kind === 'string' ? aroundText(source, value, offset) : [value]
}

/** Without the white space at both ends. */
function trimmed({ text }: Source, { start, end }: Stretch): Stretch[] {
  let from = start
  let to = end
  while (from < to && /\s/.test(text.charAt(from))) from++
  while (to > from && /\s/.test(text.charAt(to - 1))) to--
  return from < to ? [{ start: from, end: to }] : []
}

/** Names, addresses and paths as wholes, then what they are made of. */
const parts = [/[^\s,;()[\]'"=+]+/g, /[\p{L}\p{N}_.:-]+/gu, /[\p{L}\p{N}_]+/gu]

function aroundText(source: Source, { start, end }: Stretch, offset: number): Stretch[] {
  const { text } = source
  const closes = text[end - 1] === '"' && end - start > 1
  if (text[start] !== '"') return [{ start, end }]
  const inside = { start: start + 1, end: closes ? end - 1 : end }
  const content = text.slice(inside.start, inside.end)
  const quoted = [...content.matchAll(/'[^']*'/g)].map(({ index, 0: found }) => ({ start: inside.start + index + 1, end: inside.start + index + found.length - 1 }))
  const words = parts.flatMap((part) => [...content.matchAll(part)].map(({ index, 0: found }) => ({ start: inside.start + index, end: inside.start + index + found.length })))
  const here = [...quoted, ...words].filter((one) => one.start <= offset && offset <= one.end)
  return [{ start, end }, inside, ...here.sort((one, other) => other.end - other.start - (one.end - one.start))]
}

/** All comments that stand together, one of them, its text, a word of it. */
function aroundComment(source: Source, from: number, to: number, offset: number): Stretch[] {
  const comments = commentsBetween(source.text, from, to)
  const index = comments.findIndex(({ start, end }) => start <= offset && offset <= end)
  const comment = comments[index]
  if (!comment) return []
  const isBeside = (one: number, other: number): boolean => /^[ \t]*(\r\n|\n)?[ \t]*$/.test(source.text.slice(comments[one]?.end, comments[other]?.start))
  let first = index
  let last = index
  while (first > 0 && isBeside(first - 1, first)) first--
  while (last < comments.length - 1 && isBeside(last, last + 1)) last++
  const text = source.text.slice(comment.start, comment.end)
  const content = /^(?:\/\*+|\/\/|#)\s*([^]*?)\s*(?:\*\/)?$/d.exec(text)?.indices?.[1]
  const words = [...text.matchAll(/[\p{L}\p{N}_-]+/gu)].map(({ index: at, 0: found }) => ({ start: comment.start + at, end: comment.start + at + found.length }))
  return [
    { start: comments[first]?.start ?? comment.start, end: comments[last]?.end ?? comment.end },
    comment,
    ...(content ? [{ start: comment.start + content[0], end: comment.start + content[1] }] : []),
    ...words.filter((one) => one.start <= offset && offset <= one.end),
  ]
}
