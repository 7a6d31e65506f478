/** What an ACK gives a client (RFC 2131 section 4.4.5). */
import { option } from '../dhcp/packet/codes'
import type { Query } from '../dhcp/packet/query'
import type { Lease } from './client'

const forEver = 0xffffffff

/** Counted from when the REQUEST was sent, ms; without option 51 it is for ever. */
export function readLease(reply: Query, server: string, sentAt: number): Lease {
  const seconds = Math.max(numberIn(reply, option.leaseTime) ?? forEver, 1)
  const after = (of: number | undefined, share: number): number => (seconds === forEver && of === undefined ? Infinity : sentAt + Math.floor(1000 * (of ?? share * seconds)))
  return {
    address: reply.yiaddr,
    server,
    serverId: serverIdOf(reply),
    renewAt: after(numberIn(reply, option.renewalTime), 0.5),
    rebindAt: after(numberIn(reply, option.rebindingTime), 0.875),
    expiresAt: seconds === forEver ? Infinity : sentAt + 1000 * seconds,
  }
}

/** 0: it has none. */
export function serverIdOf(reply: Query): number {
  return numberIn(reply, option.serverId) ?? 0
}

function numberIn(reply: Query, code: number): number | undefined {
  const octets = reply.options.get(code)
  return octets?.length === 4 ? octets.readUInt32BE(0) : undefined
}
