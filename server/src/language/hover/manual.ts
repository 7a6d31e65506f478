/** Where Kea's manual (ARM) explains a key: page and anchor. */
import type { Scope } from '../../schema/schemas'

/** `4` stands for the family: the chapters of both servers have the same anchors but for it. */
const bySection: Readonly<Record<string, string>> = {
  '': 'config.html#kea-config',
  'Dhcp4': 'server#dhcp4-configuration',
  'Dhcp6': 'server#dhcp4-configuration',
  'subnet4': 'server#dhcp4-address-config',
  'subnet6': 'server#dhcp6-address-config',
  'pools': 'server#dhcp4-address-config',
  'pd-pools': 'server#dhcp6-prefix-config',
  'option-data': 'server#dhcp4-std-options',
  'option-def': 'server#dhcp4-custom-options',
  'reservations': 'server#host-reservation-v4',
  'relay': 'server#dhcp4-relay-override',
  'shared-networks': 'server#shared-network4',
  'interfaces-config': 'server#dhcp4-interface-configuration',
  'lease-database': 'server#database-configuration4',
  'hosts-databases': 'server#hosts-databases-configuration4',
  'config-control': 'server#dhcp4-cb',
  'config-databases': 'server#dhcp4-cb-json',
  'client-classes': 'classify.html#classification-configuring',
  'hooks-libraries': 'hooks.html#hooks-libraries',
  'expired-leases-processing': 'lease-expiration.html#lease-reclaim-config',
  'control-sockets': 'server#dhcp4-ctrl-channels',
  'dhcp-queue-control': 'congestion-handling.html#congestion-handling',
  'dhcp-ddns': 'server#dhcpv4-d2-io-config',
  'sanity-checks': 'server#sanity-checks4',
  'multi-threading': 'server#dhcp4-multi-threading-settings',
  'compatibility': 'server#dhcp4-compatibility',
  'authentication': 'server#dhcp4-http-ctrl-channel',
  'clients': 'server#dhcp4-http-ctrl-channel',
  'http-headers': 'server#dhcp4-http-ctrl-channel',
  'server-id': 'server#dhcp6-serverid',
  'loggers': 'logging.html#logging',
  'output-options': 'logging.html#logging',
}

const ofDhcpKeys: Readonly<Record<string, string>> = {
  ...all('server#dhcp4-t1-t2-times', 'renew-timer', 'rebind-timer', 'calculate-tee-times', 't1-percent', 't2-percent'),
  ...all('server#dhcpv4-d2-rules-config', 'ddns-send-updates', 'ddns-override-no-update', 'ddns-override-client-update', 'ddns-replace-client-name', 'ddns-qualifying-suffix', 'ddns-update-on-renew', 'ddns-conflict-resolution-mode', 'ddns-use-conflict-resolution', 'ddns-ttl', 'ddns-ttl-min', 'ddns-ttl-max', 'ddns-ttl-percent'),
  ...all('server#dhcpv4-fqdn-name-generation', 'ddns-generated-prefix'),
  ...all('server#dhcp4-host-name-sanitization', 'hostname-char-set', 'hostname-char-replacement'),
  ...all('server#reservations4-tuning', 'host-reservation-identifiers', 'reservations-lookup-first', 'reservations-in-subnet', 'reservations-out-of-pool', 'reservation-mode'),
  ...all('server#global-reservations4', 'reservations-global'),
  ...all('server#multiple-reservations-same-ip4', 'ip-reservations-unique'),
  ...all('server#dhcp4-allocation-strategies', 'allocator', 'pd-allocator'),
  ...all('server#dhcp4-additional-class', 'evaluate-additional-classes', 'require-client-classes', 'only-in-additional-list', 'only-if-required'),
  ...all('server#dhcp4-decline', 'decline-probation-period'),
  ...all('server#dhcp4-stats', 'statistic-default-sample-count', 'statistic-default-sample-age'),
  ...all('server#dhcp4-user-contexts', 'user-context', 'comment'),
  ...all('hooks.html#parked-packet-limit', 'parked-packet-limit'),
}

const ofDhcp4Keys: Readonly<Record<string, string>> = {
  ...all('server#dhcp4-next-server', 'next-server', 'boot-file-name', 'server-hostname'),
  ...all('server#dhcp4-match-client-id', 'match-client-id'),
  ...all('server#dhcp4-echo-client-id', 'echo-client-id'),
  ...all('server#dhcp4-authoritative', 'authoritative'),
  ...all('server#dhcp4-store-extended-info', 'store-extended-info'),
  ...all('server#stash-agent-options', 'stash-agent-options'),
  ...all('server#dhcp4-dhcp4o6-config', 'dhcp4o6-port', '4o6-interface', '4o6-interface-id', '4o6-subnet'),
}

const ofDhcp6Keys: Readonly<Record<string, string>> = {
  ...all('server#dhcp6-rapid-commit', 'rapid-commit'),
  ...all('server#dhcp6-rsoo', 'relay-supplied-options'),
  ...all('server#mac-in-dhcpv6', 'mac-sources'),
  ...all('server#store-extended-info-v6', 'store-extended-info'),
  ...all('server#dhcp6-address-registration', 'allow-address-registration'),
  ...all('server#data-directory', 'data-directory'),
  ...all('server#dhcp6-dhcp4o6-config', 'dhcp4o6-port'),
}

