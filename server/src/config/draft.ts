/** Several changes to one tree, told one by one and written at once: entries that come and go side by side keep their commas right. */
import type { Text } from '../text/text'
import { indentAt, layoutOf, writeValue } from './layout'
import { beginsLine, commaBehind, filling, isOfOneFile, lineOrPart, lineRest, spanOfMember } from './rewrite'
import type { Entry, TextEdit } from './rewrite'
import type { Source } from './source'
import type { ArrayNode, Container, Member, Node, ObjectNode } from './tree'

export interface DraftEdit extends TextEdit {
  /** What it is there for. */
  readonly about: Text | undefined
}

/** What is to be written: the key of a map's member, undefined in a list, and its value, as `writeValue` takes it. */
interface New {
  readonly key: string | undefined
  readonly value: unknown
  readonly about: Text | undefined
}

interface Swap {
  readonly by: readonly New[]
  readonly about: Text | undefined
}

interface Changes {
  /** Index of an entry → what takes its place; nothing: it goes. */
  readonly replaced: Map<number, Swap>
  /** Index of an entry → what comes behind it. */
  readonly behind: Map<number, New[]>
  readonly atStart: New[]
  readonly atEnd: New[]
}

export class Draft {
  /** What the next changes are there for. */
  about: Text | undefined
  private readonly changes = new Map<Container, Changes>()
  private readonly single: DraftEdit[] = []

  replaceValue(node: Node, value: unknown): void {
    const { source, start, end } = node
    this.single.push({ source, start, end, text: writeValue(value, layoutOf(source), indentAt(source, start)), about: this.about })
  }

  renameKey({ keySpan: { source, start, end } }: Member, key: string): void {
    this.single.push({ source, start, end, text: JSON.stringify(key), about: this.about })
  }

  /** Puts text before and behind a value, which may be changed as well. */
  wrap({ source, start, end }: Node, before: string, behind: string): void {
    this.single.push({ source, start, end: start, text: before, about: this.about }, { source, start: end, end, text: behind, about: this.about })
  }

  cut(source: Source, start: number, end: number): void {
    this.single.push({ source, start, end, text: '', about: this.about })
  }

  /** Nothing: the member goes. */
  replaceMember(map: ObjectNode, member: Member, ...members: (readonly [key: string, value: unknown])[]): void {
    this.of(map).replaced.set(map.members.indexOf(member), { by: members.map(([key, value]) => ({ key, value, about: this.about })), about: this.about })
  }

  removeItem(item: Node): void {
    if (item.parent?.kind === 'array') this.of(item.parent).replaced.set(item.index, { by: [], about: this.about })
  }

  /** An item of a list becomes several. */
  replaceItem(item: Node, ...values: readonly unknown[]): boolean {
    if (item.parent?.kind !== 'array') return false
    this.of(item.parent).replaced.set(item.index, { by: values.map((value) => ({ key: undefined, value, about: this.about })), about: this.about })
    return true
  }

  /** At the end of the map, or behind one of its members. */
  addMember(map: ObjectNode, key: string, value: unknown, behind?: Member): void {
    const { atEnd, behind: places } = this.of(map)
    const at = behind ? map.members.indexOf(behind) : -1
    const entry: New = { key, value, about: this.about }
    if (at === -1 || at === map.members.length - 1) atEnd.push(entry)
    else places.set(at, [...(places.get(at) ?? []), entry])
  }

  addItem(list: ArrayNode, value: unknown, where: 'start' | 'end' = 'end'): void {
    const { atStart, atEnd } = this.of(list)
    ;(where === 'start' ? atStart : atEnd).push({ key: undefined, value, about: this.about })
  }

  edits(): DraftEdit[] {
    return this.written().edits
  }

  /** `left`: maps and lists that come from several files, where a change could not be written. */
  written(): { readonly edits: DraftEdit[]; readonly left: Container[] } {
    const left: Container[] = []
    const edits = [...this.changes].flatMap(([container, changes]) => {
      const written = isOfOneFile(container, entriesOf(container)) ? write(container, changes) : writeInParts(container, changes)
      if (!written) left.push(container)
      return written ?? []
    })
    return { edits: merged([...this.single, ...edits]), left }
  }

  private of(container: Container): Changes {
    let known = this.changes.get(container)
    if (!known) this.changes.set(container, (known = { replaced: new Map(), behind: new Map(), atStart: [], atEnd: [] }))
    return known
  }
}

/** What goes in at one place is one edit: no reader of edits has to know which of two comes first. */
function merged(edits: readonly DraftEdit[]): DraftEdit[] {
  const places = new Map<string, number>()
  const result: DraftEdit[] = []
  for (const edit of edits) {
    if (edit.start === edit.end && edit.text === '') continue
    const key = `${edit.start} ${edit.source.uri}`
    const known = edit.start === edit.end ? places.get(key) : undefined
    const before = known === undefined ? undefined : result[known]
    if (before && known !== undefined) result[known] = { ...before, text: before.text + edit.text }
    else {
      if (edit.start === edit.end) places.set(key, result.length)
      result.push(edit)
    }
  }
  return result
}

