/** The shortest lifetime is not above the usual one, nor that above the longest: in each scope, with what it inherits. */
import { changeTo, setKey, swapped } from '../../fix'
import type { Fix } from '../../fix'
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { stringOf } from '../../../config/tree'
import type { NumberNode } from '../../../config/tree'
import { related } from '../../compare'
import type { Report, ScopeRule } from '../../rule'
import { inherited } from '../../scopes'
import type { Scope } from '../../scopes'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const lifetimeOutOfOrder: ScopeRule = {
  id: 'lifetime-out-of-order',
  scope: 'scope',
  kinds: ['global', 'class', 'network', 'subnet'],
  severity: 'error',
  summary: 'min-valid-lifetime, valid-lifetime and max-valid-lifetime are in this order.',
  why: 'Kea refuses the file, also where one of them is inherited or is the default of 7200 seconds.',
  manual: 'dhcp4-srv.html#dhcp4-valid-lifetime',

  check(scope, report) {
    if (scope.around.family !== 4) return
    const read = keys.map((key) => lifetimeIn(scope, key))
    if (read.includes('unknown')) return
    const given = read.filter((one): one is Lifetime => typeof one === 'object')
    const [least, usual] = given
    if (scope.kind === 'class' && least?.node && usual?.node && !given.some(({ key }) => key === 'valid-lifetime')) {
      report(least.node, {
        message: say`The class "${stringOf(scope.node, 'name')?.value ?? ''}" has a shortest and a longest lifetime, but no valid-lifetime.`,
        help: say`A class inherits none, so Kea wants all three here, or one of them.`,
        refusedAt: '-t',
        related: [related(usual.node, say`${usual.key}`)],
        fixes: () => (usual.seconds >= least.seconds ? setKey(scope.node, 'valid-lifetime', usual.seconds) : []),
      })
    } else reportOrder(given, report)
  },
}

function reportOrder(given: readonly Lifetime[], report: Report): void {
  const wrong = wrongPair(given)
  if (!wrong) return
  const [low, high] = wrong
  const at = narrower(low, high)
  const other = at === low ? high : low
  if (!at.node) return
  report(at.node, {
    message: say`${said(low)} is above ${said(high)}.`,
    help: say`Kea wants the shortest lifetime first and the longest last, and refuses the file otherwise.${wrapHelp(low, high)}`,
    refusedAt: '-t',
    related: other.node ? [related(other.node, say`${other.key}`)] : [],
    fixes: () => inOrder(at, given),
  })
}

/** What stands in the narrower scope, or else the bound that was set beside the usual lifetime. */
function narrower(low: Lifetime, high: Lifetime): Lifetime {
  if (low.depth !== high.depth) return low.depth > high.depth ? low : high
  return low.key === 'valid-lifetime' ? high : low
}

const keys = ['min-valid-lifetime', 'valid-lifetime', 'max-valid-lifetime']
const defaultLifetime = 7200
const wrap = 2 ** 32

interface Lifetime {
  readonly key: string
  /** undefined: Kea's default. */
  readonly node: NumberNode | undefined
  /** As Kea keeps it, in 32 bits without a sign. */
  readonly seconds: number
  /** How many scopes are around the one that gives it. */
  readonly depth: number
}

/** Classes do not inherit. */
function lifetimeIn(scope: Scope, key: string): Lifetime | 'unknown' | undefined {
  const found = scope.kind === 'class' ? inherited({ ...scope, outer: undefined }, key) : inherited(scope, key)
  if (!found) {
    const around = outward(scope)
    if (around.some(({ node }) => node.incomplete)) return 'unknown'
    return key === 'valid-lifetime' && scope.kind !== 'class' ? { key, node: undefined, seconds: defaultLifetime, depth: -1 } : undefined
  }
  const { value } = found
  if (value.kind !== 'number' || !value.integer) return 'unknown'
  const seconds = keptAs(value.value, scope.around.release)
  return seconds === undefined ? 'unknown' : { key, node: value, seconds, depth: outward(found.scope).length }
}

/** Since 3.2 Kea refuses what does not fit; before, it dropped the bits above. */
function keptAs(seconds: number, release: Release): number | undefined {
  const fits = seconds >= 0 && seconds < wrap
  if (fits) return seconds
  if (atLeast(release, '3.2') || !Number.isSafeInteger(seconds)) return undefined
  return ((seconds % wrap) + wrap) % wrap
}

function outward(scope: Scope): Scope[] {
  return scope.outer ? [scope, ...outward(scope.outer)] : [scope]
}

/** Two that are out of order, of those that are given: the ends before the neighbours. */
function wrongPair(given: readonly Lifetime[]): readonly [Lifetime, Lifetime] | undefined {
  const pairs = given.flatMap((low, at) => given.slice(at + 1).map((high) => [low, high] as const))
  return pairs.sort((one, other) => span(other) - span(one)).find(([low, high]) => low.seconds > high.seconds)
}

function span([low, high]: readonly [Lifetime, Lifetime]): number {
  return keys.indexOf(high.key) - keys.indexOf(low.key)
}

function said({ key, node, seconds }: Lifetime): Text {
  if (!node) return say`the default ${key} of ${seconds} s`
  return say`${key} ${node.value}${node.value === seconds ? '' : say`, which Kea reads as ${seconds},`}`
}

function wrapHelp(...lifetimes: readonly Lifetime[]): Text {
  return lifetimes.some(({ node, seconds }) => node && node.value !== seconds) ? say` It keeps 32 bits of a number, without a sign.` : say``
}

/** The bound at the lifetime; both the other way round where that is right then. */
function inOrder(at: Lifetime, given: readonly Lifetime[]): Fix[] {
  const { node } = at
  if (!node) return []
  const others = given.filter((one) => one !== at)
  const below = others.filter((one) => keys.indexOf(one.key) < keys.indexOf(at.key))
  const above = others.filter((one) => keys.indexOf(one.key) > keys.indexOf(at.key))
  const least = Math.max(0, ...below.map((one) => one.seconds))
  const most = Math.min(wrap - 1, ...above.map((one) => one.seconds))
  const swaps = others.flatMap((other) => {
    const isRight = wrongPair(given.map((one) => (one === at ? { ...one, seconds: other.seconds } : one === other ? { ...one, seconds: at.seconds } : one))) === undefined
    return isRight && other.node && other.node.value === other.seconds && node.value === at.seconds && other.depth === at.depth ? swapped(node, other.node) : []
  })
  return [...swaps, ...(least <= most ? changeTo(node, at.seconds < least ? least : most) : [])]
}
