/** A hub knows by a name in the user-context which relationship a subnet belongs to. */
import type { ConfigFile } from '../../../config/config-file'
import { subnetsOf } from '../../../config/dhcp4'
import { isFilledIn } from '../../../config/placeholder'
import { nearest } from '../../../config/nearest'
import { atLeast } from '../../../config/release'
import { member, objectOf, stringOf, valueOf } from '../../../config/tree'
import type { Node, ObjectNode } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import { keyOrMap } from '../../compare'
import type { FileRule, Report } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const haSubnetRelationship: FileRule = {
  id: 'ha-subnet-relationship',
  scope: 'file',
  severity: 'warning',
  summary: 'With several relationships, every subnet names one of its servers as ha-server-name.',
  why: 'A hub drops the packets of a subnet that belongs to no relationship.',
  manual: 'hooks.html#ha-hub-and-spoke',

  check(file, report, { release }) {
    const relationships = relationshipsOf(file)
    if (file.daemon !== 'dhcp4' || relationships.length < 2 || !atLeast(release, '2.6') || file.body?.incomplete) return
    const names = relationships.flatMap(({ peers }) => peers.flatMap((peer) => peer.name?.value ?? []))
    if (names.some(isFilledIn)) return
    for (const given of namesGiven(file)) checkName(given, names, report)
    checkMissing(file, report)
  },
}

function contextName(node: ObjectNode | undefined): Node | undefined {
  return valueOf(objectOf(node, 'user-context'), 'ha-server-name')
}

function namesGiven(file: ConfigFile): Node[] {
  const subnets = subnetsOf(file)
  const networks = new Set(subnets.flatMap(({ network }) => network ?? []))
  return [...networks, ...subnets.map(({ node }) => node)].flatMap((node) => contextName(node) ?? [])
}

function checkName(given: Node, names: readonly string[], report: Report): void {
  const text = given.kind === 'string' ? given.value : ''
  if (names.includes(text) || isFilledIn(text)) return
  const [near] = nearest(text, names)
  report(given, {
    message: text === '' ? say`ha-server-name is no name of a server.` : say`"${text}" is no server of a relationship (${names.join(', ')}).`,
    help: say`The packets of this subnet are dropped. ${near !== undefined ? say`Did you mean "${near}"?` : say`Name a server of the relationship that serves it.`}`,
    fixes: () => [...new Set([...(near === undefined ? [] : [near]), ...names])].slice(0, 6).flatMap((name) => drafted(say`Change it to "${name}"`, (draft) => draft.replaceValue(given, name))),
  })
}

function checkMissing(file: ConfigFile, report: Report): void {
  const without = subnetsOf(file).filter(({ node, network }) => !contextName(node) && !contextName(network) && !node.incomplete && !network?.incomplete)
  const [first] = without
  if (!first) return
  report(keyOrMap(first.node, member(first.node, 'user-context') ? 'user-context' : 'subnet'), {
    message: say`${stringOf(first.node, 'subnet')?.value ?? say`This subnet`}${without.length > 1 ? say` and ${without.length - 1} more subnets name` : say` names`} no ha-server-name, and there are several relationships.`,
    help: say`The server cannot tell which relationship serves its clients, and drops their packets. Write "user-context": { "ha-server-name": "…" } in the subnet or its shared network.`,
  })
}
