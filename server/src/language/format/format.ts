/** Formats a file, or a part of it: white space between tokens and comments, and nothing else. */
import type { ConfigFile } from '../../config/config-file'
import { indentAt } from '../../config/layout'
import type { Source } from '../../config/source'
import type { Container, Node } from '../../config/tree'
import { entriesOf, isContainer, rootsOf } from '../document-parts'
import type { Entry } from '../document-parts'
import { isFlushAt, layOut } from './lay-out'
import type { Part } from './lay-out'
import { shapes } from './shapes'
import { columnBehind } from './style'
import type { Style } from './style'
import type { Change } from './white-space'

/** Every change of the file, in order; none where brackets, quotes or comments do not match. */
export function formatText(text: string, style: Style): readonly Change[] {
  return layOut(text, { from: 0, to: text.length, holder: 'file', shape: shapes.broken, outer: '', inner: '', isWholeFile: true }, style) ?? []
}

/**
 * The changes that belong to what stands between two offsets. Only the map or list around them is read, of a long one only the entries that are concerned.
 * `files`: those that the document is part of.
 */
export function formatBetween(source: Source, files: readonly ConfigFile[], from: number, to: number, style: Style): readonly Change[] {
  const { text } = source
  const parts = rootsOf(source, files)
  const around = parts.map((part) => innermostAround(part, source.uri, from, to)).find((one) => one !== undefined)
  const changes = around ? layOutEntries(around, source, from, to, style) : formatText(text, style)
  return changes.filter((change) => isBetween(text, change, from, to))
}

/** A change of the white space before something that stands between the offsets. */
function isBetween(text: string, change: Change, from: number, to: number): boolean {
  let at = change.end
  while (at < text.length && /\s/.test(text.charAt(at))) at++
  return at >= from && at <= to
}

/** The innermost map or list with both offsets between its brackets. */
export function innermostAround(node: Node, uri: string, from: number, to: number): Container | undefined {
  if (!isContainer(node) || from <= node.start || to >= node.end) return undefined
  const entry = entriesOf(node, uri).find(({ value }) => value !== undefined && value.start < from && to < value.end)
  return (entry?.value && innermostAround(entry.value, uri, from, to)) ?? node
}

function layOutEntries(container: Container, source: Source, from: number, to: number, style: Style): readonly Change[] {
  const { text } = source
  const outer = asStyled(indentAt(source, container.start), style)
  const isShort = container.end - container.start <= longestPart
  if (isShort && !container.parent) return formatText(text, style)
  if (isShort) return layOut(text, { from: container.start, to: container.end, holder: 'file', shape: shapes.broken, outer, inner: outer, isWholeFile: false }, style) ?? []
  const part = partOfLong(container, source, entriesOf(container, source.uri), from, to, outer, style)
  return (part && layOut(text, part, style)) ?? []
}

/** A map or list up to this is read as a whole. */
const longestPart = 50_000

/** The entries that the offsets touch, from behind the one before them to the next. */
function partOfLong(container: Container, source: Source, entries: readonly Entry[], from: number, to: number, outer: string, style: Style): Part | undefined {
  const first = entries.findIndex(({ end }) => end >= from)
  const next = entries.findIndex(({ start }) => start > to)
  const before = first === -1 ? entries[entries.length - 1] : entries[first - 1]
  const opening = container.start + 1
  const isTight = !/[\r\n]/.test(source.text.slice(opening, entries[0]?.start))
  return {
    from: before?.end ?? opening,
    to: entries[next]?.start ?? container.end - 1,
    holder: container.kind === 'object' ? 'map' : 'list',
    shape: container.incomplete ? shapes.left : isTight ? shapes.tight : shapes.broken,
    outer,
    inner: isTight || (!container.parent && isFlushAt(source.text, container.start)) ? outer : outer + style.step,
    isWholeFile: false,
  }
}

/** Indentation as it is, in blanks or tabs as the style has it. */
export function asStyled(indent: string, { step, tabSize }: Style): string {
  const width = columnBehind(indent, 0, tabSize)
  return step === '\t' ? '\t'.repeat(Math.floor(width / tabSize)) + ' '.repeat(width % tabSize) : ' '.repeat(width)
}
