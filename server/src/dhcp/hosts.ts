/** Reservations that fit a client (ARM, "Host Reservations in DHCPv4"). */
import { EvaluationFault } from '../expression/compile'
import type { Exchange } from './exchange'
import { nextSubnet, takes } from './select-subnet'
import type { Host, IdentifierType, Plan } from './plan-types'
import { agentSubOption, bytes, subjectOf } from './subject'

/** What the client could be reserved by, in the order of `host-reservation-identifiers`. */
export function findIdentifiers(exchange: Exchange, plan: Plan): void {
  for (const type of plan.identifierTypes) {
    const value = identifierOf(exchange, plan, type)
    if (value !== undefined && value !== '') exchange.identifiers.push({ type, value })
  }
}

/** The first octet of a client identifier that holds a DUID (RFC 4361), and what comes before the DUID: type and IAID. */
const duidType = 255
const beforeDuid = 5

function identifierOf(exchange: Exchange, plan: Plan, type: IdentifierType): string | undefined {
  const { clientId } = exchange
  switch (type) {
    case 'hw-address':
      return exchange.query.hwaddr
    case 'client-id':
      return clientId
    case 'duid':
      return clientId !== undefined && clientId.charCodeAt(0) === duidType && clientId.length > beforeDuid ? clientId.slice(beforeDuid) : undefined
    case 'circuit-id': {
      const circuit = agentSubOption(exchange, plan.received, 'circuitId')
      return circuit && bytes(circuit)
    }
    case 'flex-id':
      return flexIdOf(exchange, plan)
  }
}

export function flexIdOf(exchange: Exchange, plan: Plan): string | undefined {
  try {
    return plan.flexId?.identifier(subjectOf(exchange, plan.received))
  } catch (error) {
    if (error instanceof EvaluationFault) return undefined
    throw error
  }
}

export function findGlobalHost(exchange: Exchange, plan: Plan): Host | undefined {
  return findHost(exchange, plan, 0)
}

function findHost(exchange: Exchange, plan: Plan, subnetId: number): Host | undefined {
  for (const { type, value } of exchange.identifiers) {
    const host = plan.hosts.find(subnetId, type, value)
    if (host) return host
  }
  return undefined
}

/** Fills `hosts`: the global reservation first, then one for each subnet of the shared network that takes the client. */
export function findReservations(exchange: Exchange, plan: Plan): void {
  const first = exchange.subnet
  if (!first) return
  if (plan.earlyGlobalReservationsLookup && !first.reservationsInSubnet) return
  if (!plan.earlyGlobalReservationsLookup && first.reservationsGlobal) {
    const host = findGlobalHost(exchange, plan)
    if (host) {
      exchange.hosts.set(0, host)
      if (!first.reservationsInSubnet) return
    }
  }
  for (let subnet: typeof first | undefined = first; subnet; subnet = nextSubnet(first, subnet, exchange.classes)) {
    if (!subnet.reservationsInSubnet || !takes(subnet, exchange.classes)) continue
    const host = findHost(exchange, plan, subnet.id)
    if (host) exchange.hosts.set(subnet.id, host)
  }
}

/** The reservation that counts in the subnet chosen so far. */
export function currentHost(exchange: Exchange): Host | undefined {
  const { subnet, hosts } = exchange
  if (hosts.size === 0) return undefined
  if (subnet?.reservationsInSubnet === true) {
    const host = hosts.get(subnet.id)
    if (host) return host
  }
  return globalHost(exchange)
}

export function globalHost(exchange: Exchange): Host | undefined {
  return exchange.subnet?.reservationsGlobal === true ? exchange.hosts.get(0) : undefined
}
