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

/** Of the document `uri`, which is the file itself or one that it includes. */
export function outlineOf(file: ConfigFile, uri: string): DocumentSymbol[] {
  const { root } = file
  if (root?.kind !== 'object' && root?.kind !== 'array') return []
  let level = partsIn(root, file, uri).map((make) => make())
  const all = level.map((one) => one.symbol)
  let count = level.length
  while (level.length > 0) {
    const found: Make[][] = []
    for (const { holds } of level) {
      const parts = partsIn(holds, file, uri)
      found.push(parts)
      count += parts.length
      if (count > mostSymbols) return all
    }
    const next = found.map((parts) => parts.map((make) => make()))
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

function partsIn(container: Container, file: ConfigFile, uri: string): Make[] {
  if (container.kind === 'array') return itemsOf(container, '', file, uri)
  return container.members.flatMap((member) => partsOfMember(member, container, file, uri))
}

function partsOfMember(member: Member, map: Container, file: ConfigFile, uri: string): Make[] {
  const { key, keySpan, value } = member
  if (!value || (value.kind !== 'object' && value.kind !== 'array') || passedOver.has(key)) return []
  const isList = value.kind === 'array'
  if (isList && !value.items.some((one) => one.kind === 'object')) return []
  const isPlain = key === 'parameters' || (isList && map !== file.body && plainLists.has(key))
  if (isPlain || keySpan.source.uri !== uri) {
    if (keySpan.source.uri !== uri && !mayHold(value, file, uri)) return []
    return isList ? itemsOf(value, key, file, uri) : partsIn(value, file, uri)
  }
  return [() => draftOfMember(keySpan, key, value, file)]
}

function itemsOf(list: Container & { kind: 'array' }, key: string, file: ConfigFile, uri: string): Make[] {
  const itsKey = key === '' ? keyOf(list) : key
  return list.items.flatMap((item): Make[] => {
    if (item.kind !== 'object') return []
    if (item.source.uri !== uri) return mayHold(item, file, uri) ? partsIn(item, file, uri) : []
    return [() => draftOfItem(item, itsKey)]
  })
}

function draftOfMember(keySpan: Span, key: string, value: Container, { body }: ConfigFile): Draft {
  const at = { source: keySpan.source, start: keySpan.start, end: value.source === keySpan.source ? Math.max(value.end, keySpan.end) : keySpan.end }
  const shown = value.kind === 'array' ? { detail: String(value.items.length), kind: SymbolKind.Array } : describe(value, key)
  const isDaemon = value === body
  return draft({ at, selection: keySpan, name: key === '' ? '""' : key, detail: isDaemon ? '' : shown.detail, kind: isDaemon ? SymbolKind.Module : shown.kind, holds: value })
}

function draftOfItem(item: ObjectNode, key: string): Draft {
  const shown = describe(item, key)
  const isWithin = shown.at?.source === item.source && item.start <= shown.at.start && shown.at.end <= item.end
  const opening = { source: item.source, start: item.start, end: Math.min(item.end, item.start + 1) }
  return draft({ at: item, selection: isWithin ? shown.at : opening, name: shown.name === '' ? '{ }' : shown.name, detail: shown.detail, kind: shown.kind, holds: item })
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

