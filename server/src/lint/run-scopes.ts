/** Runs the rules that look at one scope at a time; what was found in a subnet is kept while neither it nor what it inherits changes. */
import type { ConfigFile } from '../config/config-file'
import type { Release } from '../config/release'
import type { ObjectNode } from '../config/tree'
import type { Finding, Place, Report, ScopeRule } from './rule'
import { outerScopes, scopesWithin, subnetScopes, surroundingsOf } from './scopes'
import type { Scope, ScopeKind } from './scopes'

export interface Found {
  readonly rule: string
  readonly at: Place
  readonly finding: Finding
}

/** Per subnet: what it was held against, as objects, and what was found. Belongs to one release. */
export type ScopeMemo = WeakMap<ObjectNode, { readonly against: readonly unknown[]; readonly found: readonly Found[] }>

export function createScopeMemo(): ScopeMemo {
  return new WeakMap()
}

/** About 10 ms. */
const subnetsPerStep = 100

export function* scopeFindings(file: ConfigFile, release: Release, rules: RulesByKind, memo: ScopeMemo): Generator<void, Found[]> {
  const around = surroundingsOf(file, release)
  if (!around) return []
  const all: Found[] = []
  for (const scope of outerScopes(around)) collect(scope, rules, all)
  const global = partsOutside(around.body)
  const networks = new Map<Scope | undefined, readonly unknown[]>()
  for (const [at, subnet] of subnetScopes(around).entries()) {
    if (at % subnetsPerStep === 0) yield
    let against = networks.get(subnet.outer)
    if (!against) networks.set(subnet.outer, (against = subnet.outer?.kind === 'network' ? [...global, ...partsOutside(subnet.outer.node)] : global))
    let known = memo.get(subnet.node)
    if (!known || !isSame(known.against, against)) memo.set(subnet.node, (known = { against, found: foundWithin(subnet, rules) }))
    all.push(...known.found)
  }
  return all
}

/** So that a scope is held against its own rules alone. */
export type RulesByKind = ReadonlyMap<ScopeKind, readonly ScopeRule[]>

export function byKind(rules: readonly ScopeRule[]): RulesByKind {
  const kinds: readonly ScopeKind[] = ['global', 'class', 'network', 'subnet', 'pool', 'pd-pool', 'reservation']
  return new Map(kinds.map((kind) => [kind, rules.filter((rule) => rule.kinds.includes(kind))]))
}

const nothing: readonly Found[] = []

function foundWithin(subnet: Scope, rules: RulesByKind): readonly Found[] {
  const found: Found[] = []
  for (const scope of scopesWithin(subnet)) collect(scope, rules, found)
  return found.length === 0 ? nothing : found
}

function collect(scope: Scope, rules: RulesByKind, into: Found[]): void {
  let id = ''
  const report: Report = (at, finding) => into.push({ rule: id, at, finding })
  for (const rule of rules.get(scope.kind) ?? []) {
    id = rule.id
    rule.check(scope, report)
  }
}

const subnetLists = ['subnet4', 'subnet6', 'shared-networks']

/** Keys and values, without the subnets. */
function partsOutside(map: ObjectNode): unknown[] {
  return map.members.filter(({ key }) => !subnetLists.includes(key)).flatMap(({ key, value }) => [key, value])
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one === other || (one.length === other.length && one.every((part, at) => part === other[at]))
}
