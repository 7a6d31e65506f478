/** What of a workspace could be booted together: the DHCPv4 servers that share a relationship, and each one that has none. */
import type { Host } from './deployment'
import type { Grouping } from './group'

/** Hosts with a DHCPv4 server, in the order of the grouping; a hub stands with all of its spokes. */
export function bootableTogether({ hosts, deployments }: Pick<Grouping, 'hosts' | 'deployments'>): Host[][] {
  const groups = new Map<Host, Host[]>(hosts.filter((host) => host.dhcp4).map((host) => [host, [host]]))
  for (const { servers } of deployments) {
    const parts = new Set(servers.flatMap((server) => groups.get(server.host) ?? []).flatMap((host) => groups.get(host) ?? []))
    const together = hosts.filter((host) => parts.has(host))
    for (const host of together) groups.set(host, together)
  }
  return [...new Set(groups.values())]
}
