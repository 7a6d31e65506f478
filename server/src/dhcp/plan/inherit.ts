/** What a subnet has of its shared network and of the global scope, and Kea's defaults (ARM, "Configuration Inheritance"). */
import { atLeast } from '../../config/release'
import type { Release } from '../../config/release'
import { parseAddress } from '../../net/ipv4'
import type { DdnsParameters, Subnet, Triplet } from '../plan-types'
import { flagOf, mapOf, PlanError, textOf } from './scope'
import type { ConfigMap } from './scope'
import { movedDdnsParameters } from '../../config/moved-ddns-parameters'

/** The nearest scope that has a parameter; '' counts as not set. */
export function nearestScope(scopes: readonly ConfigMap[], key: string): ConfigMap | undefined {
  return scopes.find((scope) => scope[key] !== undefined && scope[key] !== '')
}

function nearest(scopes: readonly ConfigMap[], key: string): unknown {
  return nearestScope(scopes, key)?.[key]
}

function number(scopes: readonly ConfigMap[], key: string): number | undefined {
  const value = nearest(scopes, key)
  return typeof value === 'number' ? value : undefined
}

/** Seconds: Kea keeps the lower 32 bits of what the file says, so that -1 stands for ever. */
export function seconds(scopes: readonly ConfigMap[], key: string): number | undefined {
  const value = number(scopes, key)
  return value === undefined ? undefined : value >>> 0
}

function flag(scopes: readonly ConfigMap[], key: string): boolean | undefined {
  const value = nearest(scopes, key)
  return typeof value === 'boolean' ? value : undefined
}

function text(scopes: readonly ConfigMap[], key: string): string | undefined {
  const value = nearest(scopes, key)
  return typeof value === 'string' ? value : undefined
}

export type Inherited = Pick<
  Subnet,
  | 'valid' | 'renew' | 'rebind' | 'calculateTeeTimes' | 't1Percent' | 't2Percent' | 'offerLifetime' | 'cacheThreshold' | 'cacheMaxAge'
  | 'matchClientId' | 'authoritative' | 'nextServer' | 'serverHostname' | 'bootFileName' | 'reservationsGlobal' | 'reservationsInSubnet'
  | 'reservationsOutOfPool' | 'storeExtendedInfo' | 'allocator' | 'ddns'
>

/** Scopes from the subnet outwards; `own` is where a fault is told. */
export function inherit(scopes: readonly ConfigMap[], release: Release, pointer: string): Inherited {
  return {
    valid: lifetime(scopes, 'valid-lifetime', pointer) ?? { min: defaultLifetime, default: defaultLifetime, max: defaultLifetime },
    renew: seconds(scopes, 'renew-timer'),
    rebind: seconds(scopes, 'rebind-timer'),
    calculateTeeTimes: flag(scopes, 'calculate-tee-times') ?? false,
    t1Percent: number(scopes, 't1-percent') ?? 0.5,
    t2Percent: number(scopes, 't2-percent') ?? 0.875,
    offerLifetime: seconds(scopes, 'offer-lifetime'),
    cacheThreshold: number(scopes, 'cache-threshold') ?? (atLeast(release, '3.0') ? 0.25 : undefined),
    cacheMaxAge: number(scopes, 'cache-max-age'),
    matchClientId: flag(scopes, 'match-client-id') ?? true,
    authoritative: flag(scopes, 'authoritative') ?? false,
    nextServer: nextServerOf(scopes),
    serverHostname: text(scopes, 'server-hostname') ?? '',
    bootFileName: text(scopes, 'boot-file-name') ?? '',
    ...reservationModes(scopes),
    storeExtendedInfo: flag(scopes, 'store-extended-info') ?? false,
    allocator: allocatorOf(scopes),
    ddns: ddnsOf(scopes, release),
  }
}

const defaultLifetime = 7200

/** Default, minimum and maximum are inherited one by one; what is missing takes the default's value. undefined: none is set. */
export function lifetime(scopes: readonly ConfigMap[], name: string, pointer: string): Triplet | undefined {
  const value = seconds(scopes, name) ?? (name === 'valid-lifetime' && scopes.length > 1 ? defaultLifetime : undefined)
  const min = seconds(scopes, `min-${name}`)
  const max = seconds(scopes, `max-${name}`)
  const middle = value ?? min ?? max
  if (middle === undefined) return undefined
  if (value === undefined && min !== undefined && max !== undefined) {
    throw new PlanError(pointer, `min-${name} and max-${name} are set, but not ${name}`)
  }
  const bounds = { min: min ?? middle, default: middle, max: max ?? middle }
  if (bounds.min > bounds.default || bounds.default > bounds.max) {
    throw new PlanError(pointer, `${name} must lie between min-${name} and max-${name}: ${bounds.min}, ${bounds.default}, ${bounds.max}`)
  }
  return bounds
}

