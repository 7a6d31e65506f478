/** One packet on its way through the server: what came, what was found out about it, what goes back. */
import type { Lease } from './leases/lease'
import type { Reply } from './packet/reply'
import type { Query } from './packet/query'
import type { Host, IdentifierType, Subnet } from './plan-types'

/** How a datagram came in. Addresses are numbers. */
export interface Arrival {
  readonly octets: Buffer
  /** The interface as the configuration names it. */
  readonly iface: string
  /** The interface's own address: the server identifier. */
  readonly ifaceAddress: number
  /** Where the datagram was sent to; 255.255.255.255 for a broadcast. */
  readonly local: number
  readonly remote: number
  readonly remotePort: number
}

export interface Identifier {
  readonly type: IdentifierType
  readonly value: string
}

export interface Exchange {
  readonly arrival: Arrival
  readonly query: Query
  readonly type: number
  /** In the order in which the packet got them. */
  readonly classes: Set<string>
  subnet: Subnet | undefined
  clientId: string | undefined
  readonly identifiers: Identifier[]
  /** By subnet id; 0 is global. */
  readonly hosts: Map<number, Host>
  requestedAddress: number
  /** DISCOVER: nothing is stored, unless `offer-lifetime` is set. */
  readonly isOffer: boolean
  offerLifetime: number
  hostname: string
  forwardUpdate: boolean
  reverseUpdate: boolean
  lease: Lease | undefined
  oldLease: Lease | undefined
  conflictingLease: Lease | undefined
  /** An early renewal is answered with what is left of the lease, and nothing is stored (ARM, "Lease Caching"). */
  reusableLifetime: number
  unknownRequestedAddress: boolean
  v6OnlyPreferred: boolean
  /** What was stored for this packet, in order: for the partner of a pair. */
  readonly stored: Lease[]
  readonly deleted: Lease[]
}

export const broadcast = 0xffffffff

/** Why a packet gets no answer. */
export const dropReasons = {
  malformed: 'The datagram is no DHCP message, or one of its options does not have the form that its definition asks for.',
  disabled: 'The service is disabled (dhcp-disable).',
  'no-message-type': 'The message has no option 53, and libdhcp_bootp is not loaded.',
  'not-for-a-server': 'Its message type is none that clients send to servers.',
  'other-server': 'The server identifier is none of this server.',
  'no-source': 'An INFORM without any address to answer to.',
  'drop-class': 'The client is in the class DROP.',
  'bad-client-id': 'The client identifier has fewer than 2 or more than 255 octets.',
  'no-identity': 'The message has neither a hardware address nor a client identifier.',
  'no-subnet': 'No subnet fits where the message came from.',
  'no-address': 'No address is free for this client.',
  'not-its-lease': 'The client asks for an address that this server knows nothing of, and the server is not authoritative.',
  'unknown-address': 'The address is in no pool of this server, so another server may know it.',
  'v6-only': 'The client prefers IPv6 only, and no option 108 is configured for it.',
  'nothing-to-release': 'There is no such lease, or it is not this client’s.',
  'nothing-to-decline': 'There is no such lease, or it is not this client’s.',
  'no-requested-address': 'A DECLINE without option 50.',
  'other-scope': 'Its partner answers this client: the packet is in no scope that this server serves.',
  'no-relationship': 'The subnet names no High Availability relationship of this server (ha-server-name).',
  busy: 'More answers wait for the partner than it can take: a client that only begins will ask again.',
  'too-many-parked': 'Too many answers wait for the partner already (parked-packet-limit).',
  'partner-refused': 'The partner did not store the lease, so the client gets no answer.',
} as const
export type DropReason = keyof typeof dropReasons

export interface Drop {
  readonly kind: 'drop'
  readonly reason: DropReason
  readonly query: Query | undefined
}

/** RELEASE and DECLINE: something was done, and nothing goes back. */
export interface Done {
  readonly kind: 'released' | 'declined'
  readonly lease: Lease
  readonly exchange: Exchange
}

export interface Answered {
  readonly kind: 'reply'
  readonly octets: Buffer
  readonly reply: Reply
  readonly exchange: Exchange
  /** Where RFC 2131 section 4.1 sends it; an edge on loopback answers the source instead. */
  readonly address: number
  readonly port: number
}

export type Outcome = Drop | Done | Answered
