/** In load-balancing each server gives out addresses of its own pools: Kea names the clients of each by a class. */
import { guardsOf, subnetsOf } from '../../../config/dhcp4'
import type { ConfigFile } from '../../../config/config-file'
import { objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import type { Relationship } from '../../../deployment/relationship'
import { keyOrMap } from '../../compare'
import type { FileRule, Report } from '../../rule'
import { listed } from '../../../text/listed'
import { say } from '../../../text/text'

export const haPoolsNotSplit: FileRule = {
  id: 'ha-pools-not-split',
  scope: 'file',
  severity: 'warning',
  summary: 'In load-balancing, pools are split by the classes HA_<server>.',
  why: 'Both servers offer the same free addresses to different clients at the same time.',
  manual: 'hooks.html#ha-load-balancing-config',

  check(file, report) {
    for (const relationship of relationshipsOf(file)) {
      if (relationship.mode?.value === 'load-balancing') checkPools(file, relationship, report)
    }
  },
}

function checkPools(file: ConfigFile, relationship: Relationship, report: Report): void {
  const names = relationship.peers.filter((peer) => peer.role?.value !== 'backup').flatMap((peer) => peer.name?.value ?? [])
  const classes = names.map((name) => `HA_${name}`)
  const unsplit: ObjectNode[] = []
  for (const { node, network } of subnetsOf(file)) {
    const pools = objectsIn(node, 'pools')
    const guarded = [node, ...(network ? [network] : [])].some((outer) => splits(file, outer))
    if (pools.length > 0 && !guarded && !pools.some((pool) => splits(file, pool))) unsplit.push(node)
  }
  const [first] = unsplit
  if (!first) return
  const others = unsplit.length > 1 ? say` and of ${unsplit.length - 1} more subnets` : ''
  report(keyOrMap(first, 'pools'), {
    message: say`The pools of ${stringOf(first, 'subnet')?.value ?? say`this subnet`}${others} are not split between the servers.`,
    help: say`Both servers give out the same addresses at the same time, and the second update is refused. Make two pools, one for each of the classes ${listed(classes)}.`,
  })
}

/** Kept for a class of one of the servers, straight or through a class whose test asks for it. */
function splits(file: ConfigFile, node: ObjectNode): boolean {
  return guardsOf(node).some((guard) => guard.value.startsWith('HA_') || testOf(file, guard.value).includes('HA_'))
}

function testOf(file: ConfigFile, name: string): string {
  const found = objectsIn(file.body, 'client-classes').find((one) => stringOf(one, 'name')?.value === name)
  return stringOf(found, 'test')?.value ?? ''
}
