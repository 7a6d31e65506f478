/** Reservations and subnets of the configuration, read-only (libdhcp_host_cmds, libdhcp_subnet_cmds, libdhcp_stat_cmds). */
import { parseAddress } from '../../net/ipv4'
import { readHexOrQuoted } from '../../options/encode-value'
import type { Host, Subnet } from '../plan-types'
import { leaseState } from '../leases/lease'
import { counterOf } from '../statistics'
import { failed, ok, result, shown } from './context'
import type { Answer, Arguments, Family } from './context'
import { selectSubnet } from '../select-subnet'

export const hostCommands: Family = {
  'reservation-get': ({ server }, args) => {
    const id = args?.['subnet-id']
    if (typeof id !== 'number') return failed("Mandatory 'subnet-id' parameter missing.")
    const text = args?.['ip-address']
    const address = typeof text === 'string' ? parseAddress(text) : undefined
    const host = address === undefined ? byIdentifier(server.plan.hosts.ofSubnet(id), args) : server.plan.hosts.atAddress(id, address)[0]
    return host ? ok('Host found.', hostJson(host)) : { result: result.empty, text: 'Host not found.' }
  },
  'reservation-get-all': ({ server }, args) => {
    const id = args?.['subnet-id']
    return typeof id === 'number' ? hosts(server.plan.hosts.ofSubnet(id)) : failed("missing parameter 'subnet-id'")
  },
  'reservation-get-by-hostname': ({ server }, args) => {
    const name = args?.['hostname']
    if (typeof name !== 'string') return failed("missing parameter 'hostname'")
    return hosts(server.plan.hosts.all().filter((host) => host.hostname.toLowerCase() === name.toLowerCase()))
  },
  'reservation-get-by-id': ({ server }, args) => hosts(server.plan.hosts.all().filter((host) => byIdentifier([host], args) !== undefined)),
  'reservation-get-by-address': ({ server }, args) => {
    const text = args?.['ip-address']
    const address = typeof text === 'string' ? parseAddress(text) : undefined
    return address === undefined ? failed("missing parameter 'ip-address'") : hosts(server.plan.hosts.all().filter((host) => host.address === address))
  },
}

export const subnetCommands: Family = {
  'subnet4-list': ({ server }) => {
    const subnets = server.plan.subnets.map(({ id, text, network }) => ({ id, 'shared-network-name': network?.name ?? null, subnet: text }))
    return counted(subnets, 'subnets', 'IPv4 subnet')
  },
  'subnet4-get': ({ server }, args) => {
    const found = server.plan.subnets.find((subnet) => subnet.id === args?.['id'] || subnet.text === args?.['subnet'])
    if (!found) return { result: result.empty, text: `No subnet with ${args?.['id'] === undefined ? `${shown(args?.['subnet'])} prefix` : `id ${shown(args['id'])}`} found` }
    return ok(`Info about IPv4 subnet ${found.text} (id ${found.id}) returned`, { subnets: [found.source] })
  },
  'network4-list': ({ server }) => counted(server.plan.networks.map(({ name }) => ({ name })), 'shared-networks', 'IPv4 network'),
  'network4-get': ({ server }, args) => {
    const found = server.plan.networks.find((network) => network.name === args?.['name'])
    if (!found) return { result: result.empty, text: `No '${shown(args?.['name'])}' shared network found` }
    return ok(`Info about IPv4 shared network '${found.name}' returned`, { 'shared-networks': [found.source] })
  },
}

/** Counted from the leases, where statistics only tell what happened. */
export const statCommands: Family = {
  'stat-lease4-get': (context, args) => {
    const columns = ['subnet-id', 'total-addresses', 'cumulative-assigned-addresses', 'assigned-addresses', 'declined-addresses']
    const { plan, statistics, leases } = context.server
    const id = args?.['subnet-id']
    const which = typeof id === 'number' ? `[subnet-id=${id}]` : '[all subnets]'
    const subnets = typeof id === 'number' ? plan.subnets.filter((subnet) => subnet.id === id) : plan.subnets
    if (subnets.length === 0) return { arguments: {}, result: result.empty, text: `stat-lease4-get${which}: no matching data, subnet-id: ${shown(id)} does not exist` }
    const counter = (subnet: Subnet, name: string): number => counterOf(statistics, `subnet[${subnet.id}].${name}`).value
    const rows = subnets.map((subnet) => {
      const own = leases.bySubnet(subnet.id)
      const inState = (state: number): number => own.filter((lease) => lease.state === state).length
      return [subnet.id, counter(subnet, 'total-addresses'), counter(subnet, 'cumulative-assigned-addresses'), inState(leaseState.assigned), inState(leaseState.declined)]
    })
    const timestamp = new Date(context.host.clock()).toISOString().replace('T', ' ').replace('Z', '000')
    return ok(`stat-lease4-get${which}: ${rows.length} rows found`, { 'result-set': { columns, rows, timestamp } })
  },
}

export const selectCommands: Family = {
  'subnet4-select-test': ({ server }, args) => {
    if (!args) return failed('empty arguments')
    const address = (key: string): number => (typeof args[key] === 'string' ? (parseAddress(args[key]) ?? 0) : 0)
    const classes = Array.isArray(args['classes']) ? args['classes'].filter((one): one is string => typeof one === 'string') : []
    const selected = selectSubnet(server.plan, {
      giaddr: address('relay'),
      ciaddr: address('address'),
      remote: address('remote'),
      local: address('local'),
      optionSelect: address('link') || address('subnet'),
      iface: typeof args['interface'] === 'string' ? args['interface'] : '',
      ifaceAddress: 0,
      classes: new Set(classes),
    })
    return selected ? ok(selectionText(selected)) : { result: result.empty, text: 'no selected subnet' }
  },
}

function selectionText({ network, text, id }: Subnet): string {
  return network ? `selected shared network '${network.name}' starting with subnet '${text}' id ${id}` : `selected subnet '${text}' id ${id}`
}

function counted(list: readonly unknown[], key: string, what: string): Answer {
  if (list.length === 0) return { arguments: { [key]: [] }, result: result.empty, text: `0 ${what}s found` }
  return ok(`${list.length} ${what}${list.length === 1 ? '' : 's'} found`, { [key]: list })
}

function hosts(list: readonly Host[]): Answer {
  const found = { hosts: list.map(hostJson) }
  return { arguments: found, result: list.length === 0 ? result.empty : result.ok, text: `${list.length} IPv4 host(s) found.` }
}

/** With what was not given written out, as Kea shows it. */
function hostJson(host: Host): Record<string, unknown> {
  const unset = { 'boot-file-name': '', 'client-classes': [], hostname: '', 'next-server': '0.0.0.0', 'option-data': [], 'server-hostname': '' }
  return { ...unset, ...host.source, 'subnet-id': host.subnetId }
}

function byIdentifier(list: readonly Host[], args: Arguments | undefined): Host | undefined {
  const type = args?.['identifier-type']
  const value = args?.['identifier']
  const octets = typeof value === 'string' ? readHexOrQuoted(value) : undefined
  const bytes = octets && Buffer.from(octets).toString('latin1')
  return list.find((host) => host.identifierType === type && host.identifier === bytes)
}

