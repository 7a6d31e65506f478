/** Hook libraries that come into the list, in the folder of those that are there. */
import type { ConfigFile } from '../config/config-file'
import { isFilledIn } from '../config/placeholder'
import { atLeast } from '../config/release'
import type { Release } from '../config/release'
import { member, valueOf } from '../config/tree'
import type { ObjectNode } from '../config/tree'
import { say } from '../text/text'
import { drafted } from './drafted'
import type { Fix } from './fix'
import { loadedHooks } from './hook-libraries'
import { addItem } from '../config/rewrite'

/** The path in the folder that other libraries of the file are in; the name alone where Kea knows its folder. */
export function pathOf(file: ConfigFile, name: string, release: Release): string | undefined {
  const known = loadedHooks(file).map(({ library }) => library.value).filter((path) => !isFilledIn(path))
  const [path] = known.filter((one) => one.includes('/'))
  if (path !== undefined) return path.slice(0, path.lastIndexOf('/') + 1) + name
  return known.length > 0 || atLeast(release, '2.4') ? name : undefined
}

/** Before another entry, which needs it. */
export function loadBefore(file: ConfigFile, name: string, hook: ObjectNode, release: Release, isSure = false): Fix[] {
  const path = pathOf(file, name, release)
  const edits = path !== undefined && hook.parent?.kind === 'array' ? addItem(hook.parent, { library: path }, hook.index) : undefined
  return edits ? [{ title: say`Load ${name}`, edits, isSure }] : []
}

/** At the end of the list, or in a list of its own. */
export function loadLibrary(file: ConfigFile, name: string, release: Release, isSure = false): Fix[] {
  const path = pathOf(file, name, release)
  const list = valueOf(file.body, 'hooks-libraries')
  if (path === undefined || !file.body || (member(file.body, 'hooks-libraries') && list?.kind !== 'array')) return []
  const { body } = file
  return drafted(say`Load ${name}`, (draft) => (list?.kind === 'array' ? draft.addItem(list, { library: path }) : draft.addMember(body, 'hooks-libraries', [{ library: path }])), isSure)
}
