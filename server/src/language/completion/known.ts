/** What files already say that may be said again: classes, options, interfaces, subnets, sockets. Read once per file, and only what is asked for. */
import { controlSocketsOf } from '../../config/dhcp4'
import type { ConfigFile, Daemon } from '../../config/config-file'
import type { Release } from '../../config/release'
import { booleanOf, numberOf, objectOf, objectsIn, stringOf, stringsIn } from '../../config/tree'
import type { Node, ObjectNode } from '../../config/tree'
import { relationshipsOf } from '../../deployment/relationship'
import type { Relationship } from '../../deployment/relationship'
import { loadedHooks } from '../../lint/hook-libraries'
import { definitionIn } from '../../lint/scopes'
import type { Definition } from '../../options/definition'
import { parsePrefix } from '../../net/ipv4'
import { nextPrefix } from './next-prefix'
import type { Prefix } from '../../net/ipv4'
import { once } from '../../config/once'

export interface KnownSubnet {
  readonly node: ObjectNode
  readonly id: number | undefined
  readonly prefix: string | undefined
  readonly parsed: Prefix | undefined
  readonly interface: string | undefined
}

export interface KnownClass {
  readonly name: string
  readonly isAdditional: boolean
}

export interface KnownSocket {
  readonly name: string
  /** Whose door it is. */
  readonly of: Daemon
}

/** Of one file. */
export interface Known {
  readonly file: ConfigFile
  readonly family: 4 | 6
  readonly classes: () => readonly KnownClass[]
  readonly definitions: () => readonly Definition[]
  readonly relationships: () => readonly Relationship[]
  readonly interfaces: () => readonly string[]
  readonly subnets: () => readonly KnownSubnet[]
  readonly ids: () => ReadonlySet<number>
  readonly prefixes: () => readonly Prefix[]
  /** Behind the last subnet. */
  readonly nextPrefix: () => string
  readonly sockets: () => readonly KnownSocket[]
  /** Paths of libraries as they stand there. */
  readonly libraries: () => readonly string[]
  readonly tsigKeys: () => readonly string[]
  readonly networks: () => readonly string[]
  /** Texts that stand at a key, outside of subnets and reservations. */
  readonly texts: (key: string) => readonly string[]
}

/** Remembers what was read while the files stay the same. */
export interface Memory {
  of(file: ConfigFile): Known
}

export function createMemory(): Memory {
  const known = new WeakMap<ConfigFile, Known>()
  // An edit of one subnet leaves the others as they are.
  const subnets = new WeakMap<ObjectNode, KnownSubnet>()
  const subnetOf = (node: ObjectNode): KnownSubnet => {
    let found = subnets.get(node)
    if (!found) subnets.set(node, (found = readSubnet(node)))
    return found
  }
  return {
    of(file) {
      let found = known.get(file)
      if (!found) known.set(file, (found = readKnown(file, subnetOf)))
      return found
    },
  }
}

function readSubnet(node: ObjectNode): KnownSubnet {
  const prefix = stringOf(node, 'subnet')?.value
  return { node, id: numberOf(node, 'id')?.value, prefix, parsed: prefix === undefined ? undefined : parsePrefix(prefix), interface: stringOf(node, 'interface')?.value }
}

function readKnown(file: ConfigFile, subnetOf: (node: ObjectNode) => KnownSubnet): Known {
  const { body } = file
  const family = file.daemon === 'dhcp6' ? 6 : 4
  const subnetKey = family === 4 ? 'subnet4' : 'subnet6'
  const subnets = once(() => [...objectsIn(body, subnetKey), ...objectsIn(body, 'shared-networks').flatMap((one) => objectsIn(one, subnetKey))].map(subnetOf))
  const prefixes = once(() => subnets().flatMap(({ parsed }) => parsed ?? []))
  const texts = once(() => textsByKey(body))
  return {
    file,
    family,
    classes: once(() =>
      objectsIn(body, 'client-classes').flatMap((one) => {
        const name = stringOf(one, 'name')?.value
        return name === undefined || name === '' ? [] : [{ name, isAdditional: booleanOf(one, 'only-in-additional-list')?.value === true || booleanOf(one, 'only-if-required')?.value === true }]
      }),
    ),
    definitions: once(() => objectsIn(body, 'option-def').flatMap((node) => definitionIn(node, family))),
    relationships: once(() => relationshipsOf(file)),
    interfaces: once(() => distinct([...stringsIn(objectOf(body, 'interfaces-config'), 'interfaces').map((one) => one.value.replace(/\/.*$/, '')), ...objectsIn(body, 'shared-networks').flatMap((one) => stringOf(one, 'interface')?.value ?? []), ...subnets().flatMap((one) => one.interface ?? [])])),
    subnets,
    ids: once(() => new Set(subnets().flatMap(({ id }) => id ?? []))),
    prefixes,
    nextPrefix: once(() => nextPrefix(prefixes())),
    sockets: once(() => socketsOf(file)),
    libraries: once(() => loadedHooks(file).map((one) => one.library.value)),
    tsigKeys: once(() => objectsIn(body, 'tsig-keys').flatMap((one) => stringOf(one, 'name')?.value ?? [])),
    networks: once(() => objectsIn(body, 'shared-networks').flatMap((one) => stringOf(one, 'name')?.value ?? [])),
    texts: (key) => texts().get(key) ?? [],
  }
}

const agentNames: Readonly<Record<string, Daemon>> = { dhcp4: 'dhcp4', dhcp6: 'dhcp6', d2: 'ddns' }

function socketsOf(file: ConfigFile): KnownSocket[] {
  const { body, daemon } = file
  if (!daemon) return []
  if (daemon !== 'agent') return controlSocketsOf(file).flatMap(({ node }) => named(node, daemon))
  const sockets = objectOf(body, 'control-sockets')
  return Object.entries(agentNames).flatMap(([key, of]) => named(objectOf(sockets, key), of))
}

function named(socket: ObjectNode | undefined, of: Daemon): KnownSocket[] {
  const name = stringOf(socket, 'socket-name')?.value
  return name === undefined || name === '' ? [] : [{ name, of }]
}

/** Thousands of entries stand below these. */
const manyBelow: ReadonlySet<string> = new Set(['subnet4', 'subnet6', 'shared-networks', 'reservations'])

function textsByKey(body: Node | undefined): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, Set<string>>()
  const visit = (node: Node): void => {
    if (node.kind === 'array') for (const item of node.items) visit(item)
    if (node.kind !== 'object') return
    for (const { key, value } of node.members) {
      if (!value || manyBelow.has(key)) continue
      if (value.kind === 'string' && value.value !== '') texts.set(key, (texts.get(key) ?? new Set()).add(value.value))
      else visit(value)
    }
  }
  if (body) visit(body)
  return new Map([...texts].map(([key, values]) => [key, [...values]]))
}

export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}

/** What is asked for, and the files that answer: the one that the cursor is in, and the others of the workspace. */
export interface Circumstances {
  readonly release: Release
  readonly own: Known | undefined
  readonly others: readonly Known[]
}

/** Files of the same daemon first: the partner's. */
export function allKnown({ own, others }: Circumstances): readonly Known[] {
  return [...(own ? [own] : []), ...others]
}

export function partners({ own, others }: Circumstances): readonly Known[] {
  return others.filter((one) => one.file.daemon === own?.file.daemon)
}
