/** SQL databases are reached through hook libraries, which have to be loaded. */
import { isFilledIn } from '../../../config/placeholder'
import type { ConfigFile } from '../../../config/config-file'
import { atLeast, hookLoad } from '../../../config/release'
import type { Release } from '../../../config/release'
import { objectsIn, stringOf, valueOf } from '../../../config/tree'
import type { FileRule, Report, Target } from '../../rule'
import { libraryName } from '../../scopes'
import { databaseName, databasesOf } from './reading'
import type { DatabaseEntry } from './reading'
import { say } from '../../../text/text'
import { loadLibrary } from '../../library-fixes'

const short: Readonly<Record<string, string>> = { mysql: 'mysql', postgresql: 'pgsql' }

export const databaseLibraryMissing: FileRule = {
  id: 'database-library-missing',
  scope: 'file',
  severity: 'error',
  summary: 'The hook library that reaches a database is loaded.',
  why: 'The server does not start. -t does not show it.',
  manual: 'dhcp4-srv.html#database-configuration4',

  check(file, report, target) {
    for (const database of databasesOf(file)) tellLibrary(file, database, target, report)
  },
}

/** SQL databases left the servers for hook libraries with 2.7.4; configuration databases had libraries before. */
function libraryFor({ use, type }: DatabaseEntry, release: Release): string | undefined {
  const name = short[type ?? '']
  if (name === undefined) return undefined
  if (atLeast(release, '3.0')) return `libdhcp_${name}`
  return use === 'configuration' ? `libdhcp_${name}_cb` : undefined
}

function tellLibrary(file: ConfigFile, database: DatabaseEntry, { release }: Target, report: Report): void {
  const library = libraryFor(database, release)
  const list = valueOf(file.body, 'hooks-libraries')
  const type = stringOf(database.node, 'type')
  if (library === undefined || !type || file.body?.incomplete || (list && (list.kind !== 'array' || list.incomplete))) return
  const loaded = objectsIn(file.body, 'hooks-libraries')
  // A library by another name, or one that is not read yet, may bring it.
  if (loaded.some((one) => one.incomplete || reaches(stringOf(one, 'library')?.value ?? '', library, database))) return
  report(type, {
    message: say`${library}.so is not loaded, and ${databaseName(database)} is of type ${type.value}.`,
    help: say`Since Kea ${atLeast(release, '3.0') ? say`2.7.4 the server reaches SQL databases` : say`1.9 the server reads its configuration from a database`} through it only: add { "library": "${library}.so" } to hooks-libraries.`,
    refusedAt: hookLoad(release),
    fixes: () => loadLibrary(file, `${library}.so`, release, true),
  })
}

function reaches(path: string, library: string, { type }: DatabaseEntry): boolean {
  const name = libraryName(path)
  return isFilledIn(path) || name === library || (!/^libdhcp_(mysql|pgsql)(_cb)?$/.test(name) && name.includes(short[type ?? ''] ?? ''))
}
