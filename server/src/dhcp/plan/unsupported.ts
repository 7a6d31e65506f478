/** What of a file has no effect in this server, each with what follows from it: nothing is ignored in silence. */
import type { Unsupported } from '../plan-types'
import { flagOf, isMap, mapOf, mapsOf, textOf } from './scope'
import type { ConfigMap } from './scope'

/** Hooks whose work the server does itself. */
const supportedHooks = ['libdhcp_lease_cmds', 'libdhcp_stat_cmds', 'libdhcp_host_cmds', 'libdhcp_subnet_cmds', 'libdhcp_bootp', 'libdhcp_flex_id', 'libdhcp_ha']

const globals: Readonly<Record<string, string>> = {
  'config-control': 'Nothing is read from a configuration database: the server runs with what the file says.',
  'hosts-database': 'Reservations of the database are not there: only those of the file are.',
  'hosts-databases': 'Reservations of the databases are not there: only those of the file are.',
  'dhcp4o6-port': 'DHCPv4 over DHCPv6 is not served.',
  'dhcp-queue-control': 'Packets are not queued: each is answered as it comes.',
  'adaptive-lease-time-threshold': 'Lifetimes do not become shorter as pools fill up.',
  'statistic-default-sample-age': 'Statistics keep a number of values, however old.',
  loggers: 'Logs go to the event stream of this program, not where the loggers say.',
}

const ofSubnets: Readonly<Record<string, string>> = {
  '4o6-interface': 'DHCPv4 over DHCPv6 is not served.',
  '4o6-interface-id': 'DHCPv4 over DHCPv6 is not served.',
  '4o6-subnet': 'DHCPv4 over DHCPv6 is not served.',
  'adaptive-lease-time-threshold': 'Lifetimes do not become shorter as pools fill up.',
}

export function findUnsupported(dhcp4: ConfigMap, hooks: readonly string[]): Unsupported[] {
  const found: Unsupported[] = []
  const note = (pointer: string, name: string, consequence: string): void => {
    found.push({ pointer, name, consequence })
  }
  for (const [name, consequence] of Object.entries(globals)) {
    if (dhcp4[name] !== undefined && dhcp4[name] !== 0) note(`/${name}`, name, consequence)
  }
  if (flagOf(mapOf(dhcp4, 'dhcp-ddns'), 'enable-updates') === true) {
    note('/dhcp-ddns/enable-updates', 'dhcp-ddns', 'Names are given to clients and leases, but no updates are sent to a DNS server.')
  }
  const type = textOf(mapOf(dhcp4, 'lease-database'), 'type') ?? 'memfile'
  if (type !== 'memfile') note('/lease-database/type', `lease-database ${type}`, 'Leases are kept in a memfile of this program, not in the database.')
  hooks.forEach((hook, at) => {
    if (!supportedHooks.includes(hook)) note(`/hooks-libraries/${at}`, hook, hookConsequences[hook] ?? 'The library is not loaded: what it would change does not happen.')
  })
  eachSubnet(dhcp4, (subnet, pointer) => {
    for (const [name, consequence] of Object.entries(ofSubnets)) {
      if (subnet[name] !== undefined && subnet[name] !== '') note(`${pointer}/${name}`, name, consequence)
    }
  })
  return found
}

const hookConsequences: Readonly<Record<string, string>> = {
  libdhcp_run_script: 'No script is run.',
  libdhcp_ping_check: 'Addresses are offered without a ping before.',
  libdhcp_ddns_tuning: 'Names are not computed by the hook’s expressions.',
  libdhcp_limits: 'No limits on leases or rates are held.',
  libdhcp_radius: 'No RADIUS server is asked.',
  libdhcp_flex_option: 'Options are not added, replaced or removed by expressions.',
  libdhcp_legal_log: 'No forensic log is written.',
  libdhcp_lease_query: 'Lease queries are not answered.',
  libdhcp_perfmon: 'Durations are not measured.',
  libdhcp_class_cmds: 'Classes cannot be changed by commands.',
  libdhcp_cb_cmds: 'There are no commands for a configuration database.',
  libdhcp_mysql: 'Nothing is kept in MySQL.',
  libdhcp_pgsql: 'Nothing is kept in PostgreSQL.',
}

function eachSubnet(dhcp4: ConfigMap, visit: (subnet: ConfigMap, pointer: string) => void): void {
  mapsOf(dhcp4, 'subnet4').forEach((subnet, at) => visit(subnet, `/subnet4/${at}`))
  const networks = dhcp4['shared-networks']
  if (!Array.isArray(networks)) return
  networks.filter(isMap).forEach((network, at) => {
    visit(network, `/shared-networks/${at}`)
    mapsOf(network, 'subnet4').forEach((subnet, index) => visit(subnet, `/shared-networks/${at}/subnet4/${index}`))
  })
}
