/** Runs the rules that look at one scope at a time; what was found in a subnet is kept while neither it nor what it inherits changes. */
import type { ConfigFile } from '../config/config-file'
import type { Release } from '../config/release'
import type { ObjectNode } from '../config/tree'
import type { Finding, Place, ScopeRule } from './rule'
import { outerScopes, scopesWithin, subnetScopes, surroundingsOf } from './scopes'
import type { Scope } from './scopes'

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

export function* scopeFindings(file: ConfigFile, release: Release, rules: readonly ScopeRule[], memo: ScopeMemo): Generator<void, Found[]> {
  const around = surroundingsOf(file, release)
  if (!around) return []
  const all: Found[] = outerScopes(around).flatMap((scope) => foundAt(scope, rules))
  const global = partsOutside(around.body)
  const networks = new Map<Scope | undefined, readonly unknown[]>()
  for (const [at, subnet] of subnetScopes(around).entries()) {
    if (at % subnetsPerStep === 0) yield
    let against = networks.get(subnet.outer)
    if (!against) networks.set(subnet.outer, (against = subnet.outer?.kind === 'network' ? [...global, ...partsOutside(subnet.outer.node)] : global))
    let known = memo.get(subnet.node)
    if (!known || !isSame(known.against, against)) memo.set(subnet.node, (known = { against, found: scopesWithin(subnet).flatMap((scope) => foundAt(scope, rules)) }))
    all.push(...known.found)
  }
  return all
}

function foundAt(scope: Scope, rules: readonly ScopeRule[]): Found[] {
  const found: Found[] = []
  for (const rule of rules) if (rule.kinds.includes(scope.kind)) rule.check(scope, (at, finding) => found.push({ rule: rule.id, at, finding }))
  return found
}

const subnetLists = ['subnet4', 'subnet6', 'shared-networks']

/** Keys and values, without the subnets. */
function partsOutside(map: ObjectNode): unknown[] {
  return map.members.filter(({ key }) => !subnetLists.includes(key)).flatMap(({ key, value }) => [key, value])
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one === other || (one.length === other.length && one.every((part, at) => part === other[at]))
}
