/** The hook libraries that a file loads, and what is known of each of ISC's: for which daemons, and in which releases there is one. */
import type { ConfigFile, Daemon } from '../config/config-file'
import { atLeast } from '../config/release'
import type { Release } from '../config/release'
import { objectOf, objectsIn, stringOf, valueOf } from '../config/tree'
import type { Node, ObjectNode, StringNode } from '../config/tree'
import { libraryName } from '../deployment/relationship'
import { say } from '../text/text'
import type { Text } from '../text/text'

export interface LoadedHook {
  readonly node: ObjectNode
  readonly library: StringNode
  /** The file's name, without its folder: `libdhcp_ha.so`. */
  readonly name: string
  /** The map, where there is one. */
  readonly parameters: ObjectNode | undefined
}

/** In the order in which they are loaded. */
export function loadedHooks(file: ConfigFile): LoadedHook[] {
  return objectsIn(file.body, 'hooks-libraries').flatMap((node) => {
    const library = stringOf(node, 'library')
    return library ? [{ node, library, name: libraryName(node) ?? '', parameters: objectOf(node, 'parameters') }] : []
  })
}

export function hooksCalled(file: ConfigFile, name: string): LoadedHook[] {
  return loadedHooks(file).filter((hook) => hook.name === name)
}

/** Whether all that the file loads could be read: only then a library that is not there is missing. */
export function isListWhole(file: ConfigFile): boolean {
  const list: Node | undefined = valueOf(file.body, 'hooks-libraries')
  return file.body?.incomplete !== true && (list === undefined || (list.kind === 'array' && list.incomplete !== true && list.items.every((item) => item.kind === 'object' && !item.incomplete)))
}

interface KnownLibrary {
  readonly daemons: readonly Daemon[]
  /** The first release with it; undefined: all. */
  readonly since?: Release
  /** The first release without it. */
  readonly until?: Release
  /** What does its work in the releases that lack it. */
  readonly instead?: Text
}

const servers: readonly Daemon[] = ['dhcp4', 'dhcp6']
const database = (kind: string): KnownLibrary => ({ daemons: servers, since: '3.0', instead: say`There, Kea has ${kind} built in, and the configuration backend is libdhcp_${kind === 'MySQL' ? 'mysql' : 'pgsql'}_cb.so.` })
const backend = (name: string): KnownLibrary => ({ daemons: servers, until: '3.0', instead: say`Since Kea 3.0 all of it is in ${name}: load that.` })

/** ISC's own, open and paid ones (ARM, "Available Hook Libraries"). */
export const knownLibraries: Readonly<Record<string, KnownLibrary>> = {
  'libdhcp_bootp.so': { daemons: ['dhcp4'] },
  'libdhcp_cb_cmds.so': { daemons: servers },
  'libdhcp_class_cmds.so': { daemons: servers },
  'libdhcp_ddns_tuning.so': { daemons: servers },
  'libdhcp_flex_id.so': { daemons: servers },
  'libdhcp_flex_option.so': { daemons: servers },
  'libdhcp_ha.so': { daemons: servers },
  'libdhcp_host_cache.so': { daemons: servers },
  'libdhcp_host_cmds.so': { daemons: servers },
  'libdhcp_lease_cmds.so': { daemons: servers },
  'libdhcp_lease_query.so': { daemons: servers },
  'libdhcp_legal_log.so': { daemons: servers },
  'libdhcp_limits.so': { daemons: servers },
  'libdhcp_mysql.so': database('MySQL'),
  'libdhcp_mysql_cb.so': backend('libdhcp_mysql.so'),
  'libdhcp_perfmon.so': { daemons: servers, since: '2.6' },
  'libdhcp_pgsql.so': database('PostgreSQL'),
  'libdhcp_pgsql_cb.so': backend('libdhcp_pgsql.so'),
  'libdhcp_ping_check.so': { daemons: ['dhcp4'], since: '2.6' },
  'libdhcp_radius.so': { daemons: servers },
  'libdhcp_rbac.so': { daemons: [...servers, 'agent', 'ddns'], since: '3.0' },
  'libdhcp_run_script.so': { daemons: servers },
  'libdhcp_stat_cmds.so': { daemons: servers },
  'libdhcp_subnet_cmds.so': { daemons: servers },
  'libdhcp_user_chk.so': { daemons: servers },
  'libddns_gss_tsig.so': { daemons: ['ddns'] },
  // Another name of libdhcp_rbac.so since Kea 3.0.
  'libca_rbac.so': { daemons: [...servers, 'agent', 'ddns'] },
}

export function isInRelease({ since, until }: KnownLibrary, release: Release): boolean {
  return (since === undefined || atLeast(release, since)) && (until === undefined || !atLeast(release, until))
}
