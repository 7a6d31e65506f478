/** The pools that the client may have an address of, and why it gets this one. */
import { admits } from '../dhcp/classify'
import type { Exchange } from '../dhcp/exchange'
import { currentHost } from '../dhcp/hosts'
import { messageType, option } from '../dhcp/packet/codes'
import { nearestScope } from '../dhcp/plan/inherit'
import type { Pool, Subnet } from '../dhcp/plan-types'
import { addressIn, inPool, nextSubnet, poolOf, takes } from '../dhcp/select-subnet'
import type { ExplainedServer } from './explained-server'
import type { Place, Step } from './explanation'
import { scopeMaps } from './scopes'
import { counted, mostTold, step, textOfAddress } from './step'
import { keptFor } from './subnet-steps'
import type { Trial } from './trial'

/** Pools of the subnet, and of those beside it in its shared network that take the client. */
export function tellPools(trial: Trial, server: ExplainedServer): Step[] {
  const { exchange, selection } = trial
  const first = selection?.subnet
  if (!exchange || !first || exchange.type === messageType.inform || !exchange.classes.has('KNOWN') && !exchange.classes.has('UNKNOWN')) return []
  const given = exchange.lease?.address
  const subnets: Subnet[] = []
  for (let subnet: Subnet | undefined = first; subnet && subnets.length < mostTold; subnet = nextSubnet(first, subnet, exchange.classes)) {
    if (takes(subnet, exchange.classes)) subnets.push(subnet)
  }
  return subnets.flatMap((subnet) => {
    if (subnet.pools.length === 0) return [step('pool', 'no', `Subnet ${subnet.text} has no pools.`, { place: server.places(subnet.source, 'subnet') })]
    const home = given === undefined || subnet.id !== exchange.subnet?.id ? undefined : poolOf(subnet, given)
    return subnet.pools.slice(0, mostTold).map((pool) => tellPool(pool, subnet, pool === home, exchange, server))
  })
}

function tellPool(pool: Pool, subnet: Subnet, isHome: boolean, { classes }: Exchange, { plan, places }: ExplainedServer): Step {
  const place = places(pool.source, 'pool')
  const name = `Pool ${textOfAddress(pool.first)} - ${textOfAddress(pool.last)}${subnet.network ? ` of ${subnet.text}` : ''}`
  if (!admits(pool.clientClasses, classes)) return step('pool', 'no', `${name}: ${keptFor(pool.clientClasses)}.`, { place })
  const size = pool.last - pool.first + 1
  const reserved = new Set(plan.hosts.ofSubnet(subnet.id).map((host) => host.address).filter((address) => address >= pool.first && address <= pool.last)).size
  const kept = reserved === 0 ? '' : `, ${reserved} of them reserved`
  const open = pool.clientClasses.length === 0 ? 'it is open to every client' : 'the client is in a class that it is kept for'
  return step('pool', isHome ? 'yes' : 'info', `${name}: ${open}; ${counted(size, 'address', 'addresses')}${kept}.`, { place })
}

/** `trials` in their order: the first message is the one that an address is chosen for. */
export function tellAddress(trials: readonly Trial[], server: ExplainedServer): Step[] {
  const { exchange, outcome } = trials[0] ?? {}
  const last = trials.at(-1)
  if (!exchange || !outcome || exchange.type === messageType.inform || last?.outcome.kind !== 'reply') return []
  const address = last.outcome.reply.yiaddr
  if (address === 0) return []
  const subnet = exchange.subnet
  const steps: Step[] = []
  const asked = requestedAddress(exchange)
  if (asked !== 0 && asked !== address && subnet) steps.push(tellRefused(asked, subnet, exchange, server))
  steps.push(step('address', 'yes', `${textOfAddress(address)}: ${whyThis(address, asked, exchange)}.`, { place: placeOfReason(address, asked, exchange, server) }))
  if (last.exchange && last.exchange !== exchange && last.exchange.type === messageType.request && last.exchange.query.ciaddr !== 0) {
    steps.push(step('address', 'yes', `${textOfAddress(address)} is the address that it has, and it keeps it.`))
  }
  return steps
}

function requestedAddress({ query }: Exchange): number {
  const octets = query.options.get(option.requestedAddress)
  return octets ? addressIn(octets) : 0
}

function isReserved(address: number, exchange: Exchange): boolean {
  return currentHost(exchange)?.address === address
}

function whyThis(address: number, asked: number, exchange: Exchange): string {
  const { subnet } = exchange
  if (isReserved(address, exchange)) return 'it is reserved for this client'
  if (address === asked) return 'it is free, and the client asks for it (option 50)'
  switch (subnet?.allocator) {
    case 'random':
      return 'any free address of the pools, for example; the allocator is random'
    case 'flq':
      return 'the one that has been free for longest, for example; the allocator keeps a queue of free leases'
    default:
      return 'the next free one, and nothing is leased yet; the allocator is iterative'
  }
}

function placeOfReason(address: number, asked: number, exchange: Exchange, server: ExplainedServer): Place | undefined {
  const { subnet } = exchange
  const host = currentHost(exchange)
  if (host && isReserved(address, exchange)) return server.places(host.source, 'ip-address')
  const pool = subnet && poolOf(subnet, address)
  const ofPool = pool && server.places(pool.source, 'pool')
  if (!subnet || address === asked || subnet.allocator === 'iterative') return ofPool
  const scope = nearestScope(scopeMaps(subnet, server.plan), 'allocator')
  return (scope && server.places(scope, 'allocator')) ?? ofPool
}

/** Why the client does not get what it asks for. */
function tellRefused(asked: number, subnet: Subnet, exchange: Exchange, { plan, places }: ExplainedServer): Step {
  const text = textOfAddress(asked)
  const host = currentHost(exchange)
  const tell = (why: string, place?: Place): Step => step('address', 'no', `The client asks for ${text} (option 50) and does not get it: ${why}.`, { place })
  if (host && host.address !== 0) return tell(`${textOfAddress(host.address)} is reserved for it`, places(host.source, 'ip-address'))
  const [other] = plan.hosts.atAddress(subnet.id, asked)
  if (other) return tell('it is reserved for another client', places(other.source, 'ip-address'))
  const pool = poolOf(subnet, asked)
  if (!pool) return tell(`it is in no pool of ${subnet.text}`)
  if (!inPool(subnet, asked, exchange.classes)) return tell(keptFor(pool.clientClasses).replace(/^it is/, 'its pool is'), places(pool.source, 'pool'))
  return tell('it is not free')
}
