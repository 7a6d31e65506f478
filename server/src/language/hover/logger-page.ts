/** What a logger tells of: the daemon, or a part of it (ARM, "Logging"). */
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { heading, sentence } from './page'
import type { Block } from './page'

export function loggerPage(name: string): Block[] {
  const [daemon = '', ...rest] = name.split('.')
  if (!daemons.includes(daemon)) return []
  const part = rest.join('.')
  if (part === '') return [heading(name, say`logger`), sentence(say`The root logger of ${daemon}: what no logger of its own is named for, goes by this one.`)]
  const words = partWords(part)
  return words ? [heading(name, say`logger`), sentence(words), sentence(say`What it is not given here comes from ${daemon}.`)] : []
}

const daemons: readonly string[] = ['kea-dhcp4', 'kea-dhcp6', 'kea-dhcp-ddns', 'kea-ctrl-agent', 'kea-netconf']

const parts: Readonly<Record<string, Text>> = {
  'alloc-engine': say`How leases are created, changed and removed in the course of clients' messages.`,
  'auth': say`HTTP requests with faulty authentication.`,
  'bad-packets': say`Messages of clients that were dropped, or answered with a NAK.`,
  'callouts': say`Callouts of hook libraries: their registration and execution.`,
  'commands': say`Commands that came through the control channel.`,
  'database': say`The work with relational databases in general.`,
  'ddns': say`Host names and FQDNs of clients, and the DNS updates that come of them.`,
  'dhcp4': say`The server's basic operations.`,
  'dhcp6': say`The server's basic operations.`,
  'dhcpsrv': say`The library that both DHCP servers share.`,
  'eval': say`The evaluation of client classes' expressions.`,
  'hooks': say`Hook libraries being loaded and unloaded.`,
  'hosts': say`Host reservations being looked up and added.`,
  'leases': say`Leases that are offered and allocated, and what goes wrong at it.`,
  'options': say`Options in messages: being read, written, and used for classification.`,
  'packets': say`Messages received and sent, with their addresses and interfaces.`,
  'tcp': say`TCP traffic.`,
  'dctl': say`The process: its signals and reconfigurations.`,
  'asiodns': say`Network events of DNS updates.`,
  'dhcpddns': say`The server's DNS operations.`,
  'http': say`HTTP traffic.`,
  'user_chk': say`The hook library libdhcp_user_chk.so.`,
  'mysql-cb-hooks': say`The configuration backend for MySQL.`,
  'mysql-hb-hooks': say`The host backend for MySQL.`,
  'mysql-lb-hooks': say`The lease backend for MySQL.`,
  'pgsql-cb-hooks': say`The configuration backend for PostgreSQL.`,
  'pgsql-hb-hooks': say`The host backend for PostgreSQL.`,
  'pgsql-lb-hooks': say`The lease backend for PostgreSQL.`,
}

function partWords(part: string): Text | undefined {
  if (Object.hasOwn(parts, part)) return parts[part]
  const hook = /^([a-z-]+)-hooks$/.exec(part)?.[1]?.replaceAll('-', '_')
  return hook !== undefined && hooks.includes(hook) ? say`The hook library ${hook === 'gss_tsig' ? 'libddns' : 'libdhcp'}_${hook}.so.` : undefined
}

const hooks: readonly string[] = [
  'bootp', 'cb_cmds', 'class_cmds', 'ddns_tuning', 'flex_id', 'flex_option', 'gss_tsig', 'ha', 'host_cache', 'host_cmds', 'lease_cmds', 'lease_query', 'legal_log', 'limits', 'perfmon', 'ping_check', 'radius',
  'run_script', 'stat_cmds', 'subnet_cmds',
]
