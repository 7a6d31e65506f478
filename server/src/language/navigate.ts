/** From a name to what defines it, to every place that uses it, and to its other places in the same document. */
import type { DocumentHighlight, Location, LocationLink } from 'vscode-languageserver-types'
import type { ConfigFile } from '../config/config-file'
import type { Span } from '../config/source'
import { placeOfName } from './names/name'
import type { Name } from './names/name'
import { nameAt, namesIn, occurrencesOf } from './names/things'
import type { Names, Occurrence } from './names/things'
import { rangeOf } from './range'

const read = 2
const write = 3

/** In the file itself where it defines the thing; from there, and else, in the others. */
export function definitionsAt(uri: string, offset: number, names: Names): LocationLink[] {
  const included = includeAt(uri, offset, names.wholes(uri))
  if (included) return [included]
  const name = nameAt(uri, offset, names)
  if (!name || name.kind === 'interface') return []
  const all = definitionsIn(occurrencesOf(name, names, 'definition'), name)
  const own = all.filter((one) => one.file.uri === name.file.uri)
  const isHere = own.some((one) => one.node === name.node)
  const origin = rangeOf(placeOfName(name))
  return (own.length > 0 && !isHere ? own : all).map((one) => ({ ...targetOf(one), originSelectionRange: origin }))
}

/** One for each map that defines the thing. */
function definitionsIn(all: readonly Occurrence[], asked: Name): Occurrence[] {
  const wanted = asked.kind === 'door' ? 'number' : asked.node.kind
  const found = new Map<object, Occurrence>()
  for (const one of all) {
    // An address and its port are one door: each leads to its like, and a url to the port, since the address may be that of all interfaces.
    const key = one.of ?? one.node
    const known = found.get(key)
    if (!known || (one.node.kind === wanted && known.node.kind !== wanted)) found.set(key, one)
  }
  return [...found.values()]
}

function targetOf(name: Occurrence): LocationLink {
  const place = placeOfName(name)
  const whole = name.of && name.of.source === place.source && name.of.start <= place.start && place.end <= name.of.end ? name.of : place
  return { targetUri: place.source.uri, targetRange: rangeOf(whole), targetSelectionRange: rangeOf(place) }
}

function includeAt(uri: string, offset: number, files: readonly ConfigFile[]): LocationLink | undefined {
  for (const { includes } of files) {
    const found = includes.find(({ at }) => at.source.uri === uri && at.start <= offset && offset <= at.end)
    if (found?.uri === undefined) continue
    const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
    return { targetUri: found.uri, targetRange: start, targetSelectionRange: start, originSelectionRange: rangeOf(found.at) }
  }
  return undefined
}

export function referencesAt(uri: string, offset: number, withDefinition: boolean, names: Names): Location[] {
  const name = nameAt(uri, offset, names)
  if (!name || name.kind === 'interface') return []
  return occurrencesOf(name, names)
    .filter((one) => withDefinition || one.role !== 'definition')
    .map((one) => locationOf(placeOfName(one)))
}

export function highlightsAt(uri: string, offset: number, names: Names): DocumentHighlight[] {
  const name = nameAt(uri, offset, names)
  if (!name) return []
  const found = new Map<number, DocumentHighlight>()
  for (const file of names.wholes(uri)) {
    for (const one of namesIn(file, name, names)) {
      const place = placeOfName(one)
      if (place.source.uri === uri) found.set(place.start, { range: rangeOf(place), kind: one.role === 'definition' ? write : read })
    }
  }
  return [...found].sort(([one], [other]) => one - other).map(([, shown]) => shown)
}

function locationOf(place: Span): Location {
  return { uri: place.source.uri, range: rangeOf(place) }
}
