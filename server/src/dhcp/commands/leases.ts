/** The commands of libdhcp_lease_cmds for IPv4. */
import { count, countGlobal } from '../allocate/count'
import { fromColons } from '../leases/csv'
import { leaseState } from '../leases/lease'
import type { Lease } from '../leases/lease'
import type { DhcpServer } from '../server'
import { parseAddress } from '../../net/ipv4'
import { failed, ok, result, shown } from './context'
import type { Answer, Arguments, CommandContext, Family } from './context'
import { leaseJson, readLease } from './lease-json'

export const leaseCommands: Family = {
  'lease4-add': ({ server }, args) => {
    if (!args) return failed('no parameters specified for the command')
    const read = readLease(server, args)
    if ('text' in read) return { result: read.result, text: read.text }
    const { lease } = read
    if (!server.leases.add(lease)) return { result: result.conflict, text: 'IPv4 lease already exists.' }
    countAdded({ server }, lease)
    return ok(`Lease for address ${shown(args['ip-address'])}, subnet-id ${lease.subnetId} added.`)
  },
  'lease4-update': ({ server }, args) => {
    if (!args) return failed('no parameters specified for lease4-update command')
    const read = readLease(server, args)
    if ('text' in read) return { result: read.result, text: read.text }
    const before = server.leases.get(read.lease.address)
    if (before) {
      takeLease(server, read.lease)
      return ok('IPv4 lease updated.')
    }
    if (!read.forceCreate) return { result: result.conflict, text: `failed to update the lease with address ${shown(args['ip-address'])} either because the lease has been deleted or it has changed in the database, in both cases a retry might succeed` }
    takeLease(server, read.lease)
    return ok('IPv4 lease added.')
  },
  'lease4-del': ({ server }, args) => {
    const found = findOne({ server }, args)
    if ('result' in found) return found
    if (!found.lease) return { result: result.empty, text: 'IPv4 lease not found.' }
    dropLease(server, found.lease)
    return ok('IPv4 lease deleted.')
  },
  'lease4-get': ({ server }, args) => {
    const found = findOne({ server }, args)
    if ('result' in found) return found
    return found.lease ? ok('IPv4 lease found.', leaseJson(found.lease)) : { result: result.empty, text: 'Lease not found.' }
  },
  'lease4-get-all': ({ server }, args) => {
    const subnets = args?.['subnets']
    if (args && subnets === undefined) return failed("'subnets' parameter not specified")
    if (subnets !== undefined && !Array.isArray(subnets)) return failed("'subnets' parameter must be a list")
    const leases = Array.isArray(subnets) ? subnets.flatMap((id) => server.leases.bySubnet(Number(id))) : server.leases.page(-1, Infinity)
    return listed(leases)
  },
  'lease4-get-page': ({ server }, args) => {
    if (!args) return failed('no parameters specified for the lease4-get-page command')
    const from = args['from']
    const limit = args['limit']
    if (from === undefined) return failed("'from' parameter not specified")
    if (typeof from !== 'string') return failed("'from' parameter must be a string")
    if (limit === undefined) return failed("'limit' parameter not specified")
    if (typeof limit !== 'number') return failed("'limit' parameter must be a number")
    if (limit <= 0) return failed(`page size of retrieved leases must not be 0`)
    const start = from === 'start' ? 0 : parseAddress(from)
    if (start === undefined) return failed(`'from' parameter value is neither 'start' keyword nor a valid IPv4 address`)
    const leases = server.leases.page(start, limit)
    const args2 = { count: leases.length, leases: leases.map(leaseJson) }
    return { arguments: args2, result: leases.length === 0 ? result.empty : result.ok, text: `${leases.length} IPv4 lease(s) found.` }
  },
  'lease4-get-by-hw-address': (context, args) => byOctets(context, args, 'hw-address', (bytes) => context.server.leases.byHwaddr(bytes)),
  'lease4-get-by-client-id': (context, args) => byOctets(context, args, 'client-id', (bytes) => context.server.leases.byClientId(bytes)),
  'lease4-get-by-hostname': ({ server }, args) => {
    const name = args?.['hostname']
    if (name === undefined) return failed("'hostname' parameter not specified")
    if (typeof name !== 'string') return failed("'hostname' parameter must be a string")
    if (name === '') return failed("'hostname' parameter is empty")
    return listed(server.leases.byHostname(name))
  },
  'lease4-get-by-state': ({ server }, args) => {
    const state = args?.['state']
    if (typeof state !== 'number') return failed("'state' parameter not specified")
    const subnet = args?.['subnet-id']
    return listed(server.leases.byState(state).filter((lease) => typeof subnet !== 'number' || subnet === 0 || lease.subnetId === subnet))
  },
  'lease4-wipe': ({ server }, args) => {
    const id = args?.['subnet-id'] ?? 0
    if (typeof id !== 'number') return failed("'subnet-id' parameter must be a number")
    const ids = id === 0 ? server.plan.subnets.map((subnet) => subnet.id) : [id]
    let deleted = 0
    for (const lease of ids.flatMap((one) => server.leases.bySubnet(one))) {
      server.leases.delete(lease.address)
      countRemoved({ server }, lease)
      deleted++
    }
    const text = `Deleted ${deleted} IPv4 lease(s) from subnet(s)${ids.map((one) => ` ${one}`).join('')}`
    return { result: deleted === 0 ? result.empty : result.ok, text }
  },
  'lease4-resend-ddns': ({ server }, args) => {
    if (!server.plan.ddnsEnabled) return { result: result.conflict, text: 'DDNS updating is not enabled' }
    const found = findOne({ server }, args)
    if ('result' in found) return found
    if (!found.lease) return { result: result.empty, text: `No lease found for: ${shown(args?.['ip-address'])}` }
    return failed('this server sends no updates to a DNS server')
  },
  'lease4-write': ({ host }, args) => {
    const file = args?.['filename']
    if (typeof file !== 'string') return failed("'filename' parameter not specified")
    const fault = host.writeLeases(file)
    return fault === undefined ? ok(`IPv4 lease database into '${file}'.`) : failed(fault)
  },
}