function entriesOf(container: Container): Entry[] {
  return container.kind === 'object' ? container.members.map(spanOfMember) : container.items
}

interface Manner {
  /** Between two entries. */
  readonly gap: string
  readonly texts: (list: readonly New[]) => string
}

function mannerBeside(entry: Entry, container: Container): Manner {
  const { source } = entry
  const layout = layoutOf(source)
  const isOnOwnLine = beginsLine(source, entry.start)
  const indent = isOnOwnLine ? indentAt(source, entry.start) : indentAt(container.source, container.start)
  const gap = isOnOwnLine ? layout.lineEnd + indent : ' '
  const inner = isOnOwnLine ? indent : indent + layout.step
  const text = ({ key, value }: New): string => (key === undefined ? '' : `${JSON.stringify(key)}: `) + writeValue(value, layout, inner)
  return { gap, texts: (list) => list.map(text).join(`,${gap}`) }
}

function write(container: Container, { replaced, behind, atStart, atEnd }: Changes): DraftEdit[] {
  const { source } = container
  const layout = layoutOf(source)
  const entries = entriesOf(container)
  const [first] = entries
  const come = [...atStart, ...atEnd]
  if (!first) {
    const about = come[0]?.about
    return filling(container, (indent) => come.map(({ key, value }) => (key === undefined ? '' : `${JSON.stringify(key)}: `) + writeValue(value, layout, indent)).join(`,${layout.lineEnd}${indent}`)).map((one) => ({ ...one, about }))
  }
  const { gap, texts } = mannerBeside(first, container)
  const kept = [...entries.keys()].filter((at) => replaced.get(at)?.by.length !== 0)
  // What comes takes the place of the first that goes where nothing else is left.
  const isSwapped = kept.length === 0 && come.length > 0
  const swaps = isSwapped ? new Map([...replaced, [0, { by: come, about: come[0]?.about }] as const]) : replaced
  const last = isSwapped ? 0 : (kept.at(-1) ?? -1)
  const edits: DraftEdit[] = []
  if (!isSwapped && atStart.length > 0) edits.push({ source, start: first.start, end: first.start, text: `${texts(atStart)},${gap}`, about: atStart[0]?.about })
  for (const [at, entry] of entries.entries()) {
    const swap = swaps.get(at)
    const comma = commaBehind(source, entry.end, container.end)
    if (swap?.by.length === 0) {
      edits.push({ source, ...lineOrPart(source, entry.start, comma ?? entry.end), text: '', about: swap.about })
      continue
    }
    if (swap) edits.push({ source, start: entry.start, end: entry.end, text: texts(swap.by), about: swap.about })
    const more = [...(behind.get(at) ?? []), ...(at === last && !isSwapped ? atEnd : [])]
    const about = more[0]?.about
    if (more.length > 0) {
      const place = lineRest(source, comma ?? entry.end)
      if (comma === undefined && place === entry.end) edits.push({ source, start: place, end: place, text: `,${gap}${texts(more)}`, about })
      else {
        if (comma === undefined) edits.push({ source, start: entry.end, end: entry.end, text: ',', about })
        edits.push({ source, start: place, end: place, text: `${gap}${texts(more)}${at === last ? '' : ','}`, about })
      }
    } else if (at === last && at < entries.length - 1 && comma !== undefined) edits.push({ source, start: comma - 1, end: comma, text: '', about: swaps.get(at + 1)?.about })
  }
  return edits
}

/** Where entries come from several files: only what stays right whatever the others hold. */
function writeInParts(container: Container, { replaced, behind, atStart, atEnd }: Changes): DraftEdit[] | undefined {
  const entries = entriesOf(container)
  const isWhole = (at: number): boolean => container.kind === 'array' || container.members[at]?.value?.source === container.members[at]?.keySpan.source
  const edits: DraftEdit[] = []
  const own = [...entries.keys()].filter((at) => entries[at]?.source === container.source && isWhole(at) && replaced.get(at)?.by.length !== 0)
  const places = new Map(behind)
  const last = own.at(-1)
  if (atEnd.length > 0 && last !== undefined) places.set(last, [...(places.get(last) ?? []), ...atEnd])
  if (atStart.length > 0 || (atEnd.length > 0 && last === undefined)) return undefined
  for (const [at, { by, about }] of replaced) {
    const entry = entries[at]
    if (!entry || !isWhole(at)) return undefined
    const { source, start, end } = entry
    const comma = commaBehind(source, end, source === container.source ? container.end : source.text.length)
    if (by.length > 0) edits.push({ source, start, end, text: mannerBeside(entry, container).texts(by), about })
    else if (comma === undefined) return undefined
    else edits.push({ source, ...lineOrPart(source, start, comma), text: '', about })
  }
  for (const [at, list] of places) {
    const entry = entries[at]
    if (!entry || !isWhole(at) || replaced.get(at)?.by.length === 0) return undefined
    const { gap, texts } = mannerBeside(entry, container)
    edits.push({ source: entry.source, start: entry.end, end: entry.end, text: `,${gap}${texts(list)}`, about: list[0]?.about })
  }
  return edits
}
