/** Puts files together: into hosts by their folder, into deployments where their peers lists meet. */
import { Utils, URI } from 'vscode-uri'
import type { ConfigFile } from '../config/config-file'
import type { Deployment, DeploymentSettings, Host, Server } from './deployment'
import { groupByFolder } from './host'
import { meetByName, meetByUrl } from './meet'
import { relationshipsOf } from './relationship'

/** Servers that could belong to more than one deployment: nothing is compared. */
export interface Ambiguity {
  readonly servers: readonly Server[]
}

export interface Grouping {
  readonly hosts: readonly Host[]
  readonly deployments: readonly Deployment[]
  readonly ambiguities: readonly Ambiguity[]
}

export function groupHosts(files: readonly ConfigFile[], settings: DeploymentSettings): Grouping {
  const hosts = [...namedHosts(files, settings), ...groupByFolder(files.filter((file) => !isNamed(file, settings)))]
  const servers = hosts.flatMap(serversOf)
  const found: Server[][] = []
  const unclear: Server[][] = []
  let open = servers
  for (const pair of settings.pairs) {
    const asked = open.filter((server) => pair.some((name) => names(server, name)))
    open = open.filter((server) => !asked.includes(server))
    const byDoor = clusters(asked, meetByUrl)
    found.push(...(byDoor.length > 0 ? byDoor : clusters(asked, () => true)))
  }
  for (const folder of foldersDeepestFirst(open)) {
    for (const meet of [meetByUrl, meetByName]) {
      const here = open.filter((server) => isBelow(server.file.uri, folder))
      for (const cluster of clusters(here, meet)) {
        const verdict = judge(cluster)
        if (verdict === 'apart') continue
        open = open.filter((server) => !cluster.includes(server))
        if (verdict === 'deployment') found.push(cluster)
        else unclear.push(cluster)
      }
    }
  }
  return {
    hosts,
    deployments: found.filter((cluster) => cluster.length > 1).map(deployment),
    ambiguities: unclear.map((cluster) => ({ servers: cluster })),
  }
}

function serversOf(host: Host): Server[] {
  return [host.dhcp4, host.dhcp6].flatMap((file) =>
    file ? relationshipsOf(file).map((relationship) => ({ host, file, relationship })) : [],
  )
}

function namedHosts(files: readonly ConfigFile[], settings: DeploymentSettings): Host[] {
  return settings.hosts.map(({ name, files: uris }) => {
    const own = files.filter((file) => uris.some((name) => isAt(file.uri, name)))
    const of = (daemon: ConfigFile['daemon']): ConfigFile | undefined => own.find((file) => file.daemon === daemon)
    return { name, dhcp4: of('dhcp4'), dhcp6: of('dhcp6'), agent: of('agent'), ddns: of('ddns') }
  })
}

function isNamed(file: ConfigFile, settings: DeploymentSettings): boolean {
  return settings.hosts.some((host) => host.files.some((name) => isAt(file.uri, name)))
}

function names(server: Server, name: string): boolean {
  return server.host.name === name || isAt(server.file.uri, name)
}

/** The file itself, or a file below the folder of that name. */
function isAt(uri: string, name: string): boolean {
  return uri === name || isBelow(uri, name)
}

/** Connected groups of two or more servers in different files. */
function clusters(servers: readonly Server[], meet: (one: Server, other: Server) => boolean): Server[][] {
  const left = new Set(servers)
  const groups: Server[][] = []
  for (const first of servers) {
    if (!left.delete(first)) continue
    const group = [first]
    for (const member of group) {
      for (const candidate of left) {
        if (candidate.file !== member.file && candidate.file.daemon === member.file.daemon && meet(member, candidate)) {
          left.delete(candidate)
          group.push(candidate)
        }
      }
    }
    if (group.length > 1) groups.push(group.sort((a, b) => (a.file.uri < b.file.uri ? -1 : 1)))
  }
  return groups
}

/** A deployment has as many servers as peers at the most. Two files of one server side by side are copies, not partners. */
function judge(cluster: readonly Server[]): 'deployment' | 'unclear' | 'apart' {
  const peers = Math.max(2, ...cluster.map((server) => server.relationship.peers.length))
  if (cluster.length > peers) return 'unclear'
  const [one, other] = cluster
  if (!one || !other || !repeatsName(cluster)) return 'deployment'
  if (cluster.length === 2 && folderOf(one.file.uri) === folderOf(other.file.uri)) return 'apart'
  // One name twice among as many files as peers is the slip of a copied file; else it may be an older state of a server.
  return cluster.length === peers ? 'deployment' : 'unclear'
}

function repeatsName(cluster: readonly Server[]): boolean {
  const names = cluster.flatMap((server) => server.relationship.thisServerName?.value ?? [])
  return new Set(names).size < names.length
}

function deployment(servers: readonly Server[]): Deployment {
  return { servers, hubAndSpoke: servers.some((server) => relationshipsOf(server.file).length > 1) }
}

function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString()
}

/** Every folder that holds a server, and those around them. */
function foldersDeepestFirst(servers: readonly Server[]): string[] {
  const folders = new Set<string>()
  for (const server of servers) {
    let folder = folderOf(server.file.uri)
    while (!folders.has(folder)) {
      folders.add(folder)
      folder = folderOf(folder)
    }
  }
  return [...folders].sort((a, b) => depth(b) - depth(a) || (a < b ? -1 : 1))
}

function depth(uri: string): number {
  return URI.parse(uri).path.split('/').filter((part) => part !== '').length
}

function isBelow(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}
