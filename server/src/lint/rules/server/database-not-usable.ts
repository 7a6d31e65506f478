/** A database that the server cannot open, whatever runs where it is said to be. */
import { atLeast, hookLoad } from '../../../config/release'
import { stringOf, valueOf } from '../../../config/tree'
import type { FileRule, Report, Target } from '../../rule'
import { databaseName, databasesOf, defaultPasswords, isSql } from './reading'
import type { DatabaseEntry } from './reading'
import { capital, say } from '../../../text/text'

export const databaseNotUsable: FileRule = {
  id: 'database-not-usable',
  scope: 'file',
  severity: 'error',
  summary: 'A database has a name, a type that can do what it is for, and a password of its own.',
  why: 'The server does not start. -t does not show it.',
  manual: 'dhcp4-srv.html#database-configuration4',

  check(file, report, target) {
    for (const database of databasesOf(file)) {
      tellType(database, target, report)
      if (!isSql(database.type)) continue
      tellName(database, target, report)
      tellPassword(database, target, report)
    }
  },
}

function tellType(database: DatabaseEntry, { release }: Target, report: Report): void {
  const type = stringOf(database.node, 'type')
  if (!type || database.type !== 'memfile' || database.use === 'lease') return
  report(type, {
    message: database.use === 'host' ? say`memfile keeps no host reservations.` : say`memfile keeps no configuration.`,
    help: say`For ${databaseName(database)} Kea has the types "mysql" and "postgresql": use one of them, or take the entry out${database.use === 'host' ? say`, and write the reservations into this file` : ''}.`,
    refusedAt: hookLoad(release),
  })
}

function tellName(database: DatabaseEntry, { release }: Target, report: Report): void {
  const { node } = database
  const name = valueOf(node, 'name')
  if (node.incomplete || (name && !(name.kind === 'string' && name.value === ''))) return
  report(name ?? { opening: node }, {
    message: say`${capital(databaseName(database))} has no name.`,
    help: say`Kea needs the name of the database on its server: add "name", such as "kea".`,
    refusedAt: hookLoad(release),
  })
}

function tellPassword(database: DatabaseEntry, { release }: Target, report: Report): void {
  const password = stringOf(database.node, 'password')
  if (!password || !atLeast(release, '3.0') || !defaultPasswords.includes(password.value)) return
  report(password, {
    message: say`"${password.value}" is a password from Kea's examples.`,
    help: say`Kea refuses it since 2.7.6, because everybody knows it: choose another.`,
    refusedAt: hookLoad(release),
  })
}
