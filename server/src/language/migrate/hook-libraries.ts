/** Hook libraries that came, went or are needed in the target release, and folders that it does not load them from. */
import { atLeast } from '../../config/release'
import { isFilledIn } from '../../config/placeholder'
import { valueOf } from '../../config/tree'
import { isListWhole, knownLibraries, loadedHooks } from '../../lint/hook-libraries'
import type { LoadedHook } from '../../lint/hook-libraries'
import { databasesOf, isSql } from '../../lint/rules/server/reading'
import { stringOf } from '../../config/tree'
import { say } from '../../text/text'
import type { Step } from './step'

const names: Readonly<Record<string, string>> = { mysql: 'libdhcp_mysql', postgresql: 'libdhcp_pgsql' }

export function changeLibraries(step: Step): void {
  const hooks = loadedHooks(step.file)
  bareNames(hooks, step)
  if (!isListWhole(step.file)) return
  if (atLeast(step.to, '3.0')) toDatabaseLibraries(hooks, step)
  else fromDatabaseLibraries(hooks, step)
}

/** The path of a library, in the folder of those that the file loads already. */
export function pathBeside(hooks: readonly LoadedHook[], name: string): string {
  const path = hooks.map(({ library }) => library.value).find((one) => one.includes('/') && !isFilledIn(one))
  return path === undefined ? name : path.slice(0, path.lastIndexOf('/') + 1) + name
}

/** Since 2.7.4 SQL databases are reached through libraries, which are the configuration backends as well. */
function toDatabaseLibraries(hooks: readonly LoadedHook[], { file, draft, to }: Step): void {
  const needed = new Set(databasesOf(file).flatMap(({ type }) => (isSql(type) ? [`${names[type] ?? ''}.so`] : [])))
  const legal = hooks.filter(({ name }) => name === 'libdhcp_legal_log.so').map(({ parameters }) => stringOf(parameters, 'type')?.value)
  for (const type of legal) if (isSql(type)) needed.add(`${names[type] ?? ''}.so`)
  const loaded = new Set(hooks.map(({ name }) => name))
  for (const { node, library, name } of hooks) {
    const now = /^(libdhcp_(?:mysql|pgsql))_cb\.so$/.exec(name)?.[1]
    if (now === undefined) continue
    draft.about = say`${name} → ${`${now}.so`}`
    if (loaded.has(`${now}.so`)) draft.removeItem(node)
    else draft.replaceValue(library, goesBare(library.value, to) ? `${now}.so` : library.value.replace(name, `${now}.so`))
    loaded.add(`${now}.so`)
  }
  const list = valueOf(file.body, 'hooks-libraries')
  for (const name of needed) {
    if (loaded.has(name) || !file.body) continue
    draft.about = say`${name} is needed for the database`
    const path = pathBeside(hooks, name)
    const entry = { library: goesBare(path, to) ? name : path }
    if (list?.kind === 'array') draft.addItem(list, entry, 'start')
    else if (!list) draft.addMember(file.body, 'hooks-libraries', [entry])
  }
}

/** Before, the databases are built in, and only configuration databases have libraries. */
function fromDatabaseLibraries(hooks: readonly LoadedHook[], { file, draft }: Step): void {
  for (const { node, library, name } of hooks) {
    const base = /^(libdhcp_(?:mysql|pgsql))\.so$/.exec(name)?.[1]
    if (base === undefined) continue
    const isBackend = databasesOf(file).some(({ use, type }) => use === 'configuration' && isSql(type) && names[type] === base)
    draft.about = isBackend ? say`${name} → ${`${base}_cb.so`}` : say`${name} is built in`
    if (isBackend) draft.replaceValue(library, library.value.replace(name, `${base}_cb.so`))
    else draft.removeItem(node)
  }
}

/** The last patches of 2.6 and all later releases load libraries from their own folder alone, where the name is enough. */
function goesBare(path: string, to: Step['to']): boolean {
  return atLeast(to, '2.6') && path.includes('/') && !isFilledIn(path) && !/(^|\/)hooks$/.test(path.slice(0, path.lastIndexOf('/')))
}

function bareNames(hooks: readonly LoadedHook[], { draft, to }: Step): void {
  draft.about = say`hook libraries are loaded from Kea's own folder`
  for (const { library, name } of hooks) {
    const isOther = atLeast(to, '3.0') && name.endsWith('_cb.so')
    if (!isOther && Object.hasOwn(knownLibraries, name) && goesBare(library.value, to)) draft.replaceValue(library, name)
  }
}
