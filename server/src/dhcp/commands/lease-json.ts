/** A lease in the JSON of Kea's lease commands, both ways (ARM, "libdhcp_lease_cmds"). */
import { parseAddress } from '../../net/ipv4'
import { colons, fromColons, textOfAddress } from '../leases/csv'
import type { Lease } from '../leases/lease'
import type { DhcpServer } from '../server'
import { isMap, shown } from './context'
import type { Arguments } from './context'

export function leaseJson(lease: Lease): Record<string, unknown> {
  return json(lease, 'cltt', {})
}

/** What partners tell each other of a lease: when it ends, and not when it began. */
export function partnersLeaseJson(lease: Lease, more: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return json(lease, 'expire', more)
}

/** One assignment after the other: three times as fast as spreading what a lease may have. */
function json(lease: Lease, time: 'cltt' | 'expire', more: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const map: Record<string, unknown> = {}
  if (lease.clientId !== undefined) map['client-id'] = colons(lease.clientId)
  if (time === 'cltt') map['cltt'] = lease.cltt
  else map['expire'] = lease.cltt + lease.validLft
  for (const key in more) map[key] = more[key]
  map['fqdn-fwd'] = lease.fqdnFwd
  map['fqdn-rev'] = lease.fqdnRev
  map['hostname'] = lease.hostname
  map['hw-address'] = colons(lease.hwaddr)
  map['ip-address'] = textOfAddress(lease.address)
  if (lease.poolId !== 0) map['pool-id'] = lease.poolId
  map['state'] = lease.state
  map['subnet-id'] = lease.subnetId
  if (lease.userContext !== undefined) map['user-context'] = lease.userContext
  map['valid-lft'] = lease.validLft
  return map
}

export interface ReadLease {
  readonly lease: Lease
  readonly forceCreate: boolean
}

/** A fault has Kea's own words: scripts look for them. */
export type LeaseFault = { readonly result: number; readonly text: string }

export function readLease(server: DhcpServer, args: Arguments): ReadLease | LeaseFault {
  const fault = (text: string, result = 1): LeaseFault => ({ result, text })
  const text = args['ip-address']
  if (text === undefined) return fault("missing parameter 'ip-address'")
  const address = typeof text === 'string' ? parseAddress(text) : undefined
  if (address === undefined) return fault(`Failed to convert '${shown(text)}' to address: Failed to convert string to address '${shown(text)}': Invalid argument`)
  const hwText = args['hw-address']
  if (typeof hwText !== 'string') return fault("missing parameter 'hw-address'")
  const hwaddr = fromColons(hwText)
  if (hwaddr === undefined) return fault(`invalid format of the decoded string '${hwText}'`)
  const given = args['subnet-id']
  const subnet = typeof given === 'number' && given !== 0 ? server.plan.subnetById.get(given) : server.plan.subnets.find((one) => address >= one.first && address <= one.last)
  if (!subnet) {
    if (typeof given === 'number' && given !== 0) return fault(`Invalid subnet-id: No IPv4 subnet with subnet-id=${given} currently configured.`, 4)
    return fault(`subnet-id not specified and failed to find a subnet for address ${shown(text)}`, 4)
  }
  if (address < subnet.first || address > subnet.last) return fault(`The address ${shown(text)} does not belong to subnet ${subnet.text}, subnet-id=${subnet.id}`, 4)
  const clientId = clientIdOf(args)
  if (typeof clientId === 'object') return clientId
  const times = timesOf(server, args, subnet.valid.default)
  if ('text' in times) return times
  const state = args['state'] ?? 0
  if (typeof state !== 'number' || state < 0 || state > 4) return fault(`Invalid state value: ${shown(state)}, supported values are: 0 (default), 1 (declined), 2 (expired-reclaimed), 3 (released) and 4 (registered)`)
  const context = args['user-context']
  if (context !== undefined && !isMap(context)) return fault('user context is not a map')
  return {
    forceCreate: args['force-create'] === true,
    lease: {
      address,
      hwaddr,
      htype: 1,
      clientId,
      ...times,
      subnetId: subnet.id,
      poolId: typeof args['pool-id'] === 'number' ? args['pool-id'] : 0,
      fqdnFwd: args['fqdn-fwd'] === true,
      fqdnRev: args['fqdn-rev'] === true,
      hostname: typeof args['hostname'] === 'string' ? args['hostname'].toLowerCase() : '',
      state,
      userContext: context,
    },
  }
}

function clientIdOf(args: Arguments): string | undefined | LeaseFault {
  const text = args['client-id']
  if (text === undefined) return undefined
  const bytes = typeof text === 'string' ? fromColons(text) : undefined
  return bytes === undefined || bytes.length < 2 ? { result: 1, text: `'${shown(text)}' is not a valid client identifier` } : bytes
}

/** `expire` is when it ends, `cltt` when it began: one of them, or neither for now. */
function timesOf(server: DhcpServer, args: Arguments, byDefault: number): { validLft: number; cltt: number } | LeaseFault {
  const given = args['valid-lft']
  const validLft = typeof given === 'number' ? given : byDefault
  const expire = args['expire']
  const cltt = args['cltt']
  if (typeof expire === 'number') {
    if (expire <= 0) return { result: 1, text: `expiration time must be positive for address ${shown(args['ip-address'])}` }
    if (expire < validLft) return { result: 1, text: `expiration time must be greater than valid lifetime for address ${shown(args['ip-address'])}` }
    return { validLft, cltt: expire - validLft }
  }
  return { validLft, cltt: typeof cltt === 'number' ? cltt : server.now }
}