/** A lease that the partner has: stored and counted, whether or not there is one of that address. */
export function takeLease(server: DhcpServer, lease: Lease): void {
  const before = server.leases.get(lease.address)
  if (before) {
    server.leases.update(lease)
    countChanged({ server }, before, lease)
  } else {
    server.leases.add(lease)
    countAdded({ server }, lease)
  }
}

export function dropLease(server: DhcpServer, lease: Lease): void {
  server.leases.delete(lease.address)
  countRemoved({ server }, lease)
}

type Counted = Pick<CommandContext, 'server'>

function countAdded({ server }: Counted, lease: Lease): void {
  if (lease.state === leaseState.reclaimed) return
  count(server, lease, 'assigned', 1)
  if (lease.state === leaseState.declined) countDeclined({ server }, lease, 1)
}

function countRemoved({ server }: Counted, lease: Lease): void {
  if (lease.state === leaseState.reclaimed) return
  count(server, lease, 'assigned', -1)
  if (lease.state === leaseState.declined) countDeclined({ server }, lease, -1)
}

function countDeclined({ server }: Counted, lease: Lease, amount: number): void {
  countGlobal(server, 'declined-addresses', amount)
  count(server, lease, 'declined', amount)
}

/** A lease that stays in its subnet and is not reclaimed stays assigned, released or not, as in Kea. */
function countChanged(context: Counted, before: Lease, after: Lease): void {
  const wasCounted = before.state !== leaseState.reclaimed
  const isCounted = after.state !== leaseState.reclaimed
  if (wasCounted && isCounted && before.subnetId === after.subnetId) {
    const amount = (after.state === leaseState.declined ? 1 : 0) - (before.state === leaseState.declined ? 1 : 0)
    if (amount !== 0) countDeclined(context, after, amount)
    return
  }
  countRemoved(context, before)
  countAdded(context, after)
}

function listed(leases: readonly Lease[]): Answer {
  const found = { leases: leases.map(leaseJson) }
  return { arguments: found, result: leases.length === 0 ? result.empty : result.ok, text: `${leases.length} IPv4 lease(s) found.` }
}

function byOctets({ server }: CommandContext, args: Arguments | undefined, key: string, find: (bytes: string) => readonly Lease[]): Answer {
  if (!args) return failed('Command arguments missing or a not a map.')
  const text = args[key]
  if (text === undefined) return failed(`'${key}' parameter not specified`)
  const bytes = typeof text === 'string' ? fromColons(text) : undefined
  if (bytes === undefined) return failed(`'${key}' parameter must be a string`)
  return listed([...find(bytes)].sort((one, other) => one.address - other.address).filter((lease) => server.leases.get(lease.address) === lease))
}

/** By address, or by an identifier and the subnet. */
function findOne({ server }: Counted, args: Arguments | undefined): { lease: Lease | undefined } | Answer {
  if (!args) return failed('Parameters missing or are not a map.')
  const text = args['ip-address']
  if (typeof text === 'string') {
    const address = parseAddress(text)
    return address === undefined ? failed(`Failed to convert string to address '${text}': Invalid argument`) : { lease: server.leases.get(address) }
  }
  const type = args['identifier-type']
  const value = args['identifier']
  const id = args['subnet-id']
  if (type === undefined && value === undefined) return failed("Mandatory 'subnet-id' parameter missing.")
  if (typeof id !== 'number') return failed("Mandatory 'subnet-id' parameter missing.")
  if (typeof type !== 'string' || typeof value !== 'string') return failed("No 'ip-address' provided and 'identifier-type' is either missing or not a string.")
  const bytes = fromColons(value)
  if (bytes === undefined) return failed(`invalid identifier ${value}`)
  if (type !== 'hw-address' && type !== 'client-id') return failed(`Query by ${type} is not allowed in IPv4.`)
  const leases = type === 'hw-address' ? server.leases.byHwaddr(bytes) : server.leases.byClientId(bytes)
  return { lease: leases.find((lease) => lease.subnetId === id) }
}
