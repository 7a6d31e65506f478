/** RELEASE and DECLINE: a client gives its address back, or says that somebody else has it (RFC 2131 sections 4.3.3 and 4.3.4). */
import { atLeast } from '../config/release'
import { count, countGlobal } from './allocate/count'
import type { Exchange, Outcome } from './exchange'
import { isExpired, leaseState } from './leases/lease'
import type { Lease } from './leases/lease'
import { infinity } from './lifetimes'
import { option } from './packet/codes'
import type { DhcpServer } from './server'
import { addressIn } from './select-subnet'
import { belongsTo } from './allocate/allocate'

/** With lease affinity the row stays, so that the client can get the address again. */
export function processRelease(server: DhcpServer, exchange: Exchange): Outcome {
  const { plan } = server
  const lease = server.leases.get(exchange.query.ciaddr)
  const known24 = atLeast(plan.release, '2.4')
  const known30 = atLeast(plan.release, '3.0')
  if (!lease || !belongsTo(lease, exchange, true) || (known30 && lease.state !== leaseState.assigned)) {
    return { kind: 'drop', reason: 'nothing-to-release', query: exchange.query }
  }
  const { flushReclaimedTimerWaitTime, holdReclaimedTime } = plan.expiration
  const isKept = known24 && flushReclaimedTimerWaitTime > 0 && holdReclaimedTime > 0 && lease.validLft !== infinity
  const released: Lease = { ...lease, validLft: 0, state: known30 ? leaseState.released : lease.state }
  if (isKept) server.leases.update(released)
  else server.leases.delete(lease.address)
  if (!isKept || known30) count(server, lease, 'assigned', -1)
  if (isKept) exchange.stored.push(released)
  else exchange.deleted.push(lease)
  return { kind: 'released', lease: isKept ? released : lease, exchange }
}

/** The address is out of use for `decline-probation-period`. */
export function processDecline(server: DhcpServer, exchange: Exchange): Outcome {
  const requested = exchange.query.options.get(option.requestedAddress)
  if (!requested) return { kind: 'drop', reason: 'no-requested-address', query: exchange.query }
  const lease = server.leases.get(addressIn(requested))
  if (!lease || isExpired(lease, server.now) || lease.state !== leaseState.assigned || !belongsTo(lease, exchange, true)) {
    return { kind: 'drop', reason: 'nothing-to-decline', query: exchange.query }
  }
  const declined: Lease = {
    ...lease,
    hwaddr: '',
    clientId: undefined,
    cltt: server.now,
    hostname: '',
    fqdnFwd: false,
    fqdnRev: false,
    state: leaseState.declined,
    validLft: server.plan.declineProbationPeriod,
    userContext: undefined,
  }
  server.leases.update(declined)
  count(server, declined, 'declined', 1)
  countGlobal(server, 'declined-addresses')
  exchange.stored.push(declined)
  return { kind: 'declined', lease: declined, exchange }
}
