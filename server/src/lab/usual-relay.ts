/** Where clients of a deployment stand that nobody has said more of. */
import { broadcast } from '../dhcp/exchange'
import { mapInterfaces } from '../dhcp/interfaces'
import { textOfAddress } from '../dhcp/leases/csv'
import { selectSubnet } from '../dhcp/select-subnet'
import type { ExplainedServer } from '../explain/explained-server'

/** The address of a relay in the first subnet whose pools are open to all; '' where there is none. */
export function relayForAll([first]: readonly ExplainedServer[]): string {
  const isOpen = (names: readonly string[]): boolean => names.every((name) => name.startsWith('HA_'))
  const subnet = first?.plan.subnets.find((one) => isOpen(one.clientClasses) && one.pools.some((pool) => isOpen(pool.clientClasses)))
  if (!subnet) return ''
  const [relay] = [...subnet.relays, ...(subnet.network?.relays ?? [])]
  return textOfAddress(relay ?? subnet.first + 1)
}

/** '' where all servers are on one link, which clients can be on too. Servers on links of their own are reached through a relay only. */
export function usualRelay(servers: readonly ExplainedServer[]): string {
  const links = new Set(servers.map(linkOf))
  const [link] = links
  return links.size === 1 && link !== undefined ? '' : relayForAll(servers)
}

/** The subnet that a broadcast on the server's own interface is in. */
function linkOf({ plan }: ExplainedServer): string | undefined {
  const iface = mapInterfaces(plan)[0]
  if (!iface || iface.isLoopback) return undefined
  const selector = { giaddr: 0, ciaddr: 0, remote: 0, local: broadcast, optionSelect: 0, iface: iface.name, ifaceAddress: iface.address, classes: new Set(['ALL']) }
  return selectSubnet(plan, selector)?.text
}
