/** The outline of a document: what a person would call its parts, in their order, as deep as fits. */
import { SymbolKind } from 'vscode-languageserver-types'
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver-types'
import type { ConfigFile } from '../../config/config-file'
import type { Span } from '../../config/source'
import type { Container, Member, Node, ObjectNode } from '../../config/tree'
import { rangeOf } from '../range'
import { describe } from './describe'

/** An editor is slow with more of them. A level comes whole or not at all. */
export const mostSymbols = 25_000

/** A part that is shown, with its own parts not looked at yet. */
interface Draft {
  readonly at: Span
  readonly selection: Span
  readonly name: string
  readonly detail: string
  readonly kind: SymbolKind
  /** The map or list whose parts stand below it. */
  readonly holds: Container
  readonly symbol: DocumentSymbol
}

/** Parts are counted before they are made. */
type Make = () => Draft

/** What stays true of a map while it is the same object: how it is shown, with its name's place in it, and how many parts stand below it. */
export interface OutlineMemory {
  readonly shown: WeakMap<ObjectNode, ShownItem>
  readonly counts: WeakMap<Container, number>
}

interface ShownItem {
  readonly key: string
  readonly name: string
  readonly detail: string
  readonly kind: SymbolKind
  /** From the start of the map. */
  readonly selection: { readonly from: number; readonly to: number }
}

export function createOutlineMemory(): OutlineMemory {
  return { shown: new WeakMap(), counts: new WeakMap() }
}

/** Of the document `uri`, which is the file itself or one that it includes. */
export function outlineOf(file: ConfigFile, uri: string, memory: OutlineMemory = createOutlineMemory()): DocumentSymbol[] {
  const { root } = file
  if (root?.kind !== 'object' && root?.kind !== 'array') return []
  const reading = { file, uri, memory }
  let level = partsIn(root, reading).map((make) => make())
  const all = level.map((one) => one.symbol)
  let count = level.length
  while (level.length > 0) {
    for (const { holds } of level) {
      count += countIn(holds, reading)
      if (count > mostSymbols) return all
    }
    const next = level.map(({ holds }) => partsIn(holds, reading).map((make) => make()))
    for (const [at, draft] of level.entries()) {
      const inner = next[at] ?? []
      if (inner.length > 0) draft.symbol.children = inner.map((one) => one.symbol)
    }
    level = next.flat()
  }
  return all
}

/** For an editor that takes no tree. */
export function flatOutline(symbols: readonly DocumentSymbol[], uri: string, containerName?: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children }) => [
    { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) },
    ...flatOutline(children ?? [], uri, name),
  ])
}

/** Below a subnet, a network, a relationship or a hook, these stand without a level of their own. */
const plainLists: ReadonlySet<string> = new Set(['pools', 'pd-pools', 'reservations', 'option-data', 'option-def', 'high-availability', 'peers', 'output-options', 'output_options', 'ddns-domains', 'dns-servers', 'subnet4', 'subnet6', 'clients'])

/** These say nothing that their map does not. */
const passedOver: ReadonlySet<string> = new Set(['user-context', 'relay'])

interface Reading {
  readonly file: ConfigFile
  readonly uri: string
  readonly memory: OutlineMemory
}

function countIn(container: Container, reading: Reading): number {
  // What an included file adds hangs on more than the map.
  if (reading.file.includes.length > 0) return partsIn(container, reading).length
  let count = reading.memory.counts.get(container)
  if (count === undefined) reading.memory.counts.set(container, (count = partsIn(container, reading).length))
  return count
}

function partsIn(container: Container, reading: Reading): Make[] {
  if (container.kind === 'array') return itemsOf(container, '', reading)
  return container.members.flatMap((member) => partsOfMember(member, container, reading))
}

function partsOfMember(member: Member, map: Container, reading: Reading): Make[] {
  const { file, uri } = reading
  const { key, keySpan, value } = member
  if (!value || (value.kind !== 'object' && value.kind !== 'array') || passedOver.has(key)) return []
  const isList = value.kind === 'array'
  if (isList && !value.items.some((one) => one.kind === 'object')) return []
  const isPlain = key === 'parameters' || (isList && map !== file.body && plainLists.has(key))
  if (isPlain || keySpan.source.uri !== uri) {
    if (keySpan.source.uri !== uri && !mayHold(value, file, uri)) return []
    return isList ? itemsOf(value, key, reading) : partsIn(value, reading)
  }
  return [() => draftOfMember(keySpan, key, value, file)]
}

function itemsOf(list: Container & { kind: 'array' }, key: string, reading: Reading): Make[] {
  const { file, uri, memory } = reading
  const itsKey = key === '' ? keyOf(list) : key
  return list.items.flatMap((item): Make[] => {
    if (item.kind !== 'object') return []
    if (item.source.uri !== uri) return mayHold(item, file, uri) ? partsIn(item, reading) : []
    return [() => draftOfItem(item, shownItem(item, itsKey, memory))]
  })
}

function draftOfMember(keySpan: Span, key: string, value: Container, { body }: ConfigFile): Draft {
  const at = { source: keySpan.source, start: keySpan.start, end: value.source === keySpan.source ? Math.max(value.end, keySpan.end) : keySpan.end }
  const shown = value.kind === 'array' ? { detail: String(value.items.length), kind: SymbolKind.Array } : describe(value, key)
  const isDaemon = value === body
  return draft({ at, selection: keySpan, name: key === '' ? '""' : key, detail: isDaemon ? '' : shown.detail, kind: isDaemon ? SymbolKind.Module : shown.kind, holds: value })
}

function draftOfItem(item: ObjectNode, { name, detail, kind, selection }: ShownItem): Draft {
  const { source, start, end } = item
  return draft({ at: { source, start, end }, selection: { source, start: start + selection.from, end: Math.min(end, start + selection.to) }, name, detail, kind, holds: item })
}

function shownItem(item: ObjectNode, key: string, { shown }: OutlineMemory): ShownItem {
  const known = shown.get(item)
  if (known?.key === key) return known
  const { name, detail, kind, at } = describe(item, key)
  const { start } = item
  const isWithin = at?.source === item.source && start <= at.start && at.end <= item.end
  const selection = isWithin ? { from: at.start - start, to: at.end - start } : { from: 0, to: 1 }
  const made = { key, name: name === '' ? '{ }' : name, detail, kind, selection }
  shown.set(item, made)
  return made
}

function keyOf(list: Node): string {
  return list.parent?.kind === 'object' ? (list.parent.members[list.index]?.key ?? '') : ''
}

/** A map of another file holds some of the document only where a directive stands in it. */
function mayHold(node: Node, { includes }: ConfigFile, uri: string): boolean {
  return node.source.uri === uri || includes.some(({ at }) => at.source === node.source && node.start <= at.start && at.end <= node.end)
}

function draft(made: Omit<Draft, 'symbol'>): Draft {
  const { at, selection, name, detail, kind } = made
  return { ...made, symbol: { name, ...(detail !== '' && { detail }), kind, range: rangeOf(at), selectionRange: rangeOf(selection) } }
}

