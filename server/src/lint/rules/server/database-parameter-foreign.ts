/** Parameters of another kind of database. */
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { member, numberOf } from '../../../config/tree'
import type { FileRule, Report } from '../../rule'
import { databasesOf } from './reading'
import type { DatabaseEntry } from './reading'
import { listed } from '../../../text/listed'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

/** Kea refuses them elsewhere, unless they are 0. */
const timeouts: Readonly<Record<string, string>> = { 'read-timeout': 'mysql', 'write-timeout': 'mysql', 'tcp-user-timeout': 'postgresql' }

/** Kea passes over them elsewhere. */
const ofMemfile = ['persist', 'lfc-interval', 'max-row-errors']
const ofSql = ['host', 'port', 'user', 'password', 'password-file', 'connect-timeout', 'max-reconnect-tries', 'reconnect-wait-time', 'on-fail', 'retry-on-startup', 'trust-anchor', 'cert-file', 'key-file', 'cipher-list', 'ssl-mode']

export const databaseParameterForeign: FileRule = {
  id: 'database-parameter-foreign',
  scope: 'file',
  severity: 'error',
  summary: 'A database has the parameters of its type.',
  why: 'Kea refuses the file, or passes over the parameter.',
  manual: 'dhcp4-srv.html#database-configuration4',

  check(file, report, { release }) {
    for (const database of databasesOf(file)) {
      tellTimeouts(database, release, report)
      if (database.use === 'lease') tellIgnored(database, report)
    }
  },
}

function tellTimeouts({ node, type }: DatabaseEntry, release: Release, report: Report): void {
  if (type !== 'memfile' && type !== 'mysql' && type !== 'postgresql') return
  for (const [key, meant] of Object.entries(timeouts)) {
    const value = numberOf(node, key)
    if (!value?.integer || value.value <= 0 || value.value > 0xffff_ffff || type === meant) continue
    report(value, {
      message: say`${key} is for databases of type ${meant}, and this one is ${type}.`,
      help: say`Kea refuses it${atLeast(release, '2.4') ? '' : say` (2.2.0 does not know it at all)`}: take it out, or set it to 0.`,
      refusedAt: '-t',
      fixes: () => drafted(say`Take it out`, (draft) => remove(draft, node, key)),
    })
  }
}

function tellIgnored({ node, type }: DatabaseEntry, report: Report): void {
  const foreign = type === 'memfile' ? ofSql : type === 'mysql' || type === 'postgresql' ? ofMemfile : []
  const [first, ...others] = foreign.flatMap((key) => member(node, key) ?? [])
  if (!first) return
  const place = type === 'memfile' ? say`a file (memfile)` : say`a ${type ?? ''} database`
  const keys = [first, ...others].map(({ key }) => key)
  report(first, {
    message: others.length === 0 ? say`${first.key} has no effect: the leases are in ${place}.` : say`${listed(keys)} have no effect: the leases are in ${place}.`,
    help: others.length === 0 ? say`Kea passes over it: take it out, or change the type.` : say`Kea passes over them: take them out, or change the type.`,
    severity: 'info',
    fixes: () => drafted(say`Take ${[first, ...others].map(({ key }) => key).join(', ')} out`, (draft) => [first, ...others].forEach((one) => draft.replaceMember(node, one))),
  })
}
