/** Which subnet the client is in, and why not in another. */
import type { Exchange } from '../dhcp/exchange'
import type { Subnet } from '../dhcp/plan-types'
import { decisiveOf, selectorOf, selectSubnet, takes } from '../dhcp/select-subnet'
import type { Decisive, SubnetSelector } from '../dhcp/select-subnet'
import type { ExplainedServer } from './explained-server'
import type { Place, Step } from './explanation'
import { counted, listed, mostTold, step, textOfAddress } from './step'
import type { Trial } from './trial'

/** The subnet selected, with the others as its parts; then the one of a shared network that the client ends in. */
export function tellSubnets({ exchange, selection }: Trial, server: ExplainedServer): Step[] {
  if (!exchange || !selection) return []
  const selector: SubnetSelector = { ...selectorOf(exchange, server.plan), classes: selection.classes }
  const { subnet } = selection
  const others = server.plan.subnets.filter((one) => one !== subnet)
  // Those whose place fits come before those that are elsewhere.
  const near = new Set(others.filter((one) => fitsAlone(withoutGuards(one), selector, server)))
  const told = [...near, ...others.filter((one) => !near.has(one))].slice(0, mostTold)
  const parts = told.map((one) => tellOther(one, subnet, selector, server))
  if (told.length < others.length) parts.push(step('subnet', 'no', `${counted(others.length - told.length, 'other subnet')}: ${whereFrom(selector)} is not theirs.`))
  if (!subnet) return [step('subnet', 'no', `No subnet fits: ${whereFrom(selector)} is in none that takes the client.`, { parts })]
  const chosen = step('subnet', 'yes', `${nameOf(subnet)} is chosen: ${whyChosen(subnet, selector, server)}.`, { place: placeOf(subnet, server), parts })
  return [chosen, ...tellMove(exchange, subnet, server), ...tellGuards(subnet, exchange, server)]
}

export function nameOf({ text, id, network }: Subnet): string {
  return `Subnet ${text} (id ${id}${network ? `, shared network ${network.name}` : ''})`
}

function placeOf(subnet: Subnet, { places }: ExplainedServer): Place | undefined {
  return places(subnet.source, 'subnet')
}

/** The engine's own selection, with nothing but this subnet to select. */
function fitsAlone(subnet: Subnet, selector: SubnetSelector, { plan }: ExplainedServer): boolean {
  return selectSubnet({ ...plan, subnets: [subnet] }, selector) !== undefined
}

function withoutGuards(subnet: Subnet): Subnet {
  return { ...subnet, clientClasses: [], network: subnet.network && { ...subnet.network, clientClasses: [] } }
}

/** Of a subnet without addresses, only its relays and its interface are left to be found by. */
function withoutAddresses(subnet: Subnet): Subnet {
  return { ...subnet, first: 1, last: 0 }
}

function tellOther(subnet: Subnet, chosen: Subnet | undefined, selector: SubnetSelector, server: ExplainedServer): Step {
  const details = { place: placeOf(subnet, server) }
  const tell = (why: string): Step => step('subnet', 'no', `${nameOf(subnet)}: ${why}.`, details)
  if (!fitsAlone(withoutGuards(subnet), selector, server)) return tell(whyElsewhere(subnet, selector))
  if (!takes(subnet, selector.classes)) return tell(whyNotTaken(subnet, selector.classes))
  if (chosen?.network && chosen.network === subnet.network) return tell(`it fits too; of shared network ${chosen.network.name} it is tried after ${chosen.text}`)
  return tell(`it fits too, but ${chosen?.text ?? 'another'} comes first`)
}

function whyElsewhere(subnet: Subnet, selector: SubnetSelector): string {
  const by = decisiveOf(selector)
  const relays = subnet.relays.size > 0 ? subnet.relays : (subnet.network?.relays ?? new Set<number>())
  const known = by === 'relay' && relays.size > 0 ? `, and its ${relays.size === 1 ? 'relay is' : 'relays are'} ${String(listed([...relays].map(textOfAddress)))}` : ''
  return `${whereFrom(selector)} is not in it${known}`
}

