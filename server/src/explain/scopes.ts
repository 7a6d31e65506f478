/** The scopes around a client: whose a value is, from the nearest to the widest. */
import type { Exchange } from '../dhcp/exchange'
import { currentHost } from '../dhcp/hosts'
import type { ConfigMap } from '../dhcp/plan/scope'
import type { OptionSet, Plan, Subnet } from '../dhcp/plan-types'
import { poolOf } from '../dhcp/select-subnet'
import { textOfAddress } from './step'

/** Maps that a subnet inherits from, its own first. */
export function scopeMaps(subnet: Subnet, plan: Plan): ConfigMap[] {
  return [subnet.source, ...(subnet.network ? [subnet.network.source] : []), plan.source]
}

/** `the subnet 192.0.2.0/24`. */
export function nameOfScope(map: ConfigMap, subnet: Subnet, plan: Plan): string {
  if (map === subnet.source) return `the subnet ${subnet.text}`
  if (map === subnet.network?.source) return `the shared network ${subnet.network.name}`
  return map === plan.source ? 'the global scope' : 'its scope'
}

/** Whose option set it is. */
export function nameOfOptions(set: OptionSet, exchange: Exchange, plan: Plan, address: number): string {
  const { subnet } = exchange
  if (set === currentHost(exchange)?.options) return 'the reservation'
  const pool = subnet && address !== 0 ? poolOf(subnet, address) : undefined
  if (pool && set === pool.options) return `the pool ${textOfAddress(pool.first)} - ${textOfAddress(pool.last)}`
  if (set === subnet?.options) return `the subnet ${subnet.text}`
  if (set === subnet?.network?.options) return `the shared network ${subnet.network.name}`
  const one = plan.classes.find((candidate) => candidate.options === set)
  return one ? `the class ${one.name}` : 'the global scope'
}