const ofMapsAndKeys: Readonly<Record<string, string>> = {
  'subnet4 id': 'server#ipv4-subnet-id',
  'subnet6 id': 'server#ipv6-subnet-id',
  'subnet4 subnet': 'server#ipv4-subnet-prefix',
  'subnet6 subnet': 'server#ipv6-subnet-prefix',
  ...all('classify.html#classification-subnets', 'subnet4 client-class', 'subnet4 client-classes', 'subnet6 client-class', 'subnet6 client-classes', 'shared-networks client-class', 'shared-networks client-classes'),
  ...all('classify.html#classification-pools', 'pools client-class', 'pools client-classes'),
  'option-data client-classes': 'classify.html#option-class-tagging',
  'client-classes test': 'classify.html#classification-using-expressions',
  'client-classes template-test': 'classify.html#template-classes',
  'reservations client-classes': 'server#reservation4-client-classes',
  'reservations hostname': 'server#reservation4-hostname',
  'reservations option-data': 'server#reservation4-options',
  ...all('server#reservation4-message-fields', 'reservations next-server', 'reservations boot-file-name', 'reservations server-hostname'),
  'loggers debuglevel': 'logging.html#debuglevel',
}

const ofDdns: Readonly<Record<string, string>> = {
  'tsig-keys': 'ddns.html#d2-tsig-key-list-config',
  'forward-ddns': 'ddns.html#d2-forward-ddns-config',
  'reverse-ddns': 'ddns.html#d2-reverse-ddns-config',
  'ddns-domains': 'ddns.html#add-forward-ddns-domain',
  'dns-servers': 'ddns.html#add-forward-dns-servers',
  'control-sockets': 'ddns.html#d2-ctrl-channels',
  'authentication': 'ddns.html#d2-http-ctrl-channel',
  'clients': 'ddns.html#d2-http-ctrl-channel',
  'http-headers': 'ddns.html#d2-http-ctrl-channel',
}

const ofHa: Readonly<Record<string, string>> = {
  'relationship sync-page-limit': 'ha-syncing-page-limit',
  'relationship sync-timeout': 'ha-syncing-timeouts',
  'relationship send-lease-updates': 'ha-sharing-lease-info',
  'relationship sync-leases': 'ha-sharing-lease-info',
  ...all('ha-https-support', 'relationship trust-anchor', 'relationship cert-file', 'relationship key-file', 'relationship require-client-certs', 'peer trust-anchor', 'peer cert-file', 'peer key-file'),
}

/** The maps of libdhcp_ha that have a section of their own. */
const ofHaMaps: Readonly<Record<string, string>> = { 'ha-multi-threading': 'ha-mt-config', 'state-machine': 'ha-pause-state-machine', 'state': 'ha-pause-state-machine' }

export function manualSection(scope: Scope, key: string): string | undefined {
  const { family, name } = scope
  if (family.startsWith('lib')) return `hooks.html#${hookAnchor(family, name, key)}`
  if (family === 'dhcp4' || family === 'dhcp6') return inChapter(sectionOfServer(family, name, key), family)
  if (name === 'loggers' || name === 'output-options' || name === 'hooks-libraries') return bySection[name]
  if (family === 'ddns') return ofDdns[name] ?? 'ddns.html#d2-configuration'
  return family === 'agent' ? 'agent.html#agent-configuration' : undefined
}

function sectionOfServer(family: 'dhcp4' | 'dhcp6', name: string, key: string): string | undefined {
  const ofKeys = { ...ofDhcpKeys, ...(family === 'dhcp4' ? ofDhcp4Keys : ofDhcp6Keys) }
  return ofMapsAndKeys[`${name} ${key}`] ?? (inheriting.has(name) || key === 'user-context' || key === 'comment' ? ofKeys[key] : undefined) ?? bySection[name]
}

/** Where the keys of a server stand; elsewhere the same name may be another thing. */
const inheriting: ReadonlySet<string> = new Set(['Dhcp4', 'Dhcp6', 'subnet4', 'subnet6', 'shared-networks', 'pools', 'pd-pools', 'client-classes'])

function inChapter(section: string | undefined, family: 'dhcp4' | 'dhcp6'): string | undefined {
  if (!section?.startsWith('server#')) return section
  const anchor = section.slice('server#'.length)
  if (family === 'dhcp4') return `dhcp4-srv.html#${anchor}`
  return `dhcp6-srv.html#${anchor.replace(/^(dhcpv?|reservations?)4(?=-)/, '$16').replace(/4$/, '6')}`
}

export function hookSection(library: string): string | undefined {
  return anchorsOfHooks.has(library) ? `hooks.html#${hookAnchor(library, '', '')}` : undefined
}

function hookAnchor(family: string, name: string, key: string): string {
  if (family === 'libdhcp_ha') return ofHa[`${name} ${key}`] ?? ofHaMaps[name] ?? 'hooks-high-availability'
  return `hooks-${family.replace(/^lib(dhcp|ddns|ca)_/, '').replaceAll('_', '-').replace(/-cb$/, '')}`
}

const anchorsOfHooks: ReadonlySet<string> = new Set([
  'libdhcp_bootp', 'libdhcp_cb_cmds', 'libdhcp_class_cmds', 'libdhcp_ddns_tuning', 'libdhcp_flex_id', 'libdhcp_flex_option', 'libdhcp_ha', 'libdhcp_host_cache', 'libdhcp_host_cmds', 'libdhcp_lease_cmds',
  'libdhcp_lease_query', 'libdhcp_legal_log', 'libdhcp_limits', 'libdhcp_mysql', 'libdhcp_mysql_cb', 'libdhcp_perfmon', 'libdhcp_pgsql', 'libdhcp_pgsql_cb', 'libdhcp_ping_check', 'libdhcp_radius',
  'libdhcp_rbac', 'libca_rbac', 'libdhcp_run_script', 'libdhcp_stat_cmds', 'libdhcp_subnet_cmds', 'libdhcp_user_chk', 'libddns_gss_tsig',
])

function all(section: string, ...keys: string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, section]))
}
