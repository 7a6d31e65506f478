/** Keys that have another name in the target release, with what becomes of their values, forth and back where nothing is lost. */
import { atLeast } from '../../config/release'
import type { Release } from '../../config/release'
import { member } from '../../config/tree'
import type { Member, Node, ObjectNode } from '../../config/tree'
import { walk } from '../../schema/walk'
import type { Scope } from '../../schema/schemas'
import { say } from '../../text/text'
import type { Step } from './step'

interface Renaming {
  readonly old: string
  readonly now: string
  /** The first release that knows the new name. */
  readonly since: Release
  readonly scopes: readonly string[]
  /** How the value changes: it stays, one text becomes a list of one, or words stand for true and false. */
  readonly value: 'same' | 'list' | Readonly<Record<'true' | 'false', string>>
}

const inherited = ['Dhcp4', 'Dhcp6', 'shared-networks', 'subnet4', 'subnet6']
const guarded = ['shared-networks', 'subnet4', 'subnet6', 'pools', 'pd-pools']

const renamings: readonly Renaming[] = [
  { old: 'client-class', now: 'client-classes', since: '3.0', scopes: guarded, value: 'list' },
  { old: 'require-client-classes', now: 'evaluate-additional-classes', since: '3.0', scopes: guarded, value: 'same' },
  { old: 'only-if-required', now: 'only-in-additional-list', since: '3.0', scopes: ['client-classes'], value: 'same' },
  { old: 'output_options', now: 'output-options', since: '2.6', scopes: ['loggers'], value: 'same' },
  {
    old: 'ddns-use-conflict-resolution',
    now: 'ddns-conflict-resolution-mode',
    since: '2.6',
    scopes: inherited,
    value: { true: 'check-with-dhcid', false: 'no-check-with-dhcid' },
  },
]

export function renameKeys(step: Step): void {
  walk(step.file, (map, scope) => {
    if (scope.family !== step.file.daemon) return
    for (const renaming of renamings) if (renaming.scopes.includes(scope.name)) rename(map, renaming, step)
    if (scope.name === 'relay') toAddresses(map, step)
    if (inherited.includes(scope.name)) toFlags(map, scope, step)
  })
}

function rename(map: ObjectNode, renaming: Renaming, step: Step): void {
  const { draft, to } = step
  const forth = atLeast(to, renaming.since)
  const found = member(map, forth ? renaming.old : renaming.now)
  if (!found?.value) return
  const name = forth ? renaming.now : renaming.old
  if (member(map, name)) return step.decide(found.keySpan, say`${found.key} and ${name} both stand here, and Kea ${to} takes one of them: decide which.`)
  draft.about = say`${found.key} → ${name}`
  if (forth) forward(map, found, found.value, renaming, step)
  else back(map, found, found.value, renaming, step)
}

function forward(map: ObjectNode, found: Member, value: Node, { now, value: kind }: Renaming, { draft, decide, to }: Step): void {
  if (kind === 'same') return draft.renameKey(found, now)
  if (kind === 'list') {
    if (value.kind !== 'string') return decide(value, say`${found.key} is no text: what it should be in ${now} of Kea ${to} is not clear.`)
    // No class at all is what an empty text says.
    if (value.value === '') return draft.replaceMember(map, found)
    draft.renameKey(found, now)
    return draft.wrap(value, '[ ', ' ]')
  }
  if (value.kind !== 'boolean') return decide(value, say`${found.key} is neither true nor false: what it should be in ${now} of Kea ${to} is not clear.`)
  draft.renameKey(found, now)
  draft.replaceValue(value, kind[value.value ? 'true' : 'false'])
}

function back(map: ObjectNode, found: Member, value: Node, { old, value: kind }: Renaming, { draft, decide, to }: Step): void {
  if (kind === 'same') return draft.renameKey(found, old)
  if (kind === 'list') {
    const [first, second] = value.kind === 'array' && value.items.every((item) => item.kind === 'string') ? value.items : []
    if (value.kind === 'array' && value.items.length === 0) return draft.replaceMember(map, found)
    if (!first || second) return decide(value, say`Kea ${to} takes one class here, and there are several: make one class whose test asks for membership in any of them.`)
    draft.renameKey(found, old)
    return draft.replaceValue(value, first.value)
  }
  const meant = value.kind === 'string' ? (['true', 'false'] as const).find((word) => kind[word] === value.value) : undefined
  if (meant === undefined) return decide(value, say`Kea ${to} has no ${found.key}, and ${old} cannot say this: decide between true and false.`)
  draft.renameKey(found, old)
  draft.replaceValue(value, meant === 'true')
}

/** A relay has had a list of addresses for long; the single one went with 2.6. */
function toAddresses(relay: ObjectNode, { draft, decide, to }: Step): void {
  const found = member(relay, 'ip-address')
  if (!found?.value || !atLeast(to, '2.6')) return
  draft.about = say`ip-address → ip-addresses`
  if (member(relay, 'ip-addresses')) return decide(found.keySpan, say`ip-address and ip-addresses both stand here, and Kea ${to} takes the list alone: decide which addresses are right.`)
  draft.renameKey(found, 'ip-addresses')
  draft.wrap(found.value, '[ ', ' ]')
}

const flags = ['reservations-global', 'reservations-in-subnet', 'reservations-out-of-pool'] as const

const flagsOfMode: Readonly<Record<string, readonly [boolean, boolean, boolean]>> = {
  disabled: [false, false, false],
  off: [false, false, false],
  'out-of-pool': [false, true, true],
  global: [true, false, false],
  all: [false, true, false],
}

/** reservation-mode said in one word what three flags say since 1.9.2. */
function toFlags(map: ObjectNode, scope: Scope, { draft, decide, to }: Step): void {
  const found = member(map, 'reservation-mode')
  if (!found?.value || !atLeast(to, '2.6')) return
  const values = found.value.kind === 'string' ? flagsOfMode[found.value.value] : undefined
  draft.about = say`reservation-mode → reservations-global, reservations-in-subnet, reservations-out-of-pool`
  if (flags.some((flag) => member(map, flag))) return decide(found.keySpan, say`reservation-mode stands beside the flags that replace it: decide which of them is right (in ${scope.name}).`)
  if (!values) return decide(found.value, say`The reservation-mode is none that Kea knows: decide between ${flags.join(', ')}.`)
  draft.replaceMember(map, found, ...flags.map((flag, at) => [flag, values[at] ?? false] as const))
}
