/** The files of one folder are one host; where a folder holds several servers, names tell what belongs to which. */
import { Utils, URI } from 'vscode-uri'
import type { ConfigFile, Daemon } from '../config/config-file'
import type { Host } from './deployment'

const daemons: readonly Daemon[] = ['dhcp4', 'dhcp6', 'agent', 'ddns']

export function groupByFolder(files: readonly ConfigFile[]): Host[] {
  const folders = new Map<string, ConfigFile[]>()
  for (const file of files) {
    const folder = Utils.dirname(URI.parse(file.uri)).toString()
    folders.set(folder, [...(folders.get(folder) ?? []), file])
  }
  return [...folders].flatMap(([folder, own]) => hostsIn(folder, own))
}

function hostsIn(folder: string, files: readonly ConfigFile[]): Host[] {
  const servers = files.filter((file) => file.daemon === 'dhcp4')
  if (servers.length < 2) return [host(folder, (daemon) => only(files.filter((file) => file.daemon === daemon)))]
  return servers.map((server) =>
    host(server.uri, (daemon) =>
      daemon === 'dhcp4' ? server : only(files.filter((file) => file.daemon === daemon && suffix(file) === suffix(server))),
    ),
  )
}

function host(uri: string, of: (daemon: Daemon) => ConfigFile | undefined): Host {
  const [dhcp4, dhcp6, agent, ddns] = daemons.map(of)
  return { name: Utils.basename(URI.parse(uri)), dhcp4, dhcp6, agent, ddns }
}

/** Of several files for one daemon none is taken: which of them the server reads cannot be known. */
function only(files: readonly ConfigFile[]): ConfigFile | undefined {
  return files.length === 1 ? files[0] : undefined
}

/** What tells `kea-dhcp4-1.conf` and `kea-ca-1.conf` from others beside them: `-1`. */
function suffix(file: ConfigFile): string {
  const name = Utils.basename(URI.parse(file.uri)).replace(/\.[^.]*$/, '')
  return name.replace(/^kea-(dhcp4|dhcp6|ctrl-agent|ca|dhcp-ddns|ddns|d2)/, '')
}
