/** Where a client may stand so that a server takes it for one of a subnet: behind a relay, or on the server's own link. */
import { plainProfile } from '../clients/profile'
import type { ClientProfile } from '../clients/profile'
import type { Plan, Pool, Subnet } from '../dhcp/plan-types'
import type { ExplainedServer } from './explained-server'
import { textOfAddress } from './step'
import type { ClientSubject } from './subject-at'

/** Of many subnets that would do, so many are tried. */
const mostSubnets = 12

/** The subnets in which such a client may be; undefined stands for the server's own link, whichever subnet that is. */
export function subnetsFor(plan: Plan, subject: ClientSubject): readonly (Subnet | undefined)[] {
  switch (subject.kind) {
    case 'subnet':
    case 'pool':
      return [subject.subnet]
    case 'network':
      return subject.network.subnets.slice(0, mostSubnets)
    case 'reservation': {
      const own = plan.subnetById.get(subject.host.subnetId)
      return own ? [own] : plan.subnets.filter((subnet) => subnet.reservationsGlobal).slice(0, mostSubnets)
    }
    case 'class': {
      const { name } = subject.one
      const naming = plan.subnets.filter((subnet) => names(subnet, name) || (subnet.network && names(subnet.network, name)) || subnet.pools.some((pool) => names(pool, name)) || reserves(plan, subnet, name))
      const others = plan.subnets.filter((subnet) => !naming.includes(subnet))
      return [...(naming.length > 0 ? [] : [undefined]), ...[...naming, ...others].slice(0, mostSubnets)]
    }
  }
}

function names(scope: Pick<Pool, 'clientClasses' | 'additionalClasses'>, name: string): boolean {
  return scope.clientClasses.includes(name) || scope.additionalClasses.includes(name)
}

function reserves(plan: Plan, subnet: Subnet, name: string): boolean {
  return plan.hosts.ofSubnet(subnet.id).some((host) => host.clientClasses.includes(name))
}

/** A relay that the file names comes first, then one with the first address of the subnet. */
export function* spotsFor(plan: Plan, subject: ClientSubject, subnet: Subnet | undefined): Generator<ClientProfile> {
  if (!subnet) {
    yield plainProfile
    return
  }
  const first = subnet.length < 31 ? subnet.first + 1 : subnet.first
  const relays = subnet.relays.size > 0 ? subnet.relays : (subnet.network?.relays ?? new Set<number>())
  const requested = requestedIn(plan, subject, subnet)
  for (const requestedAddress of [...new Set(subject.kind === 'pool' ? [requested] : ['', requested])]) {
    const behind = (address: number, link = ''): ClientProfile => ({ ...plainProfile, requestedAddress, relay: { address: textOfAddress(address), circuitId: '', remoteId: '', linkSelection: link } })
    for (const relay of [...relays].slice(0, 2)) yield behind(relay)
    yield behind(first)
    yield { ...plainProfile, requestedAddress }
    yield behind(first, textOfAddress(first))
  }
}

/** An address of the pool that is kept for nobody; of a subnet, of its first pool. */
function requestedIn(plan: Plan, subject: ClientSubject, subnet: Subnet): string {
  const wanted = subject.kind === 'class' ? subnet.pools.find((pool) => names(pool, subject.one.name)) : undefined
  const pool = subject.kind === 'pool' ? subject.pool : (wanted ?? subnet.pools[0])
  if (!pool) return ''
  for (let address = pool.first; address <= pool.last; address++) if (plan.hosts.atAddress(subnet.id, address).length === 0) return textOfAddress(address)
  return ''
}

/** With load balancing the hardware address decides whose client it is, and the classes of that name. */
export function macsFor({ relationships }: ExplainedServer): readonly string[] {
  const count = relationships.some(({ mode }) => mode === 'load-balancing') ? 8 : 1
  return Array.from({ length: count }, (_, at) => `02:00:00:00:00:${(at + 1).toString(16).padStart(2, '0')}`)
}

