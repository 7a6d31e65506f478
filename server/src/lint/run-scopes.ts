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

/** Rules of a kind, so that a scope is held against those alone that concern what it has. */
interface KindRules {
  readonly always: readonly ScopeRule[]
  readonly byKey: ReadonlyMap<string, readonly ScopeRule[]>
}

export type RulesByKind = ReadonlyMap<ScopeKind, KindRules>

export function byKind(rules: readonly ScopeRule[]): RulesByKind {
  const kinds: readonly ScopeKind[] = ['global', 'class', 'network', 'subnet', 'pool', 'pd-pool', 'reservation']
  return new Map(
    kinds.map((kind) => {
      const own = rules.filter((rule) => rule.kinds.includes(kind))
      const keys = new Set(own.flatMap((rule) => rule.keys ?? []))
      return [kind, { always: own.filter((rule) => !rule.keys), byKey: new Map([...keys].map((key) => [key, own.filter((rule) => rule.keys?.includes(key))])) }]
    }),
  )
}

const nothing: readonly Found[] = []

function foundWithin(subnet: Scope, rules: RulesByKind): readonly Found[] {
  const found: Found[] = []
  for (const scope of scopesWithin(subnet)) collect(scope, rules, found)
  return found.length === 0 ? nothing : found
}

function collect(scope: Scope, rules: RulesByKind, into: Found[]): void {
  const ofKind = rules.get(scope.kind)
  if (!ofKind) return
  let id = ''
  const report: Report = (at, finding) => into.push({ rule: id, at, finding })
  const run = (rule: ScopeRule): void => {
    id = rule.id
    rule.check(scope, report)
  }
  for (const rule of ofKind.always) run(rule)
  if (ofKind.byKey.size === 0) return
  const { members } = scope.node
  const done: string[] = []
  for (const [at, { key }] of members.entries()) {
    const keyed = ofKind.byKey.get(key)
    // A key that stands twice brings its rules up once.
    if (!keyed || members.findIndex((one) => one.key === key) !== at) continue
    for (const rule of keyed) {
      if (rule.keys?.length !== 1) {
        if (done.includes(rule.id)) continue
        done.push(rule.id)
      }
      run(rule)
    }
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
