/** Which files name the same things: those of one host, those of its partners, those that include one part. */
import type { ConfigFile } from '../../config/config-file'
import type { Release } from '../../config/release'
import { numberOf, stringOf } from '../../config/tree'
import { controlSocketsOf } from '../../config/dhcp4'
import type { Host } from '../../deployment/deployment'
import type { Grouping } from '../../deployment/group'
import { relationshipsOf } from '../../deployment/relationship'
import { listenerOf } from '../../lint/listener'
import { isLoopback, parsePeerUrl } from '../../net/peer-url'
import type { Name } from './name'

export interface Site {
  readonly hosts: readonly Host[]
  /** Files of servers that share a relationship. */
  readonly partners: readonly (readonly ConfigFile[])[]
}

/** `current`: a file as it stands; what a check has put together may be older. */
export function siteOf(grouping: Pick<Grouping, 'hosts' | 'deployments'> | undefined, current: (uri: string) => ConfigFile | undefined): Site {
  const now = (file: ConfigFile | undefined): ConfigFile | undefined => file && current(file.uri)
  return {
    hosts: (grouping?.hosts ?? []).map(({ name, dhcp4, dhcp6, agent, ddns }) => ({ name, dhcp4: now(dhcp4), dhcp6: now(dhcp6), agent: now(agent), ddns: now(ddns) })),
    partners: (grouping?.deployments ?? []).map(({ servers }) => servers.flatMap(({ file }) => now(file) ?? [])),
  }
}

/** Other files in which a name of that kind and text would be the same thing. */
export function filesBeside(file: ConfigFile, { kind, key }: Pick<Name, 'kind' | 'key'>, site: Site): ConfigFile[] {
  switch (kind) {
    case 'interface':
      return []
    case 'socket':
      return hostsOf(file, site).flatMap(filesOf)
    case 'ddns-door':
      return (isLoopback(key.split(' ')[0] ?? '') ? hostsOf(file, site) : site.hosts).flatMap(filesOf)
    case 'key':
      return hostsAround(file, site).flatMap(({ ddns }) => ddns ?? [])
    case 'door':
      return [...hostsAround(file, site).flatMap(filesOf), ...partnersOf(file, site)]
    case 'peer':
      return partnersOf(file, site).filter((one) => namesPeer(one, key))
    default:
      return partnersOf(file, site)
  }
}

function namesPeer(file: ConfigFile, name: string): boolean {
  return relationshipsOf(file).some(({ peers, thisServerName }) => thisServerName?.value.trim() === name || peers.some((peer) => peer.name?.value === name))
}

function partnersOf(file: ConfigFile, { partners }: Site): ConfigFile[] {
  return partners.filter((files) => files.includes(file)).flat()
}

function filesOf({ dhcp4, dhcp6, agent, ddns }: Host): ConfigFile[] {
  return [dhcp4, dhcp6, agent, ddns].filter((one) => one !== undefined)
}

function hostsOf(file: ConfigFile, { hosts }: Site): Host[] {
  return hosts.filter((host) => filesOf(host).includes(file))
}

/** Its own host and those of the partners of the servers there. */
function hostsAround(file: ConfigFile, site: Site): Host[] {
  const own = hostsOf(file, site)
  const partners = own.flatMap(filesOf).flatMap((one) => partnersOf(one, site))
  return [...new Set([...own, ...partners.flatMap((one) => hostsOf(one, site))])]
}

/** The address and port of a file at which its host's servers take their partners' messages, where that is no door of their own. */
export function doorsServedBy(file: ConfigFile, site: Site, release: Release): Name[] {
  return hostsOf(file, site).flatMap(({ dhcp4, dhcp6 }) =>
    [dhcp4, dhcp6].flatMap((server) =>
      (server ? relationshipsOf(server) : []).flatMap((relationship) => {
        const { self } = relationship
        if (!server || !self?.url || !self.name || listenerOf(server, relationship, release)) return []
        const url = parsePeerUrl(self.url.value)
        if ('fault' in url || (file.daemon !== 'agent' && file !== server)) return []
        const key = self.name.value
        return doorsOf(file).filter(({ host, port }) => port === url.port && (host === url.host || host === '0.0.0.0' || host === '[::]' || host === '::')).flatMap(({ nodes, of }) =>
          nodes.map((node): Name => ({ kind: 'door', key, node, role: 'definition', of })),
        )
      }),
    ),
  )
}

interface ServedDoor {
  readonly host: string
  readonly port: number
  readonly nodes: readonly Name['node'][]
  readonly of: NonNullable<Name['of']>
}

function doorsOf(file: ConfigFile): ServedDoor[] {
  const { body } = file
  const door = (of: ServedDoor['of'], addressKey: string, portKey: string): ServedDoor => {
    const address = stringOf(of, addressKey)
    const port = numberOf(of, portKey)
    const given = [port, address].filter((one) => one !== undefined)
    return { host: address?.value.toLowerCase() ?? '127.0.0.1', port: port?.value ?? 8000, nodes: given.length > 0 ? given : [of], of }
  }
  if (file.daemon === 'agent') return body ? [door(body, 'http-host', 'http-port')] : []
  return controlSocketsOf(file).filter(({ type }) => type === 'http' || type === 'https').map(({ node }) => door(node, 'socket-address', 'socket-port'))
}

