/** The maps and lists around a place, from the text before it, and from the tree as soon as the text meets one of its brackets. */
import type { ConfigFile } from '../../config/config-file'
import type { Source } from '../../config/source'
import type { Container, Node } from '../../config/tree'
import { childrenOf } from '../place-at'
import { readBackwards } from './text-before'
import type { TextBefore } from './text-before'

export interface Level {
  readonly kind: '{' | '['
  readonly source: Source
  /** Where its bracket stands. */
  readonly open: number
  /** Of the member whose value it is; undefined in a list and at the top. */
  readonly key: string | undefined
  /** As the tree has it; undefined where that reads the text otherwise. */
  readonly node: Container | undefined
}

/** Innermost first. A document that another file includes goes on in that file. */
export function levelsAround(file: ConfigFile | undefined, source: Source, offset: number): Level[] {
  const levels: Level[] = []
  let reader = readBackwards(file, source, offset)
  let at = source
  let depth = 0
  const visited = new Set([source.uri])
  for (;;) {
    const token = reader.back()
    if (!token) {
      const directive = depth === 0 ? file?.includes.find((one) => one.uri === at.uri && !visited.has(one.at.source.uri))?.at : undefined
      if (!directive) return levels
      at = directive.source
      visited.add(at.uri)
      reader = readBackwards(file, at, directive.start)
    } else if (token.kind === '}' || token.kind === ']') {
      const closed = file?.root && depth === 0 ? containerEndingAt(file.root, at.uri, token.end, token.kind) : undefined
      // What it stands in is what the place is in; at a file's top, that is another file's.
      if (closed?.parent?.source.uri === at.uri) return [...levels, ...levelsOf(closed.parent)]
      if (closed) reader.moveTo(closed.start)
      else depth++
    } else if (token.kind === '{' || token.kind === '[') {
      if (depth > 0) {
        depth--
        continue
      }
      const node = file?.root && containerStartingAt(file.root, at.uri, token.start)
      if (node) return [...levels, ...levelsOf(node)]
      levels.push({ kind: token.kind, source: at, open: token.start, key: keyBefore(reader), node: undefined })
    }
  }
}

function keyBefore(reader: TextBefore): string | undefined {
  if (reader.peek()?.kind !== ':') return undefined
  reader.back()
  const key = reader.peek()
  return key?.kind === 'string' || key?.kind === 'word' ? key.value : undefined
}

function levelsOf(node: Container): Level[] {
  const levels: Level[] = []
  for (let at: Container | undefined = node; at; at = at.parent) {
    const key = at.parent?.kind === 'object' ? at.parent.members[at.index]?.key : undefined
    levels.push({ kind: at.kind === 'object' ? '{' : '[', source: at.source, open: at.start, key, node: at })
  }
  return levels
}

function isContainer(node: Node): node is Container {
  return node.kind === 'object' || node.kind === 'array'
}

function containerStartingAt(node: Node, uri: string, start: number): Container | undefined {
  if (!isContainer(node)) return undefined
  if (node.source.uri === uri) {
    if (node.start === start) return node
    if (start < node.start || start >= node.end) return undefined
  }
  return firstWithin(node, (child) => containerStartingAt(child, uri, start))
}

/** One whose own bracket stands there. */
function containerEndingAt(node: Node, uri: string, end: number, bracket: '}' | ']'): Container | undefined {
  if (!isContainer(node)) return undefined
  if (node.source.uri === uri && (end <= node.start || end > node.end)) return undefined
  const inner = firstWithin(node, (child) => containerEndingAt(child, uri, end, bracket))
  return inner ?? (node.source.uri === uri && node.end === end && (node.kind === 'object') === (bracket === '}') ? node : undefined)
}

function firstWithin(node: Container, find: (child: Node) => Container | undefined): Container | undefined {
  for (const child of childrenOf(node)) {
    if (!isContainer(child)) continue
    const found = find(child)
    if (found) return found
  }
  return undefined
}
