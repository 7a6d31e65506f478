/** Each mode has its roles: one primary, and its partner's role by the mode. */
import { hookLoad } from '../../../config/release'
import type { StringNode } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import type { Relationship } from '../../../deployment/relationship'
import { keyOrMap, related } from '../../compare'
import type { FileRule, Place } from '../../rule'
import { drafted } from '../../drafted'
import type { Fix } from '../../fix'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

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
    for (const relationship of relationshipsOf(file)) {
      const fault = faultOfRoles(relationship)
      if (!fault) continue
      const { at, message, first } = fault
      const wanted = partnerRole[relationship.mode?.value ?? '']
      const roles = say`A ${relationship.mode?.value ?? ''} relationship has one primary${wanted ? say`, one ${wanted}` : ''} and any number of backups.`
      report(at, {
        message,
        help: say`${roles} The server does not start.`,
        refusedAt: hookLoad(release),
        related: first ? [related(first, say`the first`)] : [],
        fixes: () => rolesThatFit(relationship, at),
      })
    }
  },
}

interface Fault {
  readonly at: Place
  readonly message: Text
  readonly first?: StringNode
}

/** The first thing wrong with the roles, as the mode has them; undefined where they fit, or where the mode is none that Kea knows. */
export function faultOfRoles({ mode, node, peers }: Relationship): Fault | undefined {
  const name = mode?.value ?? ''
  if (!Object.hasOwn(partnerRole, name) || peers.length === 0) return undefined
  const wanted = partnerRole[name]
  const having = (role: string): StringNode[] => peers.flatMap((peer) => (peer.role?.value === role ? [peer.role] : []))
  for (const role of ['primary', 'secondary', 'standby']) {
    const [first, second] = having(role)
    if (first && second) return { at: second, message: say`There is more than one ${role} server.`, first }
    if (first && role !== 'primary' && role !== wanted) return { at: first, message: say`A ${name} relationship has no ${role} server.` }
  }
  // A role that is missing or misspelt is told by itself.
  if (peers.some((peer) => !['primary', 'secondary', 'standby', 'backup'].includes(peer.role?.value ?? ''))) return undefined
  for (const role of ['primary', wanted]) {
    if (role === undefined || having(role).length > 0) continue
    return { at: keyOrMap(node, 'peers'), message: say`A ${name} relationship needs a ${role} server, and none of the peers is one.` }
  }
  return undefined
}

/** Another mode that goes with the roles, or the role of the mode for the peer that has none of its. */
function rolesThatFit(relationship: Relationship, at: Place): Fix[] {
  const { mode, peers } = relationship
  const wanted = partnerRole[mode?.value ?? '']
  const given = peers.map(({ role }) => role?.value ?? '')
  const modes = mode ? Object.keys(partnerRole).filter((one) => doRolesFit(one, given)) : []
  const wrong = peers.find(({ role }) => role && role === at)?.role ?? peers.find(({ role }) => role && role.value !== 'primary' && role.value !== 'backup' && role.value !== wanted)?.role
  const roles = wrong ? ['primary', ...(wanted === undefined ? [] : [wanted]), 'backup'].filter((one) => doRolesFit(mode?.value ?? '', peers.map((peer, at) => (peer.role === wrong ? one : (given[at] ?? ''))))) : []
  return [
    ...(wrong ? roles.flatMap((one) => drafted(say`Change the role to "${one}"`, (draft) => draft.replaceValue(wrong, one))) : []),
    ...(mode ? modes.flatMap((one) => drafted(say`Change the mode to "${one}"`, (draft) => draft.replaceValue(mode, one))) : []),
  ]
}

/** One primary, one partner of the kind that the mode has, if it has any, and backups. */
function doRolesFit(mode: string, roles: readonly string[]): boolean {
  const wanted = partnerRole[mode]
  const active = roles.filter((role) => role !== 'backup').sort()
  return active.join() === ['primary', ...(wanted === undefined ? [] : [wanted])].sort().join()
}