export function whyNotTaken(subnet: Subnet, classes: ReadonlySet<string>): string {
  const { network } = subnet
  if (network && network.clientClasses.length > 0 && !network.clientClasses.some((name) => classes.has(name))) {
    return `its shared network ${network.name} is kept for ${String(listed(network.clientClasses, 'or'))}, and the client is not in ${network.clientClasses.length === 1 ? 'that class' : 'any of these'}`
  }
  return keptFor(subnet.clientClasses)
}

export function keptFor(guards: readonly string[]): string {
  return `it is kept for ${String(listed(guards, 'or'))}, and the client is not in ${guards.length === 1 ? 'that class' : 'any of these'}`
}

const words: Readonly<Record<Decisive, string>> = {
  option: 'the address by which the relay or the client chooses the link',
  relay: 'the relay (giaddr)',
  client: 'the client’s own address (ciaddr)',
  source: 'the source address',
  interface: 'the interface',
  nothing: 'nothing that a subnet could be found by',
}

function addressOf(selector: SubnetSelector): number {
  switch (decisiveOf(selector)) {
    case 'option':
      return selector.optionSelect
    case 'relay':
      return selector.giaddr
    case 'client':
      return selector.ciaddr
    case 'source':
      return selector.remote
    default:
      return selector.ifaceAddress
  }
}

function whereFrom(selector: SubnetSelector): string {
  const by = decisiveOf(selector)
  if (by === 'interface') return `${selector.iface} (${textOfAddress(selector.ifaceAddress)}), where the message came in,`
  return by === 'nothing' ? words[by] : `${textOfAddress(addressOf(selector))}, ${words[by]},`
}

function whyChosen(subnet: Subnet, selector: SubnetSelector, server: ExplainedServer): string {
  const by = decisiveOf(selector)
  if (fitsAlone(withoutAddresses(subnet), selector, server)) {
    const own = by === 'relay' ? subnet.relays.size > 0 : subnet.interface !== ''
    const owner = own ? 'it' : `its shared network ${subnet.network?.name ?? ''}`
    return by === 'relay' ? `${owner} names the relay ${textOfAddress(selector.giaddr)}` : `${owner} names the interface ${selector.iface}`
  }
  return `${whereFrom(selector)} is in it`.replace(/,$/, '')
}

/** The subnet of the shared network in which there was a lease, a reservation or an address. */
function tellMove({ subnet, lease }: Exchange, selected: Subnet, server: ExplainedServer): Step[] {
  if (!subnet || subnet === selected || !lease) return []
  return [step('subnet', 'yes', `${nameOf(subnet)} of the same shared network has the address for this client, so it is this one that counts.`, { place: placeOf(subnet, server) })]
}

/** What the subnet is kept for, and that it takes the client; nothing for one that takes everybody. */
function tellGuards(subnet: Subnet, { classes }: Pick<Exchange, 'classes'>, { places }: ExplainedServer): Step[] {
  const scopes = [...(subnet.network ? [{ what: `Shared network ${subnet.network.name}`, of: subnet.network }] : []), { what: `Subnet ${subnet.text}`, of: subnet }]
  return scopes.flatMap(({ what, of }) => {
    if (of.clientClasses.length === 0) return []
    const isIn = of.clientClasses.some((name) => classes.has(name))
    const key = of.source['client-classes'] === undefined ? 'client-class' : 'client-classes'
    return [step('subnet', isIn ? 'yes' : 'no', `${what} is kept for ${String(listed(of.clientClasses, 'or'))}; the client is ${isIn ? '' : 'not '}in ${of.clientClasses.length === 1 ? 'it' : 'one of these'}.`, { place: places(of.source, key) })]
  })
}
