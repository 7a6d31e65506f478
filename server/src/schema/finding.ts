/** One finding of the schemas: where it sits, and when the real server notices. */
import { hookLoad } from '../config/release'
import type { RefusedAt, Release } from '../config/release'
import type { Fix } from '../config/fix'
import type { Finding, Place } from '../lint/rule'
import type { Said } from './keys'
import type { SchemaRuleId } from './schema-rules'
import type { MapSchema, PropertySchema, RefusedWhen, Scope } from './schemas'

export interface SchemaFinding extends Finding {
  readonly rule: SchemaRuleId
  readonly at: Place
  /** Kea looks at the value when a subnet inherits it: without any subnet the file is taken. */
  readonly onlyWithSubnets?: boolean
}

export interface AjvError {
  readonly keyword: string
  readonly instancePath: string
  readonly schemaPath: string
  readonly params: Readonly<Record<string, unknown>>
}

export function propertyOf(schema: MapSchema, key: string): PropertySchema | undefined {
  return schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
}

export function finding(rule: SchemaRuleId, at: Place, said: Said, refusedAt: RefusedAt, fixes?: () => readonly Fix[]): SchemaFinding {
  const silent = refusedAt === null && !rule.endsWith('hook-parameter')
  return { rule, at, refusedAt, message: said.message, help: said.help, ...(fixes && { fixes }), ...(silent && { severity: 'warning' as const }) }
}

/** When the real server would notice: hook parameters are read when the library is loaded. */
export function when(of: { readonly 'x-kea-refused-at'?: RefusedWhen }, constraint: keyof RefusedWhen, scope: Scope, release: Release): RefusedAt {
  const told = of['x-kea-refused-at']?.[constraint]
  const here = typeof told === 'object' && told !== null ? told[release] : told
  if (here === null) return null
  if (here === 'start') return 'start'
  return scope.family.startsWith('lib') ? libraryLoad(scope, release) : '-t'
}

/** Only the DHCP servers have a -T that loads libraries. */
export function libraryLoad({ family }: Scope, release: Release): RefusedAt {
  return family.startsWith('libdhcp_') ? hookLoad(release) : 'start'
}

export function last<T>(list: readonly T[]): T | undefined {
  return list[list.length - 1]
}
