/** What a server runs by: a kea-dhcp4 file with inheritance resolved, so that a packet needs no look at the text. */
import type { Release } from '../config/release'
import type { Range } from '../net/ipv4'
import type { Subject } from '../expression/subject'

/** A lifetime with its bounds, in seconds: `min-valid-lifetime`, `valid-lifetime`, `max-valid-lifetime`. */
export interface Triplet {
  readonly min: number
  readonly default: number
  readonly max: number
}

/** One option as it goes on the wire. */
export interface PlannedOption {
  readonly code: number
  /** Sub-options included; without code and length. */
  readonly payload: Uint8Array
  readonly alwaysSend: boolean
  readonly neverSend: boolean
  /** Only for clients in one of these; for all when empty. */
  readonly clientClasses: readonly string[]
  /** Options 124 and 125: whose they are (RFC 3925). */
  readonly enterprise: number | undefined
  /** The entry of `option-data`. */
  readonly source: Readonly<Record<string, unknown>>
}

/** The options of one scope, in the file's order. */
export interface OptionSet {
  readonly byCode: ReadonlyMap<number, readonly PlannedOption[]>
  readonly always: readonly number[]
  readonly never: readonly number[]
  /** Sub-options of 125, configured in the space `vendor-N`. */
  readonly vendors: ReadonlyMap<number, VendorOptions>
}

export interface VendorOptions {
  readonly byCode: ReadonlyMap<number, readonly PlannedOption[]>
  readonly always: readonly number[]
  readonly never: readonly number[]
}

/** How names are made for DNS (ARM, "DDNS for DHCPv4"); of a pool, only what the pool itself says. */
export interface DdnsParameters {
  readonly sendUpdates: boolean
  readonly overrideNoUpdate: boolean
  readonly overrideClientUpdate: boolean
  readonly updateOnRenew: boolean
  readonly replaceClientName: 'never' | 'always' | 'when-present' | 'when-not-present'
  readonly generatedPrefix: string
  readonly qualifyingSuffix: string
  /** A name that ends in a dot gets no suffix: since 3.0. */
  readonly finalDotIsFull: boolean
  readonly hostnameCharSet: string
  readonly hostnameCharReplacement: string
}

export type IdentifierType = 'hw-address' | 'duid' | 'circuit-id' | 'client-id' | 'flex-id'

export interface Host {
  readonly identifierType: IdentifierType
  /** Byte string. */
  readonly identifier: string
  /** 0: global. */
  readonly subnetId: number
  /** 0: none. */
  readonly address: number
  readonly hostname: string
  readonly nextServer: number
  readonly serverHostname: string
  readonly bootFileName: string
  readonly clientClasses: readonly string[]
  readonly options: OptionSet | undefined
  /** The map of the file, for commands that show it. */
  readonly source: Readonly<Record<string, unknown>>
}

export interface HostTable {
  /** Of one subnet (0: global), by identifier. */
  find(subnetId: number, type: IdentifierType, identifier: string): Host | undefined
  /** Hosts of the subnet that reserve the address. */
  atAddress(subnetId: number, address: number): readonly Host[]
  ofSubnet(subnetId: number): readonly Host[]
  all(): readonly Host[]
  readonly size: number
}

export interface Pool extends Range {
  readonly id: number
  readonly clientClasses: readonly string[]
  readonly additionalClasses: readonly string[]
  readonly options: OptionSet | undefined
  readonly ddns: Partial<DdnsParameters> | undefined
  readonly source: Readonly<Record<string, unknown>>
}

export interface Subnet extends Range {
  readonly id: number
  /** As Kea shows it, `192.0.2.0/24`. */
  readonly text: string
  readonly length: number
  readonly network: SharedNetwork | undefined
  /** By first address, as Kea keeps them. */
  readonly pools: readonly Pool[]
  readonly relays: ReadonlySet<number>
  readonly clientClasses: readonly string[]
  readonly additionalClasses: readonly string[]
  /** The subnet's own, not inherited. */
  readonly interface: string
  readonly valid: Triplet
  readonly renew: number | undefined
  readonly rebind: number | undefined
  readonly calculateTeeTimes: boolean
  readonly t1Percent: number
  readonly t2Percent: number
  readonly offerLifetime: number | undefined
  readonly cacheThreshold: number | undefined
  readonly cacheMaxAge: number | undefined
  readonly matchClientId: boolean
  readonly authoritative: boolean
  readonly nextServer: number
  readonly serverHostname: string
  readonly bootFileName: string
  readonly reservationsGlobal: boolean
  readonly reservationsInSubnet: boolean
  readonly reservationsOutOfPool: boolean
  readonly storeExtendedInfo: boolean
  readonly allocator: 'iterative' | 'random' | 'flq'
  readonly options: OptionSet | undefined
  readonly ddns: DdnsParameters
  /** Server identifiers configured in the subnet's options. */
  readonly source: Readonly<Record<string, unknown>>
}

