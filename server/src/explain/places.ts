/** From the plain maps that a plan is built from to their places in the file. */
import { URI } from 'vscode-uri'
import { valueOf } from '../config/tree'
import type { Node, ObjectNode } from '../config/tree'
import type { Places } from './explained-server'
import type { Place } from './explanation'

/** `plain` is what `body` was made into, the very maps that the plan keeps as its sources. */
export function placesIn(body: ObjectNode, plain: object): Places {
  const nodes = new WeakMap<object, Node>()
  remember(body, plain, nodes)
  return (source, ...keys) => {
    let node = nodes.get(source)
    for (const key of keys) node = typeof key === 'number' ? itemOf(node, key) : valueOf(node, key)
    return node && placeOf(node)
  }
}

export function placeOf({ source, start }: Node): Place {
  const { line, character } = source.positionAt(start)
  return { file: URI.parse(source.uri).fsPath, line: line + 1, column: character + 1 }
}

function remember(node: Node, plain: unknown, nodes: WeakMap<object, Node>): void {
  if (typeof plain !== 'object' || plain === null) return
  nodes.set(plain, node)
  if (Array.isArray(plain)) plain.forEach((item, at) => rememberAt(itemOf(node, at), item, nodes))
  else for (const [key, value] of Object.entries(plain)) rememberAt(valueOf(node, key), value, nodes)
}

function rememberAt(node: Node | undefined, plain: unknown, nodes: WeakMap<object, Node>): void {
  if (node) remember(node, plain, nodes)
}

function itemOf(node: Node | undefined, at: number): Node | undefined {
  return node?.kind === 'array' ? node.items[at] : undefined
}
