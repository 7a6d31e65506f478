/** A lease as Kea keeps it: whose address, how long, in what state. */

export interface Lease {
  readonly address: number
  /** Byte string; '' where there is none (a declined lease). */
  readonly hwaddr: string
  readonly htype: number
  /** Byte string. */
  readonly clientId: string | undefined
  /** Seconds; 4294967295 is for ever. */
  readonly validLft: number
  /** When the client was heard last: seconds since the epoch. */
  readonly cltt: number
  readonly subnetId: number
  readonly poolId: number
  readonly fqdnFwd: boolean
  readonly fqdnRev: boolean
  readonly hostname: string
  readonly state: number
  readonly userContext: Record<string, unknown> | undefined
}

export const leaseState = { assigned: 0, declined: 1, reclaimed: 2, released: 3 } as const

export const infiniteLifetime = 0xffffffff

/** Seconds since the epoch. */
export function expiresAt(lease: Pick<Lease, 'cltt' | 'validLft'>): number {
  return lease.validLft === infiniteLifetime ? Infinity : lease.cltt + lease.validLft
}

/** Over, since a full second at least. */
export function isExpired(lease: Pick<Lease, 'cltt' | 'validLft'>, now: number): boolean {
  return expiresAt(lease) < now
}