export interface SharedNetwork {
  readonly name: string
  readonly interface: string
  readonly relays: ReadonlySet<number>
  readonly clientClasses: readonly string[]
  readonly additionalClasses: readonly string[]
  readonly options: OptionSet | undefined
  /** By id, as Kea walks them. */
  readonly subnets: readonly Subnet[]
  readonly source: Readonly<Record<string, unknown>>
}

export interface ClientClass {
  readonly name: string
  /** Whether a packet belongs; none: only what names the class puts a packet into it. */
  readonly test: ((subject: Subject) => boolean) | undefined
  /** A template class: the name of the subclass, '' for none. */
  readonly template: ((subject: Subject) => string) | undefined
  readonly onlyInAdditionalList: boolean
  readonly dependsOnKnown: boolean
  readonly options: OptionSet | undefined
  /** Codes of options defined in the class (43, 224-254), by which a received one is read. */
  readonly definesOptions: readonly number[]
  readonly nextServer: number
  readonly serverHostname: string
  readonly bootFileName: string
  readonly valid: Triplet | undefined
  readonly offerLifetime: number | undefined
  readonly source: Readonly<Record<string, unknown>>
}

/** Rhythm of reclaiming (ARM, "Configuring Lease Expiration"), in seconds and milliseconds as Kea has them. */
export interface Expiration {
  readonly reclaimTimerWaitTime: number
  readonly flushReclaimedTimerWaitTime: number
  readonly holdReclaimedTime: number
  readonly maxReclaimLeases: number
  readonly maxReclaimTime: number
  readonly unwarnedReclaimCycles: number
}

export interface Plan {
  readonly release: Release
  /** By id, as Kea walks them; those of shared networks included. */
  readonly subnets: readonly Subnet[]
  readonly subnetById: ReadonlyMap<number, Subnet>
  readonly networks: readonly SharedNetwork[]
  /** In the order of definition. */
  readonly classes: readonly ClientClass[]
  readonly classByName: ReadonlyMap<string, ClientClass>
  readonly hosts: HostTable
  readonly identifierTypes: readonly IdentifierType[]
  readonly options: OptionSet | undefined
  readonly ddnsEnabled: boolean
  readonly authoritative: boolean
  readonly echoClientId: boolean
  readonly stashAgentOptions: boolean
  readonly earlyGlobalReservationsLookup: boolean
  readonly ipReservationsUnique: boolean
  readonly declineProbationPeriod: number
  readonly expiration: Expiration
  /** `compatibility` */
  readonly ignoreServerId: boolean
  readonly ignoreRaiLinkSelection: boolean
  readonly excludeFirstLast24: boolean
  readonly lenientOptionParsing: boolean
  readonly multiThreading: boolean
  readonly interfaces: readonly string[]
  readonly leaseDatabase: { readonly type: string; readonly persist: boolean; readonly name: string | undefined; readonly lfcInterval: number; readonly maxRowErrors: number }
  readonly leaseChecks: 'none' | 'warn' | 'fix' | 'fix-del' | 'del'
  readonly serverTag: string
  /** libdhcp_bootp is loaded. */
  readonly bootp: boolean
  /** libdhcp_flex_id: gives a byte string, '' for none; `ignoreIapd` does not matter here. */
  readonly flexId: { readonly identifier: (subject: Subject) => string; readonly replaceClientId: boolean } | undefined
  /** Names of hook libraries, without folder and extension. */
  readonly hooks: readonly string[]
  /** How options are read that clients send. */
  readonly received: ReceivedOptions
  /** Server identifiers (option 54) that subnets, networks and the global scope configure. */
  readonly serverIds: ReadonlySet<number>
  /** Every parameter that this engine does not follow. */
  readonly unsupported: readonly Unsupported[]
  /** The configuration as given, defaults not filled in. */
  readonly source: Readonly<Record<string, unknown>>
}

export interface ReceivedOptions {
  /** What Kea's `option[code].text` gives. */
  textOf(code: number, octets: Uint8Array): string | undefined
  subText(code: number, sub: number, octets: Uint8Array): string | undefined
  /** Sub-options of an option whose definition encapsulates a space; undefined for others. */
  subOptionsOf(code: number, octets: Uint8Array): ReadonlyMap<number, Uint8Array> | undefined
  /** 'ok', 'skip' this option, 'stop' reading options, or 'malformed': the packet is dropped. */
  check(code: number, octets: Uint8Array): 'ok' | 'skip' | 'stop' | 'malformed'
}

/** A parameter of the file that has no effect here. */
export interface Unsupported {
  /** JSON pointer within the file. */
  readonly pointer: string
  readonly name: string
  /** What follows from it. */
  readonly consequence: string
}

/** Where the file cannot be run. */
export interface PlanFault {
  readonly pointer: string
  readonly message: string
}
