/** Names of client classes, where one is asked for. */
import { CompletionItemKind } from 'vscode-languageserver-types'
import { atLeast } from '../../config/release'
import { stringsIn } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { partners } from './known'
import type { Circumstances } from './known'
import type { Proposal } from './proposal'

export interface ClassName {
  readonly name: string
  readonly detail: Text
  readonly rank: number
}

/** What a class is named for: to keep a scope for its members, to have it evaluated, to give it to a client, in an expression. */
export type ClassUse = 'guard' | 'additional' | 'reservation' | 'test'

export function classNames(around: Circumstances, use: ClassUse, definedBefore?: (name: string) => boolean): ClassName[] {
  const { own, release } = around
  const classes = (own?.classes() ?? []).filter(({ name }) => definedBefore?.(name) ?? true)
  const named = new Set(classes.map((one) => one.name))
  const peers = (own?.relationships() ?? []).flatMap((one) => one.peers.flatMap(({ name, role }) => (name && role?.value !== 'backup' ? [name.value] : [])))
  const foreign = use === 'test' ? [] : partners(around).flatMap((one) => one.classes()).filter(({ name }) => !named.has(name) && !built.includes(name))
  const special = use === 'reservation' ? ['DROP', ...(atLeast(release, '3.2') ? ['REJECT'] : []), 'SKIP_DDNS'].filter((name) => !named.has(name)) : []
  return [
    ...classes.map(({ name, isAdditional }) => ({ name, detail: isAdditional ? say`class, evaluated where a list names it` : say`class of this file`, rank: (use === 'additional') === isAdditional ? 1 : 3 })),
    ...(use === 'guard' || use === 'test' ? peers.map((name) => ({ name: `HA_${name}`, detail: say`packets that High Availability has this server answer`, rank: 4 })) : []),
    ...(use === 'additional' ? [] : built.filter((name) => use !== 'reservation' && !named.has(name)).map((name) => ({ name, detail: builtIn(name), rank: 5 }))),
    ...special.map((name) => ({ name, detail: builtIn(name), rank: 6 })),
    ...foreign.map(({ name }) => ({ name, detail: say`class of another file`, rank: 8 })),
  ].filter((one, at, all) => all.findIndex((other) => other.name === one.name) === at)
}

const built: readonly string[] = ['KNOWN', 'UNKNOWN', 'BOOTP', 'ALL']

function builtIn(name: string): Text {
  switch (name) {
    case 'KNOWN':
      return say`clients with a reservation`
    case 'UNKNOWN':
      return say`clients without a reservation`
    case 'BOOTP':
      return say`BOOTP clients, with libdhcp_bootp.so`
    case 'ALL':
      return say`every packet`
    case 'DROP':
      return say`packets that are dropped`
    case 'REJECT':
      return say`packets that are refused`
    default:
      return say`no DNS updates for the client`
  }
}

/** Texts of a list or of a key; those that stand in the list already are left out. */
export function classProposals(around: Circumstances, use: ClassUse, map: ObjectNode | undefined, key: string, typed: string): Proposal[] {
  const present = new Set(map ? stringsIn(map, key).map((one) => one.value) : [])
  present.delete(typed)
  return classNames(around, use)
    .filter(({ name }) => !present.has(name))
    .map(({ name, detail, rank }) => ({ label: name, pieces: [JSON.stringify(name)], kind: CompletionItemKind.Class, detail, rank }))
}

/** Names that a definition may have because they mean something to Kea. */
export function specialClassProposals({ own, release }: Circumstances): Proposal[] {
  const named = new Set(own?.classes().map((one) => one.name))
  const names = ['DROP', 'SKIP_DDNS', ...(atLeast(release, '3.2') ? ['REJECT'] : [])]
  return names.filter((name) => !named.has(name)).map((name) => ({ label: name, pieces: [JSON.stringify(name)], kind: CompletionItemKind.Class, detail: builtIn(name) }))
}