function nextServerOf(scopes: readonly ConfigMap[]): number {
  for (const scope of scopes) {
    const address = parseAddress(textOf(scope, 'next-server') ?? '')
    if (address !== undefined && address !== 0) return address
  }
  return 0
}

/** `reservation-mode` is the older way to say it, up to 2.4. */
function reservationModes(scopes: readonly ConfigMap[]): Pick<Subnet, 'reservationsGlobal' | 'reservationsInSubnet' | 'reservationsOutOfPool'> {
  const expanded = scopes.map((scope) => ({ ...modes[textOf(scope, 'reservation-mode') ?? ''], ...scope }))
  return {
    reservationsGlobal: flag(expanded, 'reservations-global') ?? false,
    reservationsInSubnet: flag(expanded, 'reservations-in-subnet') ?? true,
    reservationsOutOfPool: flag(expanded, 'reservations-out-of-pool') ?? false,
  }
}

const modes: Readonly<Record<string, ConfigMap>> = {
  all: { 'reservations-global': false, 'reservations-in-subnet': true, 'reservations-out-of-pool': false },
  'out-of-pool': { 'reservations-global': false, 'reservations-in-subnet': true, 'reservations-out-of-pool': true },
  global: { 'reservations-global': true, 'reservations-in-subnet': false, 'reservations-out-of-pool': false },
  disabled: { 'reservations-global': false, 'reservations-in-subnet': false, 'reservations-out-of-pool': false },
}

function allocatorOf(scopes: readonly ConfigMap[]): Subnet['allocator'] {
  const name = text(scopes, 'allocator')
  return name === 'random' || name === 'flq' ? name : 'iterative'
}

/** The character set of sanitizing has a default since 2.7. */
const defaultCharSet = '[^A-Za-z0-9.-]'

function ddnsOf(scopes: readonly ConfigMap[], release: Release): DdnsParameters {
  const global = scopes[scopes.length - 1] ?? {}
  // Up to 2.4 some of these could stand in dhcp-ddns; the global scope takes them over where it has none.
  const withOld = [...scopes, ...[oldNames(mapOf(global, 'dhcp-ddns'))]]
  return {
    sendUpdates: flag(withOld, 'ddns-send-updates') ?? true,
    overrideNoUpdate: flag(withOld, 'ddns-override-no-update') ?? false,
    overrideClientUpdate: flag(withOld, 'ddns-override-client-update') ?? false,
    updateOnRenew: flag(withOld, 'ddns-update-on-renew') ?? false,
    replaceClientName: replaceMode(text(withOld, 'ddns-replace-client-name')),
    generatedPrefix: text(withOld, 'ddns-generated-prefix') ?? 'myhost',
    qualifyingSuffix: text(withOld, 'ddns-qualifying-suffix') ?? '',
    finalDotIsFull: atLeast(release, '3.0'),
    hostnameCharSet: setText(withOld, 'hostname-char-set') ?? (atLeast(release, '2.2') ? defaultCharSet : ''),
    hostnameCharReplacement: setText(withOld, 'hostname-char-replacement') ?? '',
  }
}

/** Here '' is a value: it turns sanitizing off. */
function setText(scopes: readonly ConfigMap[], key: string): string | undefined {
  for (const scope of scopes) {
    const value = textOf(scope, key)
    if (value !== undefined) return value
  }
  return undefined
}

function oldNames(dhcpDdns: ConfigMap): ConfigMap {
  return Object.fromEntries(Object.entries(movedDdnsParameters).flatMap(([old, name]) => (dhcpDdns[old] === undefined ? [] : [[name, dhcpDdns[old]]])))
}

export function replaceMode(value: string | undefined): DdnsParameters['replaceClientName'] {
  return value === 'always' || value === 'when-present' || value === 'when-not-present' ? value : 'never'
}

/** What a pool says for itself (since 2.7). */
export function poolDdns(pool: ConfigMap): Partial<DdnsParameters> | undefined {
  const own: { -readonly [K in keyof DdnsParameters]?: DdnsParameters[K] } = {}
  const set = <K extends keyof DdnsParameters>(key: K, value: DdnsParameters[K] | undefined): void => {
    if (value !== undefined) own[key] = value
  }
  set('sendUpdates', flagOf(pool, 'ddns-send-updates'))
  set('overrideNoUpdate', flagOf(pool, 'ddns-override-no-update'))
  set('overrideClientUpdate', flagOf(pool, 'ddns-override-client-update'))
  set('updateOnRenew', flagOf(pool, 'ddns-update-on-renew'))
  const mode = textOf(pool, 'ddns-replace-client-name')
  set('replaceClientName', mode === undefined ? undefined : replaceMode(mode))
  set('generatedPrefix', textOf(pool, 'ddns-generated-prefix'))
  set('qualifyingSuffix', textOf(pool, 'ddns-qualifying-suffix'))
  return Object.keys(own).length === 0 ? undefined : own
}

