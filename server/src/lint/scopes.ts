/** The maps of a DHCP server's file that inherit from each other: global → shared network → subnet → pool, with reservations and classes beside them. */
import type { ConfigFile } from '../config/config-file'
import type { Release } from '../config/release'
import { objectsIn, stringOf, valueOf } from '../config/tree'
import type { Node, ObjectNode } from '../config/tree'
import { definitionsOf, isFault, readDefinition } from '../options/definition'
import type { Definition, Definitions, Family } from '../options/definition'
import { plain } from '../config/tree'
import type { OptionReading } from './option-reading'
import { say } from '../text/text'
import type { Text } from '../text/text'
import { once } from '../config/once'

export type ScopeKind = 'global' | 'class' | 'network' | 'subnet' | 'pool' | 'pd-pool' | 'reservation'

export interface Scope {
  readonly kind: ScopeKind
  readonly node: ObjectNode
  /** The scope around it, from which it inherits: the global one of a class. */
  readonly outer: Scope | undefined
  readonly around: Surroundings
}

/** What a file says once, and every scope is held against. Nothing of it is in a subnet or a shared network. */
export interface Surroundings {
  readonly file: ConfigFile
  readonly body: ObjectNode
  readonly family: 4 | 6
  readonly release: Release
  /** Of the global `option-def`, with the release's own. */
  readonly definitions: () => Definitions
  readonly ownDefinitions: () => readonly Definition[]
  /** Names of the file's client classes. */
  readonly classNames: () => ReadonlySet<string>
  /** What the options' entries are read as, so that each is read once for all rules. */
  readonly optionReadings: WeakMap<ObjectNode, OptionReading>
  /** Hook libraries by file name, without folder and `.so`. */
  readonly hooks: () => ReadonlySet<string>
}

/** undefined for a file that is no DHCP server's. */
export function surroundingsOf(file: ConfigFile, release: Release): Surroundings | undefined {
  const { body, daemon } = file
  if (!body || (daemon !== 'dhcp4' && daemon !== 'dhcp6')) return undefined
  const family = daemon === 'dhcp4' ? 4 : 6
  const ownDefinitions = once(() => objectsIn(body, 'option-def').flatMap((node) => definitionIn(node, family)))
  return {
    file,
    body,
    family,
    release,
    ownDefinitions,
    definitions: once(() => definitionsOf(release, ownDefinitions(), family)),
    optionReadings: new WeakMap(),
    classNames: once(() => new Set(objectsIn(body, 'client-classes').flatMap((one) => stringOf(one, 'name')?.value ?? []))),
    hooks: once(() => new Set(objectsIn(body, 'hooks-libraries').flatMap((one) => libraryName(stringOf(one, 'library')?.value)))),
  }
}

export function libraryName(library: string | undefined): string {
  return (library ?? '').replace(/^.*\//, '').replace(/\.so$/, '')
}

export function definitionIn(node: ObjectNode, family: Family): Definition[] {
  const read = readDefinition(plain(node) as Readonly<Record<string, unknown>>, family)
  return isFault(read) ? [] : [read]
}

/** The global scope, classes, global reservations and shared networks: all that is in no subnet. */
export function outerScopes(around: Surroundings): Scope[] {
  const global = globalScope(around)
  const inner = (kind: ScopeKind, key: string): Scope[] => objectsIn(around.body, key).map((node) => ({ kind, node, outer: global, around }))
  return [global, ...inner('class', 'client-classes'), ...inner('network', 'shared-networks'), ...inner('reservation', 'reservations')]
}

function globalScope(around: Surroundings): Scope {
  return { kind: 'global', node: around.body, outer: undefined, around }
}

/** Subnets of the top level, then those of shared networks, in the order of the file. */
export function subnetScopes(around: Surroundings): Scope[] {
  const key = around.family === 4 ? 'subnet4' : 'subnet6'
  const global = globalScope(around)
  const below = (outer: Scope): Scope[] => objectsIn(outer.node, key).map((node) => ({ kind: 'subnet', node, outer, around }))
  const networks = objectsIn(around.body, 'shared-networks').map((node): Scope => ({ kind: 'network', node, outer: global, around }))
  return [...below(global), ...networks.flatMap(below)]
}

/** The subnet itself, its pools, its reservations. */
export function scopesWithin(subnet: Scope): Scope[] {
  const inner = (kind: ScopeKind, key: string): Scope[] => objectsIn(subnet.node, key).map((node) => ({ kind, node, outer: subnet, around: subnet.around }))
  const prefixes = subnet.around.family === 6 ? inner('pd-pool', 'pd-pools') : []
  return [subnet, ...inner('pool', 'pools'), ...prefixes, ...inner('reservation', 'reservations')]
}

/** The value that counts for the scope, and where it stands: its own, or the nearest one outward. Kea's pools and reservations inherit few parameters; who asks must know which. */
export function inherited(scope: Scope, key: string): { readonly value: Node; readonly scope: Scope } | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const value = valueOf(at.node, key)
    if (value) return { value, scope: at }
  }
  return undefined
}

/** `subnet 192.0.2.0/24`, `the shared network "net"`: how a finding names a scope. */
export function scopeName({ kind, node }: Scope): Text {
  const text = (key: string): string => stringOf(node, key)?.value ?? ''
  switch (kind) {
    case 'global':
      return say`the global scope`
    case 'class':
      return say`the class "${text('name')}"`
    case 'network':
      return say`the shared network "${text('name')}"`
    case 'subnet':
      return say`the subnet ${text('subnet')}`
    case 'pool':
      return say`the pool ${text('pool')}`
    case 'pd-pool':
      return say`the prefix pool ${text('prefix')}`
    case 'reservation':
      return say`the reservation`
  }
}
