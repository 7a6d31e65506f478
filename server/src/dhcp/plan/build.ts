/** A kea-dhcp4 file as plain maps → the plan a server runs by. */
import { atLeast } from '../../config/release'
import type { Release } from '../../config/release'
import { definitionsOf, isFault, readDefinition } from '../../options/definition'
import type { Definition } from '../../options/definition'
import { option } from '../packet/codes'
import type { Expiration, IdentifierType, OptionSet, Plan, PlanFault } from '../plan-types'
import { addressIn } from '../select-subnet'
import { planClasses } from './classes'
import { checkHosts, createHostTable, planHosts } from './hosts'
import { hookNames, planFlexId } from './hooks'
import { planOptions } from './options'
import { planReceived } from './received'
import { flagOf, mapOf, mapsOf, numberOf, PlanError, textOf, textsOf } from './scope'
import type { ConfigMap } from './scope'
import { planSubnets } from './subnets'
import { findUnsupported } from './unsupported'

export type Built = { readonly plan: Plan; readonly fault: undefined } | { readonly plan: undefined; readonly fault: PlanFault }

/** `dhcp4` is the map under "Dhcp4", without comments. The first fault ends it. */
export function buildPlan(dhcp4: ConfigMap, release: Release): Built {
  try {
    return { plan: build(dhcp4, release), fault: undefined }
  } catch (error) {
    if (error instanceof PlanError) return { plan: undefined, fault: { pointer: error.pointer, message: error.message } }
    throw error
  }
}

function build(dhcp4: ConfigMap, release: Release): Plan {
  const own = planDefinitions(dhcp4)
  const definitions = definitionsOf(release, own)
  const compatibility = mapOf(dhcp4, 'compatibility')
  const lenient = flagOf(compatibility, 'lenient-option-parsing') ?? false
  const classes = planClasses(dhcp4, definitions, own, release)
  const { subnets, networks, hosts } = planSubnets(dhcp4, definitions, release)
  const allHosts = [...planHosts(dhcp4, 0, definitions, ''), ...hosts]
  const ipReservationsUnique = flagOf(dhcp4, 'ip-reservations-unique') ?? true
  checkHosts(allHosts, ipReservationsUnique)
  const options = planOptions(dhcp4, definitions, '')
  const hooks = hookNames(dhcp4)
  return {
    release,
    subnets,
    subnetById: new Map(subnets.map((subnet) => [subnet.id, subnet])),
    networks,
    classes,
    classByName: new Map(classes.map((one) => [one.name, one])),
    hosts: createHostTable(allHosts),
    identifierTypes: identifierTypesOf(dhcp4),
    options,
    ddnsEnabled: flagOf(mapOf(dhcp4, 'dhcp-ddns'), 'enable-updates') ?? false,
    authoritative: flagOf(dhcp4, 'authoritative') ?? false,
    echoClientId: flagOf(dhcp4, 'echo-client-id') ?? true,
    stashAgentOptions: flagOf(dhcp4, 'stash-agent-options') ?? false,
    earlyGlobalReservationsLookup: flagOf(dhcp4, 'early-global-reservations-lookup') ?? false,
    ipReservationsUnique,
    declineProbationPeriod: numberOf(dhcp4, 'decline-probation-period') ?? 86400,
    expiration: expirationOf(mapOf(dhcp4, 'expired-leases-processing')),
    ignoreServerId: flagOf(compatibility, 'ignore-dhcp-server-identifier') ?? false,
    ignoreRaiLinkSelection: flagOf(compatibility, 'ignore-rai-link-selection') ?? false,
    excludeFirstLast24: flagOf(compatibility, 'exclude-first-last-24') ?? false,
    lenientOptionParsing: lenient,
    multiThreading: flagOf(mapOf(dhcp4, 'multi-threading'), 'enable-multi-threading') ?? atLeast(release, '2.4'),
    interfaces: textsOf(mapOf(dhcp4, 'interfaces-config'), 'interfaces'),
    leaseDatabase: leaseDatabaseOf(mapOf(dhcp4, 'lease-database')),
    leaseChecks: leaseChecksOf(textOf(mapOf(dhcp4, 'sanity-checks'), 'lease-checks')),
    serverTag: textOf(dhcp4, 'server-tag') ?? '',
    bootp: hooks.includes('libdhcp_bootp'),
    flexId: planFlexId(dhcp4, { release, family: 4, optionCode: (name) => definitions.byName('dhcp4', name)?.code, isClassDefined: () => true }),
    hooks,
    received: planReceived(definitions, lenient),
    serverIds: serverIdsOf(options, [...subnets, ...networks]),
    unsupported: findUnsupported(dhcp4, hooks),
    source: dhcp4,
  }
}

function planDefinitions(dhcp4: ConfigMap): Definition[] {
  return mapsOf(dhcp4, 'option-def').map((map, at) => {
    const read = readDefinition(map)
    if (isFault(read)) throw new PlanError(`/option-def/${at}`, String(read.fault))
    return read
  })
}

const defaultIdentifiers: readonly IdentifierType[] = ['hw-address', 'duid', 'circuit-id', 'client-id']

function identifierTypesOf(dhcp4: ConfigMap): readonly IdentifierType[] {
  const given = textsOf(dhcp4, 'host-reservation-identifiers')
  if (given.length === 0 || given.includes('auto')) return given.length === 0 ? defaultIdentifiers : [...defaultIdentifiers, 'flex-id']
  const known: readonly IdentifierType[] = [...defaultIdentifiers, 'flex-id']
  return given.flatMap((name) => known.filter((type) => type === name))
}

function expirationOf(map: ConfigMap): Expiration {
  return {
    reclaimTimerWaitTime: numberOf(map, 'reclaim-timer-wait-time') ?? 10,
    flushReclaimedTimerWaitTime: numberOf(map, 'flush-reclaimed-timer-wait-time') ?? 25,
    holdReclaimedTime: numberOf(map, 'hold-reclaimed-time') ?? 3600,
    maxReclaimLeases: numberOf(map, 'max-reclaim-leases') ?? 100,
    maxReclaimTime: numberOf(map, 'max-reclaim-time') ?? 250,
    unwarnedReclaimCycles: numberOf(map, 'unwarned-reclaim-cycles') ?? 5,
  }
}

function leaseDatabaseOf(map: ConfigMap): Plan['leaseDatabase'] {
  return {
    type: textOf(map, 'type') ?? 'memfile',
    persist: flagOf(map, 'persist') ?? true,
    name: textOf(map, 'name'),
    lfcInterval: numberOf(map, 'lfc-interval') ?? 3600,
    maxRowErrors: numberOf(map, 'max-row-errors') ?? 0,
  }
}

function leaseChecksOf(text: string | undefined): Plan['leaseChecks'] {
  return text === 'none' || text === 'fix' || text === 'fix-del' || text === 'del' ? text : 'warn'
}

/** A subnet or network without one counts as having 0.0.0.0, which a client may then send. */
function serverIdsOf(global: OptionSet | undefined, scopes: readonly { readonly options: OptionSet | undefined }[]): Set<number> {
  const ids = new Set<number>()
  const add = (set: OptionSet | undefined): boolean => {
    const configured = set?.byCode.get(option.serverId) ?? []
    for (const one of configured) ids.add(addressIn(one.payload))
    return configured.length > 0
  }
  add(global)
  for (const { options } of scopes) if (!add(options)) ids.add(0)
  return ids
}
