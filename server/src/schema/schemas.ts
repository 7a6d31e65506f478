/** The published schemas as the walk needs them: which maps a map holds, and what is known of each key. */
import agent from '../../../schemas/kea-ctrl-agent.schema.json'
import ddns from '../../../schemas/kea-dhcp-ddns.schema.json'
import dhcp4 from '../../../schemas/kea-dhcp4.schema.json'
import dhcp6 from '../../../schemas/kea-dhcp6.schema.json'
import netconf from '../../../schemas/kea-netconf.schema.json'
import gssTsig from '../../../schemas/hooks/libddns_gss_tsig.schema.json'
import bootp from '../../../schemas/hooks/libdhcp_bootp.schema.json'
import classCmds from '../../../schemas/hooks/libdhcp_class_cmds.schema.json'
import ddnsTuning from '../../../schemas/hooks/libdhcp_ddns_tuning.schema.json'
import flexId from '../../../schemas/hooks/libdhcp_flex_id.schema.json'
import flexOption from '../../../schemas/hooks/libdhcp_flex_option.schema.json'
import ha from '../../../schemas/hooks/libdhcp_ha.schema.json'
import hostCache from '../../../schemas/hooks/libdhcp_host_cache.schema.json'
import hostCmds from '../../../schemas/hooks/libdhcp_host_cmds.schema.json'
import leaseCmds from '../../../schemas/hooks/libdhcp_lease_cmds.schema.json'
import leaseQuery from '../../../schemas/hooks/libdhcp_lease_query.schema.json'
import legalLog from '../../../schemas/hooks/libdhcp_legal_log.schema.json'
import limits from '../../../schemas/hooks/libdhcp_limits.schema.json'
import mysql from '../../../schemas/hooks/libdhcp_mysql.schema.json'
import mysqlCb from '../../../schemas/hooks/libdhcp_mysql_cb.schema.json'
import perfmon from '../../../schemas/hooks/libdhcp_perfmon.schema.json'
import pgsql from '../../../schemas/hooks/libdhcp_pgsql.schema.json'
import pgsqlCb from '../../../schemas/hooks/libdhcp_pgsql_cb.schema.json'
import pingCheck from '../../../schemas/hooks/libdhcp_ping_check.schema.json'
import radius from '../../../schemas/hooks/libdhcp_radius.schema.json'
import runScript from '../../../schemas/hooks/libdhcp_run_script.schema.json'
import statCmds from '../../../schemas/hooks/libdhcp_stat_cmds.schema.json'
import subnetCmds from '../../../schemas/hooks/libdhcp_subnet_cmds.schema.json'
import userChk from '../../../schemas/hooks/libdhcp_user_chk.schema.json'
import type { Release } from '../config/release'

/** When a violation shows: per constraint, for all releases or some; null: the real server takes it in silence. */
export type RefusedWhen = Readonly<Partial<Record<'type' | 'enum' | 'range' | 'required', null | string | Readonly<Partial<Record<Release, null | string>>>>>>

export interface PropertySchema {
  readonly type?: string
  readonly description?: string
  readonly enum?: readonly (string | number)[]
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly maxLength?: number
  readonly items?: PropertySchema
  readonly $ref?: string
  readonly allOf?: readonly { readonly $ref?: string }[]
  readonly 'x-kea-since'?: string
  readonly 'x-kea-until'?: string
  readonly 'x-kea-releases'?: readonly string[]
  readonly 'x-kea-replaced-by'?: string
  readonly 'x-kea-before'?: string
  readonly 'x-kea-deprecated-since'?: string
  readonly 'x-kea-unit'?: string
  readonly 'x-kea-example'?: unknown
  readonly 'x-kea-ignores-case'?: boolean
  readonly 'x-kea-by-release'?: Readonly<Partial<Record<Release, Partial<PropertySchema>>>>
  readonly 'x-kea-refused-at'?: RefusedWhen
  /** Key beside this one → its values with which this one is looked at; elsewhere a fault goes unnoticed. */
  readonly 'x-kea-read-with'?: Readonly<Record<string, readonly string[]>>
}

export interface MapSchema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, PropertySchema>>
  readonly additionalProperties?: boolean
  readonly required?: readonly string[]
  readonly minProperties?: number
  /** One of these keys must be there. */
  readonly anyOf?: readonly { readonly required?: readonly string[] }[]
  readonly definitions?: Readonly<Record<string, MapSchema>>
  readonly 'x-kea-by-release'?: Readonly<Partial<Record<Release, Partial<MapSchema>>>>
  readonly 'x-kea-refused-at'?: RefusedWhen
  /** Most hook libraries pass over keys that they do not know; this one refuses them. */
  readonly 'x-kea-unknown-keys'?: string
}

/** Every daemon and every hook library for which the parameters are known, by file name without `.so`. */
export const families: Readonly<Record<string, MapSchema>> = {
  dhcp4: dhcp4 as MapSchema,
  dhcp6: dhcp6 as MapSchema,
  agent: agent,
  ddns: ddns,
  netconf: netconf,
  libddns_gss_tsig: gssTsig,
  libdhcp_bootp: bootp,
  libdhcp_class_cmds: classCmds,
  libdhcp_ddns_tuning: ddnsTuning,
  libdhcp_flex_id: flexId,
  libdhcp_flex_option: flexOption,
  libdhcp_ha: ha as MapSchema,
  libdhcp_host_cache: hostCache,
  libdhcp_host_cmds: hostCmds,
  libdhcp_lease_cmds: leaseCmds,
  libdhcp_lease_query: leaseQuery,
  libdhcp_legal_log: legalLog,
  libdhcp_limits: limits,
  libdhcp_mysql: mysql,
  libdhcp_mysql_cb: mysqlCb,
  libdhcp_perfmon: perfmon,
  libdhcp_pgsql: pgsql,
  libdhcp_pgsql_cb: pgsqlCb,
  libdhcp_ping_check: pingCheck,
  libdhcp_radius: radius,
  libdhcp_run_script: runScript,
  libdhcp_stat_cmds: statCmds,
  libdhcp_subnet_cmds: subnetCmds,
  libdhcp_user_chk: userChk,
}

/** One kind of map: a definition of a family, or its own map (the empty name). */
export interface Scope {
  readonly family: string
  readonly name: string
}

export function schemaOf(scope: Scope): MapSchema | undefined {
  const family = families[scope.family]
  return scope.name === '' ? family : family?.definitions?.[scope.name]
}

/** The definition that the maps in this property have, or the maps in its list. */
export function childScope(property: PropertySchema | undefined): string | undefined {
  const reference = property?.$ref ?? property?.allOf?.[0]?.$ref ?? property?.items?.$ref
  return reference?.slice(reference.lastIndexOf('/') + 1)
}

/** The property as the release has it. */
export function forRelease(property: PropertySchema, release: Release): PropertySchema {
  return { ...property, ...property['x-kea-by-release']?.[release] }
}

export function knownIn(property: PropertySchema, release: Release): boolean {
  return property['x-kea-releases']?.includes(release) ?? true
}
