/** Each mode has its roles: one primary, and its partner's role by the mode. */
import { hookLoad } from '../../config/release'
import { relationshipsOf } from '../../deployment/relationship'
import type { Peer, Relationship } from '../../deployment/relationship'
import { keyOrMap, related } from '../compare'
import type { FileRule, Report } from '../rule'
import type { RefusedAt } from '../../config/release'

/** The partner's role in each mode; every mode has one primary and any number of backups. */
const partnerRole: Readonly<Record<string, 'standby' | 'secondary' | undefined>> = {
  'hot-standby': 'standby',
  'load-balancing': 'secondary',
  'passive-backup': undefined,
}

export const haRolesImpossible: FileRule = {
  id: 'ha-roles-impossible',
  scope: 'file',
  severity: 'error',
  summary: 'The roles of the peers are those that the mode has.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#ha-supported-configurations',

  check(file, report, { release }) {
    for (const relationship of relationshipsOf(file)) checkRoles(relationship, report, hookLoad(release))
  },
}

function checkRoles(relationship: Relationship, report: Report, refusedAt: RefusedAt): void {
  const mode = relationship.mode?.value ?? ''
  if (!Object.hasOwn(partnerRole, mode) || relationship.peers.length === 0) return
  const wanted = partnerRole[mode]
  const having = (role: string): Peer[] => relationship.peers.filter((peer) => peer.role?.value === role)
  const roles = `A ${mode} relationship has one primary${wanted ? `, one ${wanted}` : ''} and any number of backups.`

  for (const role of ['primary', 'secondary', 'standby']) {
    const [first, ...more] = having(role)
    for (const peer of more) {
      if (!peer.role || !first?.role) continue
      report(peer.role, {
        message: `There is more than one ${role} server.`,
        help: `${roles} The server does not start.`,
        refusedAt,
        related: [related(first.role, 'the first')],
      })
    }
    if (first?.role && role !== 'primary' && role !== wanted) {
      report(first.role, { message: `A ${mode} relationship has no ${role} server.`, help: `${roles} The server does not start.`, refusedAt })
    }
  }
  for (const role of ['primary', wanted]) {
    const complete = relationship.peers.every((peer) => peer.role !== undefined)
    const misfit = role !== 'primary' && [...having('secondary'), ...having('standby')].length > 0
    if (role === undefined || having(role).length > 0 || !complete || misfit) continue
    report(keyOrMap(relationship.node, 'peers'), {
      message: `A ${mode} relationship needs a ${role} server, and none of the peers is one.`,
      help: `${roles} The server does not start.`,
      refusedAt,
    })
  }
}
