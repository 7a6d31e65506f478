/** The loggers that Kea's daemons and ISC's hook libraries have. */
const ofDhcp = [
  'alloc-engine', 'auth', 'bad-packets', 'callouts', 'cb-cmds-hooks', 'class-cmds-hooks', 'commands', 'database', 'ddns', 'ddns-tuning-hooks', 'dhcpsrv', 'eval',
  'flex-id-hooks', 'flex-option-hooks', 'ha-hooks', 'hooks', 'host-cache-hooks', 'host-cmds-hooks', 'hosts', 'http', 'lease-cmds-hooks', 'lease-query-hooks', 'leases', 'legal-log-hooks',
  'limits-hooks', 'mysql-cb-hooks', 'mysql-hb-hooks', 'mysql-lb-hooks', 'options', 'packets', 'perfmon-hooks', 'pgsql-cb-hooks', 'pgsql-hb-hooks', 'pgsql-lb-hooks',
  'radius-hooks', 'run-script-hooks', 'stat-cmds-hooks', 'subnet-cmds-hooks', 'tcp', 'mysql', 'pgsql', 'dhcp-ddns', 'asiodns', 'log', 'process', 'dctl', 'stats',
]

/** Parts of each daemon that have a logger of their own. */
export const loggerParts: Readonly<Record<string, readonly string[]>> = {
  'kea-dhcp4': [...ofDhcp, 'dhcp4', 'bootp-hooks', 'packet-capture-hooks', 'ping-check-hooks'],
  'kea-dhcp6': [...ofDhcp, 'dhcp6'],
  'kea-ctrl-agent': ['auth', 'callouts', 'ctrl-agent', 'dctl', 'hooks', 'http', 'rbac-hooks', 'commands', 'log', 'process'],
}

export const daemonNames: readonly string[] = ['kea-dhcp4', 'kea-dhcp6', 'kea-dhcp-ddns', 'kea-ctrl-agent', 'kea-netconf']
