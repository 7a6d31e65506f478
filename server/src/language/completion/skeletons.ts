/** Whole files, for one that is empty yet. */
import { CompletionItemKind } from 'vscode-languageserver-types'
import type { Daemon } from '../../config/config-file'
import { atLeast } from '../../config/release'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { haTemplates } from './ha-templates'
import type { Circumstances } from './known'
import { daemonFile } from './keys'
import type { Piece, Proposal } from './proposal'
import type { Spot } from './spot'
import { entry, listOf, mapOf, text } from './template-text'
import { domain, logger, templatesFor, unixSocket } from './templates'
import type { Site } from './templates'

export function skeletonProposals({ source }: Spot, around: Circumstances): Proposal[] {
  const name = source.uri.slice(source.uri.lastIndexOf('/') + 1)
  const of = (daemon: Daemon, label: string, detail: Text, pieces: readonly Piece[], rank: number): Proposal => {
    const isMeant = name.includes(daemonFile[daemon] ?? ' ')
    return { label, pieces, kind: CompletionItemKind.Snippet, detail, rank: isMeant ? rank : rank + 10, isPreferred: isMeant && rank === 1 }
  }
  const site = (daemon: Daemon): Site => ({ around, daemon, maps: [] })
  const plain = server(site('dhcp4'), 'Dhcp4', [])
  const ha = haTemplates(site('dhcp4')).map((one) => of('dhcp4', `kea-dhcp4 with ${one.label}`, say`a whole file`, server(site('dhcp4'), 'Dhcp4', one.pieces), 2))
  const agent = atLeast(around.release, '3.2') ? [] : [of('agent', 'kea-ctrl-agent', say`a whole file`, agentFile(site('agent')), 1)]
  return [of('dhcp4', 'kea-dhcp4', say`a whole file`, plain, 1), ...ha, of('dhcp6', 'kea-dhcp6', say`a whole file`, server(site('dhcp6'), 'Dhcp6', []), 1), ...agent, of('ddns', 'kea-dhcp-ddns', say`a whole file`, ddnsFile(site('ddns')), 1)]
}

function server(site: Site, key: string, hooks: readonly Piece[]): Piece[] {
  const subnets = key === 'Dhcp4' ? 'subnet4' : 'subnet6'
  const subnet = templatesFor(subnets, site)[0]?.pieces ?? []
  const socket = unixSocket(site, site.daemon)
  return mapOf(
    entry(
      key,
      mapOf(
        entry('interfaces-config', mapOf(entry('interfaces', listOf(text({ stop: 'eth0' }))))),
        atLeast(site.around.release, '3.0') ? entry('control-sockets', listOf(socket)) : entry('control-socket', socket),
        entry('lease-database', mapOf(entry('type', text('memfile')), entry('lfc-interval', ['3600']))),
        ...(hooks.length > 0 ? [entry('hooks-libraries', listOf(hooks))] : []),
        entry('valid-lifetime', [{ stop: '3600' }]),
        entry(subnets, listOf(subnet)),
        entry('loggers', listOf(logger(site))),
      ),
    ),
  )
}

function agentFile(site: Site): Piece[] {
  return mapOf(entry('Control-agent', mapOf(entry('http-host', text({ stop: '127.0.0.1' })), entry('http-port', [{ stop: '8000' }]), entry('control-sockets', mapOf(entry('dhcp4', unixSocket(site, 'dhcp4')))), entry('loggers', listOf(logger(site))))))
}

function ddnsFile(site: Site): Piece[] {
  const domains = (name: string): Piece[] => mapOf(entry('ddns-domains', listOf(domain(name))))
  return mapOf(
    entry(
      'DhcpDdns',
      mapOf(
        entry('ip-address', text({ stop: '127.0.0.1' })),
        entry('port', [{ stop: '53001' }]),
        entry('tsig-keys', ['[ ]']),
        entry('forward-ddns', domains('example.org.')),
        entry('reverse-ddns', domains('2.0.192.in-addr.arpa.')),
        entry('loggers', listOf(logger(site))),
      ),
    ),
  )
}
