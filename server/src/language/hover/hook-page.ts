/** What a hook library does, for which daemons, and where it comes from (ARM, "Available Hook Libraries"). */
import type { Daemon } from '../../config/config-file'
import type { Release } from '../../config/release'
import { isInRelease, knownLibraries } from '../../lint/hook-libraries'
import { manualUrl } from '../../lint/rule-list'
import { listed } from '../../text/listed'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { hookSection } from './manual'
import { heading, sentence } from './page'
import type { Block } from './page'

interface HookWords {
  readonly does: Text
  /** The version with which its source became public, where that was not so from the beginning. */
  readonly openSince?: string
  /** Only for customers of ISC's support. */
  readonly isPaid?: true
}

/** `library`: with or without a folder. */
export function hookPage(library: string, release: Release): Block[] {
  const name = library.slice(library.lastIndexOf('/') + 1)
  const family = name.replace(/\.so$/, '')
  const words = Object.hasOwn(hooks, family) ? hooks[family] : undefined
  const known = Object.hasOwn(knownLibraries, name) ? knownLibraries[name] : undefined
  if (!words) return []
  const section = hookSection(family)
  return [
    heading(name, say`hook library`),
    sentence(words.does),
    ...(known ? [sentence(say`For ${listed(known.daemons.map((one) => daemonNames[one]))}.`)] : []),
    sentence(words.isPaid ? say`For customers of ISC's support only.` : words.openSince === undefined ? say`Open source.` : say`Open source since Kea ${words.openSince} (3.0 in the stable series); before, it was for ISC's customers.`),
    ...(known && !isInRelease(known, release) && known.instead !== undefined ? [sentence(say`Kea ${release} does not have it. ${known.instead}`)] : []),
    ...(section === undefined ? [] : [{ kind: 'link' as const, text: say`Kea's manual`, url: manualUrl(section) }]),
  ]
}

const daemonNames: Readonly<Record<Daemon, string>> = { dhcp4: 'kea-dhcp4', dhcp6: 'kea-dhcp6', ddns: 'kea-dhcp-ddns', agent: 'kea-ctrl-agent', netconf: 'kea-netconf' }

/** Kea 3.0 opened most of what had been paid for. */
const opened = '2.7.7'

const hooks: Readonly<Record<string, HookWords>> = {
  libdhcp_bootp: { does: say`Answers BOOTP clients: they get leases without end and belong to the class BOOTP.` },
  libdhcp_cb_cmds: { does: say`Commands that change what a configuration database holds.`, isPaid: true },
  libdhcp_class_cmds: { does: say`Commands that add, change and remove client classes of a running server.`, openSince: opened },
  libdhcp_ddns_tuning: { does: say`Host names for DNS by an expression, and no DNS updates for members of the class SKIP_DDNS.`, openSince: opened },
  libdhcp_flex_id: { does: say`Finds reservations (flex-id) by the value of an expression, such as one of relay options.`, openSince: opened },
  libdhcp_flex_option: { does: say`Adds, replaces and removes options of answers by expressions.` },
  libdhcp_ha: { does: say`High Availability: two servers share the clients or take over from each other, and tell each other their leases.` },
  libdhcp_host_cache: { does: say`Keeps reservations that came from a slow database or from RADIUS in memory.`, openSince: opened },
  libdhcp_host_cmds: { does: say`Commands that add, look up and remove reservations of a running server.`, openSince: opened },
  libdhcp_lease_cmds: { does: say`Commands that add, look up, change and remove leases. High Availability needs it.` },
  libdhcp_lease_query: { does: say`Answers lease queries of relays and access routers (RFC 4388, RFC 6926, RFC 5007, RFC 5460).`, openSince: opened },
  libdhcp_legal_log: { does: say`Writes a log of who had which address when, for duties by law.`, openSince: opened },
  libdhcp_limits: { does: say`Limits how many packets are answered, and how many leases are given, for a class or a subnet.`, openSince: opened },
  libdhcp_mysql: { does: say`Leases, reservations and configuration in MySQL or MariaDB.` },
  libdhcp_mysql_cb: { does: say`Takes parts of the configuration from MySQL or MariaDB.` },
  libdhcp_perfmon: { does: say`Measures how long packets take in each stage, and raises alarms.` },
  libdhcp_pgsql: { does: say`Leases, reservations and configuration in PostgreSQL.` },
  libdhcp_pgsql_cb: { does: say`Takes parts of the configuration from PostgreSQL.` },
  libdhcp_ping_check: { does: say`Pings an address before it is offered, and passes over it where somebody answers.`, openSince: opened },
  libdhcp_radius: { does: say`Asks RADIUS servers whether a client is served and with which address, and tells them of its leases.`, openSince: opened },
  libdhcp_rbac: { does: say`Decides which user may send which commands.`, isPaid: true },
  libca_rbac: { does: say`Decides which user may send which commands.`, isPaid: true },
  libdhcp_run_script: { does: say`Runs a script when leases and packets come to certain points.` },
  libdhcp_stat_cmds: { does: say`Commands that tell the statistics of leases, right also where several servers share a database.` },
  libdhcp_subnet_cmds: { does: say`Commands that add, change and remove subnets and shared networks of a running server.`, openSince: opened },
  libdhcp_user_chk: { does: say`An example: serves users by a list in a file.` },
  libddns_gss_tsig: { does: say`Signs DNS updates with keys that are negotiated by Kerberos (GSS-TSIG).`, openSince: opened },
}
