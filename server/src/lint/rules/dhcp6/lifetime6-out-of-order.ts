/** Shortest, usual and longest lifetimes are in this order, preferred and valid ones each, with what a scope inherits. */
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { objectsIn } from '../../../config/tree'
import type { NumberNode, ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { Place, Report, ScopeRule } from '../../rule'
import { inherited } from '../../scopes'
import type { Scope } from '../../scopes'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const lifetime6OutOfOrder: ScopeRule = {
  id: 'lifetime6-out-of-order',
  scope: 'scope',
  kinds: ['global', 'class', 'network', 'subnet'],
  severity: 'error',
  summary: 'Shortest, usual and longest lifetimes of kea-dhcp6 are in this order.',
  why: 'Kea refuses the file, also where one of them is inherited.',
  manual: 'dhcp6-srv.html#dhcp6-valid-lifetime',

  check(scope, report) {
    if (scope.around.family !== 6) return
    for (const name of ['preferred-lifetime', 'valid-lifetime'] as const) {
      if (name === 'preferred-lifetime' && scope.kind === 'global' && !isInherited(scope.node)) continue
      const parts = { least: lifetimeIn(scope, `min-${name}`), usual: lifetimeIn(scope, name), most: lifetimeIn(scope, `max-${name}`) }
      const given = Object.values(parts)
      // Told where it is written, and not again in all that inherit it.
      if (given.includes('unknown') || !given.some((one) => typeof one === 'object' && one.isOwn)) continue
      judge(name, parts as Lifetimes, scope, report)
    }
  },
}

const preferredKeys = ['min-preferred-lifetime', 'preferred-lifetime', 'max-preferred-lifetime']

/** Kea looks at the global preferred lifetimes where a subnet takes all of them over. */
function isInherited(global: ObjectNode): boolean {
  const saysNothing = (map: ObjectNode): boolean => !map.members.some(({ key }) => preferredKeys.includes(key))
  return [global, ...objectsIn(global, 'shared-networks').filter(saysNothing)].some((map) => objectsIn(map, 'subnet6').some(saysNothing))
}

interface Lifetime {
  readonly at: NumberNode
  readonly seconds: number
  readonly isOwn: boolean
}

interface Lifetimes {
  readonly least: Lifetime | undefined
  readonly usual: Lifetime | undefined
  readonly most: Lifetime | undefined
}

const wrap = 2 ** 32

function lifetimeIn(scope: Scope, key: string): Lifetime | 'unknown' | undefined {
  const found = inherited(scope.kind === 'class' ? { ...scope, outer: undefined } : scope, key)
  if (!found) return isIncomplete(scope) ? 'unknown' : undefined
  const { value } = found
  if (value.kind !== 'number' || !value.integer || value.value < 0 || (value.value >= wrap && (atLeast(scope.around.release, '3.2') || !Number.isSafeInteger(value.value)))) return 'unknown'
  return { at: value, seconds: value.value % wrap, isOwn: found.scope.node === scope.node }
}

function isIncomplete(scope: Scope | undefined): boolean {
  return scope !== undefined && (scope.node.incomplete === true || isIncomplete(scope.outer))
}

function judge(name: string, { least, usual, most }: Lifetimes, { kind, around }: Scope, report: Report): void {
  const wanted = usual?.seconds ?? defaultOf(name, kind, around.release)
  if (least && most && least.seconds > most.seconds) tell(least, most, `min-${name}`, `max-${name}`, kind !== 'global' && inOrder(most.seconds, wanted, least.seconds), report)
  else if (least && wanted !== undefined && least.seconds > wanted) tell(least, usual, `min-${name}`, name, kind !== 'global' && inOrder(wanted, least.seconds, most?.seconds), report)
  else if (most && wanted !== undefined && wanted > most.seconds) tell(most, usual, `max-${name}`, name, kind !== 'global' && inOrder(least?.seconds, most.seconds, wanted), report, true)
  else if (least && most && wanted === undefined) {
    report(placeOf(least, most), {
      message: say`There are a shortest and a longest ${name}, and no usual one.`,
      help: say`Write ${name} as well, or only one of the two.`,
      refusedAt: '-t',
    })
  }
}

function inOrder(...seconds: (number | undefined)[]): boolean {
  const given = seconds.filter((one) => one !== undefined)
  return given.every((one, at) => at === 0 || (given[at - 1] ?? 0) <= one)
}

/** The global default of valid-lifetime; up to 2.2 there is one of preferred-lifetime too. */
function defaultOf(name: string, kind: Scope['kind'], release: Release): number | undefined {
  if (kind === 'class') return undefined
  return name === 'valid-lifetime' ? 7200 : atLeast(release, '2.4') ? undefined : 3600
}

function placeOf(one: Lifetime, other: Lifetime): Place {
  return one.isOwn ? one.at : other.at
}

function tell(bound: Lifetime, other: Lifetime | undefined, boundKey: string, otherKey: string, isSwapped: boolean, report: Report, isBelow = false): void {
  const place = other && !bound.isOwn ? other.at : bound.at
  report(place, {
    message: say`${boundKey} ${bound.seconds} is ${isBelow ? say`below` : say`above`} ${otherKey}${other ? ` ${other.seconds}` : say` by default`}.`,
    help: say`Kea wants the shortest first and the longest last, also of what is inherited.`,
    refusedAt: '-t',
    fixes: () => (other && bound.isOwn && other.isOwn && isSwapped ? drafted(say`Swap the two`, (draft) => {
      draft.replaceValue(bound.at, other.at.value)
      draft.replaceValue(other.at, bound.at.value)
    }) : []),
    related: other ? [related(place === bound.at ? other.at : bound.at, say`${place === bound.at ? otherKey : boundKey}`)] : [],
  })
}
