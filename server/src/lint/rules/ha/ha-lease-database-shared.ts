/** One database for both servers, and both writing every lease into it: each update meets its own lease. */
import { booleanOf, objectOf, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import type { Server } from '../../../deployment/deployment'
import { isLoopback } from '../../../net/peer-url'
import { called, comparisons, keyOrMap, related } from '../../compare'
import type { DeploymentRule, Report } from '../../rule'
import { listed } from '../../../text/listed'
import { say } from '../../../text/text'
import { drafted, put } from '../../drafted'

export const haLeaseDatabaseShared: DeploymentRule = {
  id: 'ha-lease-database-shared',
  scope: 'deployment',
  severity: 'warning',
  summary: 'Servers that share one lease database do not send each other lease updates.',
  why: 'Each lease is written twice, updates find a lease that is newer, and synchronizing copies the database onto itself.',
  manual: 'hooks.html#ha-sharing-lease-info',

  check(deployment, report) {
    for (const { reference, other } of comparisons(deployment)) {
      if (!sharesDatabase(reference, other)) continue
      tell(reference, other, report)
      tell(other, reference, report)
    }
  },
}

function database(server: Server): ObjectNode | undefined {
  return objectOf(server.file.body, 'lease-database')
}

/** The same server and name; a loopback address is another machine's database in the other file. */
export function sharesDatabase(one: Server, other: Server): boolean {
  const a = database(one)
  const b = database(other)
  const text = (node: ObjectNode | undefined, key: string): string => stringOf(node, key)?.value ?? ''
  if (!a || !b || text(a, 'type') === 'memfile' || isLoopback(text(a, 'host')) || text(a, 'host').startsWith('/')) return false
  return ['type', 'host', 'name'].every((key) => text(a, key) === text(b, key))
}

function tell(server: Server, partner: Server, report: Report): void {
  const { node } = server.relationship
  const updates = booleanOf(node, 'send-lease-updates')?.value ?? true
  const syncs = booleanOf(node, 'sync-leases')?.value ?? true
  const own = database(server)
  const theirs = database(partner)
  if (!own || !theirs || (!updates && !syncs)) return
  const keys = [updates ? 'send-lease-updates' : '', syncs ? 'sync-leases' : ''].filter((key) => key !== '')
  const name = called(partner, server)
  report(stringOf(own, 'host') ?? keyOrMap(own, 'type'), {
    message: keys.length > 1 ? say`${name} keeps its leases in the same database, and ${listed(keys)} are on.` : say`${name} keeps its leases in the same database, and ${listed(keys)} is on.`,
    help: say`Every lease is then written twice, and each server finds the other's updates outdated. Set ${listed(keys)} to false in both files, or give each server a database of its own.`,
    fixes: () => drafted(say`Set ${listed(keys)} to false in both files`, (draft) => {
      for (const { relationship } of [server, partner]) for (const key of keys) put(draft, relationship.node, key, false)
    }),
    related: [related(stringOf(theirs, 'host') ?? theirs, say`the database of ${name}`)],
  })
}
