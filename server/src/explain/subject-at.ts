/** What a place in a file is about: the subnet, pool, reservation, class or shared network around it. */
import { URI } from 'vscode-uri'
import { pathOf } from '../config/tree'
import type { Source } from '../config/source'
import type { Node } from '../config/tree'
import { isMap } from '../dhcp/plan/scope'
import type { ClientClass, Host, Plan, Pool, SharedNetwork, Subnet } from '../dhcp/plan-types'
import type { ExplainedServer } from './explained-server'

export type ClientSubject =
  | { readonly kind: 'subnet'; readonly subnet: Subnet }
  | { readonly kind: 'pool'; readonly subnet: Subnet; readonly pool: Pool }
  | { readonly kind: 'reservation'; readonly host: Host }
  | { readonly kind: 'class'; readonly one: ClientClass }
  | { readonly kind: 'network'; readonly network: SharedNetwork }

/** undefined: it is about no client. Line and column count from 1. */
export function subjectAt({ plan, config }: ExplainedServer, file: string, line: number, column: number): ClientSubject | undefined {
  const node = config.root && nodeAt(config.root, file, line, column)
  if (!node) return undefined
  const [, ...path] = pathOf(node)
  for (let length = path.length; length > 0; length--) {
    const subject = subjectOf(plan, mapAt(plan.source, path.slice(0, length)))
    if (subject) return subject
  }
  return undefined
}

/** The innermost value there; in the white space before a line's text, what that begins with. */
function nodeAt(root: Node, file: string, line: number, column: number): Node | undefined {
  // A drive has a small letter in uris, whatever letter it was given with.
  const asked = URI.file(file).fsPath
  const offsets = new Map<Source, number | undefined>()
  const offsetIn = (source: Source): number | undefined => {
    if (!offsets.has(source)) {
      const indent = /^\s*/.exec(source.lineText(line - 1))?.[0].length ?? 0
      offsets.set(source, URI.parse(source.uri).fsPath === asked ? source.offsetAt({ line: line - 1, character: Math.max(column - 1, indent) }) : undefined)
    }
    return offsets.get(source)
  }
  const find = (node: Node): Node | undefined => {
    const offset = offsetIn(node.source)
    if (offset !== undefined && (offset < node.start || offset >= node.end)) return undefined
    // What is included stands in a file of its own, wherever the directive is.
    for (const child of childrenOf(node)) {
      const found = find(child)
      if (found) return found
    }
    return offset === undefined ? undefined : node
  }
  return find(root)
}

function childrenOf(node: Node): readonly Node[] {
  if (node.kind === 'array') return node.items
  return node.kind === 'object' ? node.members.flatMap((member) => member.value ?? []) : []
}

function mapAt(dhcp4: unknown, path: readonly (string | number)[]): unknown {
  let value = dhcp4
  for (const key of path) value = typeof key === 'number' ? (Array.isArray(value) ? (value[key] as unknown) : undefined) : isMap(value) ? value[key] : undefined
  return value
}

/** The part of the plan that was made from a map. */
function subjectOf(plan: Plan, map: unknown): ClientSubject | undefined {
  if (!isMap(map)) return undefined
  const one = plan.classes.find((candidate) => candidate.source === map)
  if (one) return { kind: 'class', one }
  const network = plan.networks.find((candidate) => candidate.source === map)
  if (network) return { kind: 'network', network }
  const host = plan.hosts.all().find((candidate) => candidate.source === map)
  if (host) return { kind: 'reservation', host }
  for (const subnet of plan.subnets) {
    if (subnet.source === map) return { kind: 'subnet', subnet }
    const pool = subnet.pools.find((candidate) => candidate.source === map)
    if (pool) return { kind: 'pool', subnet, pool }
  }
  return undefined
}
