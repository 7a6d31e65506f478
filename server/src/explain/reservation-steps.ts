/** Which reservation is the client's: what it could be reserved by, in the order in which the server tries it. */
import { currentHost } from '../dhcp/hosts'
import type { Exchange, Identifier } from '../dhcp/exchange'
import type { Host, IdentifierType, Subnet } from '../dhcp/plan-types'
import { isPrintable } from '../expression/explain'
import type { ExplainedServer } from './explained-server'
import type { Step } from './explanation'
import { colons, listed, step, textOfAddress } from './step'
import type { Trial } from './trial'

export function tellReservations({ exchange, selection }: Trial, server: ExplainedServer): Step[] {
  if (!exchange || !selection?.subnet || !isClientMet(exchange)) return []
  const { plan, places } = server
  const { subnet } = selection
  if (plan.hosts.size === 0) return [step('reservation', 'info', 'The file has no reservations.')]
  if (!subnet.reservationsInSubnet && !subnet.reservationsGlobal) {
    return [step('reservation', 'info', `In subnet ${subnet.text} reservations are not looked up (reservations-in-subnet and reservations-global are off).`, { place: places(subnet.source, 'reservations-in-subnet') ?? places(subnet.source, 'subnet') })]
  }
  return plan.identifierTypes.map((type) => tellIdentifier(type, exchange, subnet, server))
}

/** KNOWN or UNKNOWN is told once reservations are looked up. */
function isClientMet({ classes }: Exchange): boolean {
  return classes.has('KNOWN') || classes.has('UNKNOWN')
}

const missing: Readonly<Record<IdentifierType, string>> = {
  'hw-address': 'the message has no hardware address',
  'client-id': 'the message has no client identifier (option 61)',
  duid: 'its client identifier holds no DUID (RFC 4361)',
  'circuit-id': 'no relay added a circuit-id (option 82, sub-option 1)',
  'flex-id': 'libdhcp_flex_id gives none',
}

function tellIdentifier(type: IdentifierType, exchange: Exchange, subnet: Subnet, server: ExplainedServer): Step {
  const own = exchange.identifiers.find((one) => one.type === type)
  if (!own) return step('reservation', 'no', `By ${type}: ${missing[type]}.`)
  const matched = [...exchange.hosts.values()].filter((host) => isOf(host, own))
  const current = currentHost(exchange)
  const host = matched.find((one) => one === current) ?? matched[0]
  const shown = `By ${type} ${showIdentifier(own.value)}`
  if (host) {
    const where = host.subnetId === 0 ? 'globally' : `in subnet ${server.plan.subnetById.get(host.subnetId)?.text ?? host.subnetId}`
    const isUsed = host === current || exchange.hosts.get(0) === host
    const use = isUsed ? '' : ' It is not in the subnet that counts.'
    return step('reservation', isUsed ? 'yes' : 'no', `${shown}: the client has a reservation ${where}${whatOf(host)}.${use}`, { place: server.places(host.source, type) ?? server.places(host.source) })
  }
  const elsewhere = server.plan.hosts.all().filter((one) => isOf(one, own))
  const parts = elsewhere.map((one) => tellElsewhere(one, subnet, exchange, server))
  return step('reservation', 'no', `${shown}: no reservation${elsewhere.length > 0 ? ' that counts here' : ''}.`, { parts })
}

function isOf(host: Host, { type, value }: Identifier): boolean {
  return host.identifierType === type && host.identifier === value
}

function whatOf(host: Host): string {
  const parts = [
    ...(host.address === 0 ? [] : [`the address ${textOfAddress(host.address)}`]),
    ...(host.hostname === '' ? [] : [`the name ${host.hostname}`]),
    ...(host.clientClasses.length === 0 ? [] : [`the ${host.clientClasses.length === 1 ? 'class' : 'classes'} ${String(listed(host.clientClasses))}`]),
    ...(host.options ? ['options'] : []),
  ]
  return parts.length === 0 ? '' : `, with ${String(listed(parts))}`
}

/** A reservation that is there, and why it has no say. */
function tellElsewhere(host: Host, subnet: Subnet, { hosts }: Exchange, { plan, places }: ExplainedServer): Step {
  const place = places(host.source)
  if (host.subnetId === 0) return step('reservation', 'no', `There is a global one, and global reservations are off in subnet ${subnet.text} (reservations-global).`, { place })
  const text = plan.subnetById.get(host.subnetId)?.text ?? `id ${host.subnetId}`
  if (host.subnetId === subnet.id && hosts.size > 0) return step('reservation', 'no', 'Another identifier of the client has a reservation, and that one is tried first.', { place })
  return step('reservation', 'no', `There is one in subnet ${text}, where this client is not.`, { place })
}

export function showIdentifier(octets: string): string {
  const text = isPrintable(octets) && octets.length > 1 ? ` ('${octets}')` : ''
  return `${colons(octets)}${text}`
}
