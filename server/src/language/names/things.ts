/** One thing under its name, wherever the files of a deployment speak of it. */
import type { ConfigFile } from '../../config/config-file'
import type { Release } from '../../config/release'
import { sameSocket } from '../../deployment/same-socket'
import { placeOfName } from './name'
import type { Name } from './name'
import { partsOf } from './parts'
import type { Part, PartMemory } from './parts'
import { meaningOf, resolve } from './resolve'
import type { FileMeaning } from './resolve'
import { doorsServedBy, filesBeside } from './site'
import type { Site } from './site'

/** A place that names the thing, in the file that it was found in. */
export interface Occurrence extends Name {
  readonly file: ConfigFile
}

/** What stays true as long as files, and maps in them, are the same objects. */
export interface NameMemory {
  readonly parts: PartMemory
  readonly files: WeakMap<ConfigFile, { readonly release: Release; readonly parts: readonly Part[]; readonly meaning: FileMeaning }>
}

export function createNameMemory(): NameMemory {
  return { parts: new WeakMap(), files: new WeakMap() }
}

export interface Names {
  readonly release: Release
  readonly memory: NameMemory
  readonly site: Site
  /** The files that a document is part of. */
  readonly wholes: (uri: string) => readonly ConfigFile[]
}

export function fileMeaning(file: ConfigFile, names: Names): FileMeaning {
  return read(file, names).meaning
}

function read(file: ConfigFile, { release, memory }: Names): { readonly parts: readonly Part[]; readonly meaning: FileMeaning } {
  const known = memory.files.get(file)
  if (known?.release === release) return known
  const made = { release, parts: partsOf(file, memory.parts), meaning: meaningOf(file, release) }
  memory.files.set(file, made)
  return made
}

/** The name at an offset of a document; of several, the shortest. */
export function nameAt(uri: string, offset: number, names: Names): Occurrence | undefined {
  let best: Occurrence | undefined
  let length = Infinity
  for (const file of names.wholes(uri)) {
    const { parts, meaning } = read(file, names)
    const look = (name: Name): void => {
      if (name.node.source.uri !== uri || !touches(name, offset)) return
      const resolved = resolve(name, meaning)
      if (!touches(resolved, offset)) return
      const { start, end } = placeOfName(resolved)
      if (end - start < length) {
        best = { ...resolved, file }
        length = end - start
      }
    }
    for (const { node, names: namesOf } of parts) if (mayHold(node, file, uri, offset)) for (const name of namesOf()) look(name)
    for (const name of doorsServedBy(file, names.site, names.release)) look(name)
  }
  return best
}

/** A map of the document tells where it stands; one of another file may include a part of this one. */
function mayHold(node: Part['node'], file: ConfigFile, uri: string, offset: number): boolean {
  if (node === file.body || node.source.uri !== uri) return true
  return node.start <= offset && offset <= node.end
}

function touches(name: Name, offset: number): boolean {
  const { start, end } = name.part || name.node.kind === 'object' ? placeOfName(name) : name.node
  return start <= offset && offset <= end
}

/** Every place of the thing, or those that define it, in the order of files and texts; each once, however many files include it. */
export function occurrencesOf(name: Occurrence, names: Names, role?: 'definition'): Occurrence[] {
  const files = new Set([name.file, ...names.wholes(name.node.source.uri)])
  const found = new Map<string, Occurrence>()
  for (const file of files) {
    for (const one of namesIn(file, name, names, role)) {
      const { source, start } = placeOfName(one)
      found.set(`${source.uri} ${start}`, found.get(`${source.uri} ${start}`) ?? { ...one, file })
      if (source.uri !== file.uri) for (const other of names.wholes(source.uri)) files.add(other)
    }
    for (const other of filesBeside(file, name, names.site)) files.add(other)
  }
  const order = new Map([...files].map((file, at) => [file.uri, at]))
  const rank = ({ file, node }: Occurrence): number => order.get(node.source.uri) ?? order.get(file.uri) ?? 0
  return [...found.values()].sort((one, other) => rank(one) - rank(other) || compare(one.node.source.uri, other.node.source.uri) || placeOfName(one).start - placeOfName(other).start)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Those in one file, whichever files it consists of. */
export function* namesIn(file: ConfigFile, thing: Pick<Name, 'kind' | 'key'>, names: Names, role?: 'definition'): Generator<Name> {
  const { parts, meaning } = read(file, names)
  const passesSubnets = role === 'definition' && thing.kind !== 'subnet' && thing.kind !== 'subnet-id'
  for (const part of parts) {
    if (part.isSubnet && passesSubnets) continue
    for (const name of part.names()) {
      if (name.kind !== thing.kind && !(name.kind === 'class' && thing.kind === 'peer')) continue
      const resolved = resolve(name, meaning)
      if (resolved.kind === thing.kind && isSame(resolved, thing) && (role === undefined || resolved.role === role)) yield resolved
    }
  }
  if (thing.kind === 'door') for (const name of doorsServedBy(file, names.site, names.release)) if (name.key === thing.key) yield name
}

function isSame(name: Name, thing: Pick<Name, 'kind' | 'key'>): boolean {
  return name.key === thing.key || (thing.kind === 'socket' && sameSocket(name.key, thing.key))
}
