/** Which subnet a packet belongs to (ARM, "How the DHCPv4 Server Selects a Subnet for the Client"). */
import { admits } from './classify'
import { broadcast } from './exchange'
import type { Exchange } from './exchange'
import { option } from './packet/codes'
import type { Plan, Subnet } from './plan-types'
import { agentSubOption } from './subject'

/** What selection looks at; addresses are numbers, 0 for none. */
export interface SubnetSelector {
  readonly giaddr: number
  readonly ciaddr: number
  readonly remote: number
  readonly local: number
  /** From a relay's link selection (RFC 3527) or option 118 (RFC 3011). */
  readonly optionSelect: number
  readonly iface: string
  readonly ifaceAddress: number
  readonly classes: ReadonlySet<string>
}

export function selectorOf(exchange: Exchange, plan: Plan): SubnetSelector {
  const { query, arrival, classes } = exchange
  return {
    giaddr: query.giaddr,
    ciaddr: query.ciaddr,
    remote: arrival.remote,
    local: arrival.local,
    optionSelect: query.options.size === 0 ? 0 : selectedByOption(exchange, plan),
    iface: arrival.iface,
    ifaceAddress: arrival.ifaceAddress,
    classes,
  }
}

function selectedByOption(exchange: Exchange, plan: Plan): number {
  if (!plan.ignoreRaiLinkSelection && exchange.query.options.has(option.agentOptions)) {
    const link = agentSubOption(exchange, plan.received, 'linkSelection')
    if (link?.length === 4) return addressIn(link)
  }
  const selection = exchange.query.options.get(option.subnetSelection)
  return selection && selection.length >= 4 ? addressIn(selection) : 0
}

export function addressIn(octets: Uint8Array): number {
  return (((octets[0] ?? 0) << 24) | ((octets[1] ?? 0) << 16) | ((octets[2] ?? 0) << 8) | (octets[3] ?? 0)) >>> 0
}

/** What of a packet decides: the first of these that it has. */
export type Decisive = 'option' | 'relay' | 'client' | 'source' | 'interface' | 'nothing'

export function decisiveOf(selector: SubnetSelector): Decisive {
  if (selector.optionSelect !== 0) return 'option'
  if (selector.giaddr !== 0) return 'relay'
  if (selector.local !== broadcast) {
    if (selector.ciaddr !== 0) return 'client'
    if (selector.remote !== 0) return 'source'
  }
  return selector.iface === '' ? 'nothing' : 'interface'
}

export function selectSubnet(plan: Plan, selector: SubnetSelector): Subnet | undefined {
  switch (decisiveOf(selector)) {
    case 'option':
      return containing(plan, selector.optionSelect, selector.classes)
    case 'relay':
      return ofRelay(plan, selector.giaddr, selector.classes) ?? containing(plan, selector.giaddr, selector.classes)
    case 'client':
      return containing(plan, selector.ciaddr, selector.classes)
    case 'source':
      return containing(plan, selector.remote, selector.classes)
    case 'interface':
      return ofInterface(plan, selector.iface, selector.classes) ?? containing(plan, selector.ifaceAddress, selector.classes)
    case 'nothing':
      return undefined
  }
}

function ofRelay(plan: Plan, giaddr: number, classes: ReadonlySet<string>): Subnet | undefined {
  for (const subnet of plan.subnets) {
    const relays = subnet.relays.size > 0 ? subnet.relays : subnet.network?.relays
    if (relays?.has(giaddr) === true && takes(subnet, classes)) return subnet
  }
  return undefined
}

function ofInterface(plan: Plan, iface: string, classes: ReadonlySet<string>): Subnet | undefined {
  for (const subnet of plan.subnets) {
    const own = subnet.interface !== '' ? subnet.interface : subnet.network?.interface
    if (own === iface && takes(subnet, classes)) return subnet
  }
  return undefined
}

function containing(plan: Plan, address: number, classes: ReadonlySet<string>): Subnet | undefined {
  if (address === 0) return undefined
  for (const subnet of plan.subnets) {
    if (address >= subnet.first && address <= subnet.last && takes(subnet, classes)) return subnet
  }
  return undefined
}

/** Neither the subnet nor the network around it is kept for other classes. */
export function takes(subnet: Subnet, classes: ReadonlySet<string>): boolean {
  return (!subnet.network || admits(subnet.network.clientClasses, classes)) && admits(subnet.clientClasses, classes)
}

/** The next subnet of the shared network, in turn, until `first` comes round again. */
export function nextSubnet(first: Subnet, current: Subnet, classes?: ReadonlySet<string>): Subnet | undefined {
  const siblings = first.network?.subnets
  if (!siblings) return undefined
  let at = siblings.indexOf(current)
  for (;;) {
    at = (at + 1) % siblings.length
    const subnet = siblings[at]
    if (!subnet || subnet.id === first.id) return undefined
    if (!classes || takes(subnet, classes)) return subnet
  }
}

/** The pool that an address is in, whatever classes it is kept for. */
export function poolOf(subnet: Subnet, address: number): Subnet['pools'][number] | undefined {
  for (const pool of subnet.pools) if (address >= pool.first && address <= pool.last) return pool
  return undefined
}

/** Whether the client may have an address of the subnet's pools. */
export function inPool(subnet: Subnet, address: number, classes?: ReadonlySet<string>): boolean {
  for (const pool of subnet.pools) {
    if (address >= pool.first && address <= pool.last && (!classes || admits(pool.clientClasses, classes))) return true
  }
  return false
}
