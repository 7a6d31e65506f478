/** Servers that neither share a database nor tell each other of leases know only their own. */
import { booleanOf, objectOf, stringOf } from '../../../config/tree'
import type { Server } from '../../../deployment/deployment'
import { isLoopback } from '../../../net/peer-url'
import { called, comparisons, related } from '../../compare'
import type { DeploymentRule, Report } from '../../rule'
import { sharesDatabase } from './ha-lease-database-shared'
import { say } from '../../../text/text'
import { drafted, put } from '../../drafted'

export const haLeaseUpdatesOff: DeploymentRule = {
  id: 'ha-lease-updates-off',
  scope: 'deployment',
  severity: 'warning',
  summary: 'Servers with databases of their own tell each other of their leases.',
  why: 'The server that takes over knows nothing of its partner\'s leases and gives their addresses to others.',
  manual: 'hooks.html#ha-sharing-lease-info',

  check(deployment, report) {
    for (const { reference, other } of comparisons(deployment)) {
      const apart = kindOf(reference) !== kindOf(other) || (isSurelyItsOwn(reference) && isSurelyItsOwn(other))
      if (!apart || sharesDatabase(reference, other)) continue
      for (const [server, partner] of [[reference, other], [other, reference]] as const) tell(server, partner, report)
    }
  },
}

function kindOf(server: Server): string {
  return stringOf(objectOf(server.file.body, 'lease-database'), 'type')?.value ?? 'memfile'
}

/** A lease file always; a database by its address only on this machine. A host that differs may still be one cluster. */
function isSurelyItsOwn(server: Server): boolean {
  const database = objectOf(server.file.body, 'lease-database')
  return kindOf(server) === 'memfile' || isLoopback(stringOf(database, 'host')?.value ?? '')
}

function tell(server: Server, partner: Server, report: Report): void {
  for (const key of ['send-lease-updates', 'sync-leases']) {
    const node = booleanOf(server.relationship.node, key)
    if (node?.value !== false) continue
    const name = called(partner, server)
    report(node, {
      message: say`${key} is off, and ${name} has a lease database of its own.`,
      help: say`The leases of one server never reach the other: after a failover it gives the same addresses to other clients. Leave ${key} on, unless both use one database.`,
      fixes: () => drafted(say`Turn ${key} on`, (draft) => put(draft, server.relationship.node, key, true)),
      related: [related(objectOf(partner.file.body, 'lease-database') ?? partner.relationship.node, say`what ${name} has`)],
    })
  }
}
