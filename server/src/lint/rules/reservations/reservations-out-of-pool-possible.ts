/** Where all reserved addresses lie outside of the pools, Kea need not look for them in the pools. */
import { member, objectsIn } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { scopeName, subnetScopes, surroundingsOf } from '../../scopes'
import type { Scope } from '../../scopes'
import { comesFromElsewhere } from '../subnets/elsewhere'
import { poolsIn } from '../subnets/reading'
import { flagOf } from './flags'
import { addressIn } from './reading'

/** With few of them nobody notices the difference. */
const worthIt = 20

export const reservationsOutOfPoolPossible: FileRule = {
  id: 'reservations-out-of-pool-possible',
  scope: 'file',
  severity: 'info',
  summary: 'Where many addresses are reserved and none of them lies in a pool, reservations-out-of-pool is true.',
  why: 'Kea looks for a reservation of every address of a pool before it gives it, and never finds one.',
  manual: 'dhcp4-srv.html#reservations4-tuning',

  check(file, report, { release }) {
    const around = file.daemon === 'dhcp4' ? surroundingsOf(file, release) : undefined
    if (!around || comesFromElsewhere(around)) return
    const candidates = subnetScopes(around).filter(isCandidate)
    const [first] = candidates
    const count = candidates.reduce((sum, { node }) => sum + addressesIn(node).length, 0)
    const at = first && member(first.node, 'reservations')
    if (!at || count < worthIt) return
    report(at, {
      message: `None of the ${count} addresses that are reserved in ${candidates.length === 1 ? scopeName(first) : `${candidates.length} subnets`} lies in a pool.`,
      help: 'Kea looks for reservations before it gives an address of a pool. With "reservations-out-of-pool": true in the subnet it does not, and is faster; then no reserved address may ever lie in a pool.',
      related: candidates.slice(1, 10).flatMap((subnet) => member(subnet.node, 'reservations') ?? []).map((list) => related(list, 'Also here')),
    })
  },
}

function isCandidate(subnet: Scope): boolean {
  const reserved = addressesIn(subnet.node)
  const pools = poolsIn(subnet.node)
  if (reserved.length === 0 || pools.length === 0 || pools.length < objectsIn(subnet.node, 'pools').length) return false
  if (flagOf(subnet, 'reservations-out-of-pool')?.value !== false || flagOf(subnet, 'reservations-in-subnet')?.value !== true) return false
  return !reserved.some((address) => pools.some(({ range }) => address >= range.first && address <= range.last))
}

function addressesIn(subnet: ObjectNode): number[] {
  return objectsIn(subnet, 'reservations').flatMap((one) => addressIn(one)?.address ?? [])
}
