/** Runs the rules that look at one scope at a time; what was found in a subnet is kept while neither it nor what it inherits changes. */
import type { ConfigFile } from '../config/config-file'
import type { Release } from '../config/release'
import type { ObjectNode } from '../config/tree'
import type { Fix } from './fix'
import type { Finding, Place, Report, ScopeRule } from './rule'
import { outerScopes, scopesWithin, subnetScopes, surroundingsOf } from './scopes'
import type { Scope, ScopeKind } from './scopes'

export interface Found {
  readonly rule: string
  readonly at: Place
  readonly finding: Finding
}

/** Per subnet, with what is in it, and per other scope below the global one: what it was held against, as objects, and what was found. Belongs to one release. */
export type ScopeMemo = WeakMap<ObjectNode, { readonly against: readonly unknown[]; readonly found: readonly Found[] }>

export function createScopeMemo(): ScopeMemo {
  return new WeakMap()
}

/** About 10 ms. */
const scopesPerStep = 40

/**
 * `haste`: what was found under other surroundings counts too, until there is time to look again; only what is new is looked at.
 */
export function* scopeFindings(file: ConfigFile, release: Release, rules: RulesByKind, memo: ScopeMemo, haste = false): Generator<void, Found[]> {
  const around = surroundingsOf(file, release)
  if (!around) return []
  const all: Found[] = []
  const global = partsOutside(around.body)
  const networks = new Map<Scope | undefined, readonly unknown[]>()
  let count = 0
  const look = (scope: Scope, against: readonly unknown[], find: (scope: Scope, rules: RulesByKind) => readonly Found[]): void => {
    let known = memo.get(scope.node)
    const isOutdated = known !== undefined && !isSame(known.against, against)
    if (!known || (isOutdated && !haste)) {
      memo.set(scope.node, (known = { against, found: find(scope, rules) }))
      count++
    }
    // What it was held against may have gone: of an outdated finding only its own place is sure.
    for (const one of known.found) all.push(isOutdated && haste ? { ...one, finding: { ...one.finding, related: [], fixes: noFixes } } : one)
  }
  for (const scope of outerScopes(around)) {
    if (scope.kind === 'global') collect(scope, rules, all)
    else look(scope, global, foundAt)
    if (count >= scopesPerStep) yield void (count = 0)
  }
  for (const subnet of subnetScopes(around)) {
    let against = networks.get(subnet.outer)
    if (!against) networks.set(subnet.outer, (against = subnet.outer?.kind === 'network' ? [...global, ...partsOutside(subnet.outer.node)] : global))
    look(subnet, against, foundWithin)
    if (count >= scopesPerStep) yield void (count = 0)
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
const noFixes = (): readonly Fix[] => []

function foundAt(scope: Scope, rules: RulesByKind): readonly Found[] {
  const found: Found[] = []
  collect(scope, rules, found)
  return found.length === 0 ? nothing : found
}

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
