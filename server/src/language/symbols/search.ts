/** Everything with a name or an address in a workspace, found by a few of its characters. */
import { SymbolKind } from 'vscode-languageserver-types'
import type { SymbolInformation } from 'vscode-languageserver-types'
import type { ConfigFile } from '../../config/config-file'
import { objectOf, objectsIn, stringOf, valueOf } from '../../config/tree'
import type { Node, ObjectNode } from '../../config/tree'
import { rangeOf } from '../range'
import { describe, identifierKeys, textOf } from './describe'

export interface Found {
  readonly name: string
  /** What a person may type for it, in small letters: each word by itself is meant exactly. */
  readonly text: string
  readonly kind: SymbolKind
  readonly node: Node
  /** Where it stands: the subnet of a pool, the shared network of a subnet. */
  readonly within: string
}

/** What was found in a map; it stays true as long as the map is the same object. */
export type SearchMemory = WeakMap<Node, readonly Found[]>

/** Those that match less well are left out beyond it. */
export const mostFound = 500

export function search(query: string, files: readonly ConfigFile[], memory: SearchMemory): SymbolInformation[] {
  const asked = query.trim().toLowerCase()
  const ranked: Found[][] = [[], [], [], []]
  const seen = new Set<string>()
  for (const file of files) {
    for (const one of namedIn(file, memory)) {
      const rank = rankOf(one, asked)
      if (rank !== undefined) ranked[rank]?.push(one)
    }
  }
  const [exact = [], ...others] = ranked
  const result: SymbolInformation[] = []
  for (const [rank, group] of [exact, ...others].entries()) {
    for (const one of group) {
      if (rank > 0 && result.length >= mostFound) return result
      const { node } = one
      const key = `${node.source.uri} ${node.start}`
      // A part that two files include is read twice.
      if (seen.has(key)) continue
      seen.add(key)
      result.push({ name: one.name, kind: one.kind, location: { uri: node.source.uri, range: rangeOf(node) }, ...(one.within !== '' && { containerName: one.within }) })
    }
  }
  return result
}

/** 0: one of its words; 1: begins so; 2: holds it; 3: holds its characters in their order. */
function rankOf({ text }: Found, asked: string): number | undefined {
  if (asked === '') return 3
  const first = text.indexOf(asked)
  for (let at = first; at >= 0; at = text.indexOf(asked, at + 1)) if (isEdge(text, at - 1) && isEdge(text, at + asked.length)) return 0
  if (first >= 0) return first === 0 ? 1 : 2
  // The digits of an address are in most others somewhere.
  if (/^[\da-f.:/]*[\d.:/][\da-f.:/]*$/.test(asked)) return undefined
  let from = 0
  for (let next = 0; next < asked.length; next++) {
    from = text.indexOf(asked.charAt(next), from) + 1
    if (from === 0) return undefined
  }
  return 3
}

function isEdge(text: string, at: number): boolean {
  return at < 0 || at >= text.length || text[at] === ' '
}

function* namedIn(file: ConfigFile, memory: SearchMemory): Generator<Found> {
  const { body } = file
  if (!body) return
  const part = (node: ObjectNode, find: () => Found[]): readonly Found[] => {
    let found = memory.get(node)
    if (!found) memory.set(node, (found = find()))
    return found
  }
  for (const key of ['client-classes', 'option-def', 'tsig-keys']) for (const one of objectsIn(body, key)) yield* part(one, () => found(one, key, ''))
  for (const hook of objectsIn(body, 'hooks-libraries')) yield* part(hook, () => relationshipNames(hook))
  for (const one of objectsIn(body, 'option-data')) yield* part(one, () => found(one, 'option-data', ''))
  for (const network of objectsIn(body, 'shared-networks')) yield* part(network, () => found(network, 'shared-networks', ''))
  for (const one of objectsIn(body, 'reservations')) yield* part(one, () => found(one, 'reservations', ''))
  for (const key of ['subnet4', 'subnet6']) {
    for (const subnet of objectsIn(body, key)) yield* part(subnet, () => subnetNames(subnet, key, ''))
    for (const network of objectsIn(body, 'shared-networks')) {
      const within = stringOf(network, 'name')?.value ?? ''
      for (const subnet of objectsIn(network, key)) yield* part(subnet, () => subnetNames(subnet, key, within))
    }
  }
}

function relationshipNames(hook: ObjectNode): Found[] {
  return objectsIn(objectOf(hook, 'parameters'), 'high-availability').flatMap((one) => {
    const self = stringOf(one, 'this-server-name')?.value ?? ''
    return objectsIn(one, 'peers').flatMap((peer) => found(peer, 'peers', self))
  })
}

function subnetNames(subnet: ObjectNode, key: string, network: string): Found[] {
  const within = stringOf(subnet, 'subnet')?.value ?? ''
  return [...found(subnet, key, network), ...['pools', 'pd-pools', 'reservations'].flatMap((inner) => objectsIn(subnet, inner).flatMap((one) => found(one, inner, within)))]
}

function found(map: ObjectNode, key: string, within: string): Found[] {
  if (key === 'reservations') return reservation(map, within)
  const { at: node, name, kind } = describe(map, key)
  if (!node) return []
  const more = key === 'option-def' ? ` ${textOf(valueOf(map, 'code'))}` : name.includes('/') ? ` ${name.replace(/\/\d+$/, '')}` : ''
  return [{ name, text: (name + more).toLowerCase(), kind, node, within }]
}

const reservedKeys: ReadonlySet<string> = new Set(['ip-address', 'ip-addresses', 'prefixes', 'hostname', ...identifierKeys])

/** An editor looks for what was typed in the name it is given: all that tells it from others is in there. */
function reservation(map: ObjectNode, within: string): Found[] {
  const given = map.members.filter(({ key, value }) => value && reservedKeys.has(key))
  const address = given.find(({ key }) => key.startsWith('ip-')) ?? given[0]
  const node = address?.value
  if (!node) return []
  const words = [address, ...given.filter((one) => one !== address)].map(({ value }) => textOf(value)).filter((one) => one !== '')
  const name = words.join(' ')
  const bare = given.flatMap(({ key, value }) => (key === 'hw-address' && value?.kind === 'string' ? value.value.replace(/[:.-]/g, '') : []))
  return name === '' ? [] : [{ name, text: [name, ...bare].join(' ').toLowerCase(), kind: SymbolKind.Field, node, within }]
}
