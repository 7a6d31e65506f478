/** How long a lease lasts and when it is to be renewed (ARM, "Lease Lifetimes"), in seconds. */
import type { Exchange } from './exchange'
import { option } from './packet/codes'
import type { ClientClass, Plan, Subnet } from './plan-types'

export const infinity = 0xffffffff

/** What the client asks for, within the bounds of its class or subnet. */
export function validLifetime(exchange: Exchange, plan: Plan, subnet: Subnet): number {
  if (exchange.classes.has('BOOTP')) return infinity
  const bounds = classOfLifetime(exchange, plan)?.valid ?? subnet.valid
  const asked = askedLifetime(exchange)
  if (asked === 0) return bounds.default
  return asked <= bounds.min ? bounds.min : asked >= bounds.max ? bounds.max : asked
}

/** The class whose lifetime goes before the subnet's; undefined: none. */
export function classOfLifetime(exchange: Exchange, plan: Plan): ClientClass | undefined {
  if (plan.classes.length === 0) return undefined
  for (const name of exchange.classes) {
    const one = plan.classByName.get(name)
    if (one?.valid) return one.valid.default === 0 ? undefined : one
  }
  return undefined
}

function askedLifetime(exchange: Exchange): number {
  const octets = exchange.query.options.get(option.leaseTime)
  return octets && octets.length >= 4 ? octets.readUInt32BE(0) : 0
}

/** For how long an offer is remembered; 0: not at all. */
export function offerLifetime(exchange: Exchange, plan: Plan, subnet: Subnet, evenForRequests = false): number {
  if (!evenForRequests && (!exchange.isOffer || exchange.classes.has('BOOTP'))) return 0
  if (plan.classes.length > 0) {
    for (const name of exchange.classes) {
      const lifetime = plan.classByName.get(name)?.offerLifetime
      if (lifetime !== undefined) return lifetime
    }
  }
  return subnet.offerLifetime ?? 0
}

/** T1 and T2 (RFC 2131 section 4.4.5); undefined: not sent. Each must be shorter than what comes after it. */
export function teeTimes(subnet: Subnet, lifetime: number): { t1: number | undefined; t2: number | undefined } {
  const share = (percent: number): number => (subnet.calculateTeeTimes ? Math.round(percent * lifetime) : 0)
  const rebind = subnet.rebind ?? share(subnet.t2Percent)
  const t2 = rebind > 0 && rebind < lifetime ? rebind : undefined
  const renew = subnet.renew ?? share(subnet.t1Percent)
  const t1 = renew > 0 && renew < (t2 ?? lifetime) ? renew : undefined
  return { t1, t2 }
}
