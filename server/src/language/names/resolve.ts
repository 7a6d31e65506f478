/** What a name of a file means beside the others in it: a class of a server is that server's name, an option's name is that of its code. */
import type { ConfigFile } from '../../config/config-file'
import type { Release } from '../../config/release'
import { objectsIn, stringOf } from '../../config/tree'
import type { Node } from '../../config/tree'
import { relationshipsOf } from '../../deployment/relationship'
import { listenerOf } from '../../lint/listener'
import { definitionsOf, topSpace } from '../../options/definition'
import type { Definitions } from '../../options/definition'
import type { Name, OptionKey } from './name'
import { namesOfDefinition } from './option-names'

export interface FileMeaning {
  readonly release: Release
  /** Names of servers in relationships. */
  readonly peers: ReadonlySet<string>
  /** Names of classes that spawn others, longer ones first. */
  readonly templates: readonly string[]
  /** Urls that the server itself listens at. */
  readonly ownDoors: ReadonlySet<Node>
  readonly standard: Definitions
  /** `space name` → code, where the file says it. */
  readonly codes: ReadonlyMap<string, number>
  /** What `optionKey` told, by space and name. */
  readonly known: Map<string, Map<string, string>>
}

export function meaningOf(file: ConfigFile, release: Release): FileMeaning {
  const { body } = file
  const family = file.daemon === 'dhcp6' ? 6 : 4
  const relationships = relationshipsOf(file)
  const classes = objectsIn(body, 'client-classes')
  const definitions = objectsIn(body, 'option-def').flatMap((node) => namesOfDefinition(node, { topSpace: topSpace(family) }).flatMap((one) => one.option ?? []))
  const codes = new Map(definitions.flatMap(({ space, name, code }) => (name !== undefined && code !== undefined ? [[`${space} ${name}`, code] as const] : [])))
  return {
    release,
    peers: new Set(relationships.flatMap(({ peers }) => peers.flatMap(({ name }) => name?.value ?? []))),
    templates: classes.flatMap((one) => (stringOf(one, 'template-test') ? (stringOf(one, 'name')?.value ?? []) : [])).sort((a, b) => b.length - a.length),
    ownDoors: new Set(relationships.flatMap((one) => listenerOf(file, one, release)?.url ?? [])),
    standard: definitionsOf(release, [], family),
    codes,
    known: new Map(),
  }
}

/** The same name with the kind and the characters that count. */
export function resolve(name: Name, meaning: FileMeaning): Name {
  switch (name.kind) {
    case 'class':
      return resolveClass(name, meaning)
    case 'option':
      return name.option ? { ...name, key: optionKey(name.option, meaning) } : name
    case 'door':
      return meaning.ownDoors.has(name.node) ? { ...name, role: 'definition' } : name
    default:
      return name
  }
}

const ofServer = 'HA_'
const spawned = 'SPAWN_'

function resolveClass(name: Name, { peers, templates }: FileMeaning): Name {
  const { key } = name
  const from = name.part?.from ?? 0
  if (key.startsWith(ofServer)) {
    const peer = key.slice(ofServer.length)
    return peers.has(peer) ? { ...name, kind: 'peer', key: peer, part: partOf(from + ofServer.length, peer), role: 'use' } : name
  }
  const template = key.startsWith(spawned) ? templates.find((one) => key.startsWith(`${spawned}${one}_`)) : undefined
  return template !== undefined && name.role === 'use' ? { ...name, key: template, part: partOf(from + spawned.length, template) } : name
}

function partOf(from: number, text: string): { from: number; to: number } {
  return { from, to: from + text.length }
}

/** By its code, also where only its name is given. */
export function optionKey({ space, name = '', code, ofClass }: OptionKey, { codes, standard, known }: Pick<FileMeaning, 'codes' | 'standard' | 'known'>): string {
  if (code !== undefined || ofClass !== '') return `${ofClass} ${space} ${code ?? `"${name}"`}`
  let ofSpace = known.get(space)
  if (!ofSpace) known.set(space, (ofSpace = new Map<string, string>()))
  let key = ofSpace.get(name)
  if (key === undefined) ofSpace.set(name, (key = ` ${space} ${codes.get(`${space} ${name}`) ?? standard.byName(space, name)?.code ?? `"${name}"`}`))
  return key
}
