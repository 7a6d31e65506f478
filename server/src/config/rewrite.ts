/** Changes to a file as a person would make them: commas, comments and indentation stay right. Each is told as edits of the text as it stands. */
import { indentAt, layoutOf, writeValue } from './layout'
import { createScanner } from './scan'
import type { Source } from './source'
import type { ArrayNode, Container, Member, Node, ObjectNode } from './tree'

/** Replaces the text from `start` to `end`, offsets of the source as it stands. */
export interface TextEdit {
  readonly source: Source
  readonly start: number
  readonly end: number
  readonly text: string
}

/** `value`: plain, or `Written` for text as it stands. */
export function replaceValue(node: Node, value: unknown): TextEdit[] {
  const { source, start, end } = node
  return [{ source, start, end, text: writeValue(value, layoutOf(source), indentAt(source, start)) }]
}

export function renameKey({ keySpan: { source, start, end } }: Member, key: string): TextEdit[] {
  return [{ source, start, end, text: JSON.stringify(key) }]
}

/** At the end of the map, or before or behind another of its members. Undefined where the map comes from several files. */
export function addMember(map: ObjectNode, key: string, value: unknown, where?: { readonly before: Member } | { readonly behind: Member }): TextEdit[] | undefined {
  const write = (indent: string): string => `${JSON.stringify(key)}: ${writeValue(value, layoutOf(map.source), indent)}`
  const entries = map.members.map(spanOfMember)
  const at = where && map.members.indexOf('before' in where ? where.before : where.behind) + ('before' in where ? 0 : 1)
  return insert(map, entries, at ?? entries.length, write)
}

/** At the end of the list, or as the item of that index. */
export function addItem(list: ArrayNode, value: unknown, at = list.items.length): TextEdit[] | undefined {
  return insert(list, list.items, at, (indent) => writeValue(value, layoutOf(list.source), indent))
}

/** The entry with its comma; what is left stays well formed. */
export function removeMember(map: ObjectNode, member: Member): TextEdit[] | undefined {
  return remove(map, map.members.map(spanOfMember), map.members.indexOf(member))
}

export function removeItem(item: Node): TextEdit[] | undefined {
  const list = item.parent
  return list?.kind === 'array' ? remove(list, list.items, list.items.indexOf(item)) : undefined
}

export interface Entry {
  readonly source: Source
  readonly start: number
  readonly end: number
}

export function spanOfMember({ keySpan, value }: Member): Entry {
  return { source: keySpan.source, start: keySpan.start, end: value?.source === keySpan.source ? value.end : keySpan.end }
}

export function isOfOneFile(container: Container, entries: readonly Entry[]): boolean {
  return container.source.text[container.end - 1] === (container.kind === 'object' ? '}' : ']') && entries.every((one) => one.source === container.source)
}

function insert(container: Container, entries: readonly Entry[], at: number, write: (indent: string) => string): TextEdit[] | undefined {
  if (!isOfOneFile(container, entries)) return undefined
  const { source } = container
  const { step, lineEnd } = layoutOf(source)
  const next = entries[at]
  const previous = entries[at - 1]
  const beside = previous ?? next
  if (!beside) return filling(container, write)
  const isOnOwnLine = beginsLine(source, beside.start)
  const indent = isOnOwnLine ? indentAt(source, beside.start) : indentAt(source, container.start)
  const gap = isOnOwnLine ? lineEnd + indent : ' '
  if (!previous) return [{ source, start: beside.start, end: beside.start, text: `${write(indent)},${gap}` }]
  const comma = commaBehind(source, previous.end, container.end)
  const behind = lineRest(source, comma ?? previous.end)
  const text = `${gap}${write(isOnOwnLine ? indent : indent + step)}`
  if (comma !== undefined) return [{ source, start: behind, end: behind, text: next ? `${text},` : text }]
  if (behind === previous.end) return [{ source, start: behind, end: behind, text: `,${text}` }]
  return [
    { source, start: previous.end, end: previous.end, text: ',' },
    { source, start: behind, end: behind, text },
  ]
}

/** The first entry of an empty map or list: in a line of its own where the brackets stand in two, or where it takes several lines. */
export function filling(container: Container, write: (indent: string) => string): TextEdit[] {
  const { source, start, end } = container
  const { step, lineEnd } = layoutOf(source)
  const indent = indentAt(source, start)
  const inside = source.text.slice(start + 1, end - 1)
  const text = write(indent + step)
  if (!inside.includes('\n') && !text.includes('\n')) {
    const kept = inside.trim()
    return [{ source, start: start + 1, end: end - 1, text: kept === '' ? ` ${text} ` : ` ${kept} ${text} ` }]
  }
  return [{ source, start: start + 1, end: end - 1, text: `${inside.trimEnd()}${lineEnd}${indent}${step}${text}${lineEnd}${indent}` }]
}

function remove(container: Container, entries: readonly Entry[], at: number): TextEdit[] | undefined {
  const entry = entries[at]
  if (!entry || !isOfOneFile(container, entries)) return undefined
  const { source } = container
  const previous = entries[at - 1]
  const comma = commaBehind(source, entry.end, container.end)
  const end = comma ?? entry.end
  const edits: TextEdit[] = [{ source, ...lineOrPart(source, entry.start, end), text: '' }]
  const before = comma === undefined && previous && at === entries.length - 1 ? commaBehind(source, previous.end, entry.start) : undefined
  if (before !== undefined) edits.unshift({ source, start: before - 1, end: before, text: '' })
  return edits
}

/** Whole lines where nothing else stands in them, a comment behind the entry included. */
export function lineOrPart(source: Source, start: number, end: number): { start: number; end: number } {
  const { text } = source
  const rest = lineRest(source, end)
  const endsLine = /^[ \t]*(\r\n|\n|$)/.exec(text.slice(rest, rest + 200))
  if (beginsLine(source, start) && endsLine) {
    return { start: start - indentAt(source, start).length, end: rest + endsLine[0].length }
  }
  const blanks = /^[ \t]*/.exec(text.slice(end, end + 200))?.[0].length ?? 0
  return { start, end: end + blanks }
}

export function beginsLine(source: Source, offset: number): boolean {
  const { line, character } = source.positionAt(offset)
  return source.lineText(line).slice(0, character).trim() === ''
}

/** Behind the comma that follows; undefined where something else does. */
export function commaBehind(source: Source, from: number, to: number): number | undefined {
  const scanner = createScanner(source.text, () => undefined, from, to)
  return scanner.next() === ',' ? scanner.end : undefined
}

/** Where a comment that ends the line ends; else the offset itself. */
export function lineRest(source: Source, offset: number): number {
  const rest = source.lineText(source.positionAt(offset).line).slice(source.positionAt(offset).character)
  const comment = /^[ \t]*(#.*|\/\/.*|\/\*(?:(?!\*\/).)*\*\/[ \t]*)$/.exec(rest)
  return comment ? offset + rest.trimEnd().length : offset
}

/** A map or list with the comments that stand in lines of their own right above it. */
export function withComments({ source, start, end }: Node): Entry {
  if (!beginsLine(source, start)) return { source, start, end }
  let { line } = source.positionAt(start)
  while (line > 0 && /^[ \t]*(#|\/\/)/.test(source.lineText(line - 1))) line--
  const from = source.offsetAt({ line, character: 0 })
  return { source, start: from + indentAt(source, from).length, end }
}

/** The text after the edits, which may not overlap; for tests and for `--fix`. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text
  for (const { start, end, text: inserted } of [...edits].sort((one, other) => other.start - one.start || other.end - one.end)) result = result.slice(0, start) + inserted + result.slice(end)
  return result
}
