/** One slip, one finding: what only follows from another finding is not told on top of it. */
import type { Problem } from './problem'

/** Cause → effects that are the same slip seen again when they touch the same place. */
export const samePlace: Readonly<Record<string, readonly string[]>> = {
  'ha-lease-updates-off': ['ha-timers-differ', 'ha-leases-not-shared'],
  'ha-lease-database-shared': ['ha-leases-not-shared'],
  'ha-timer-off': ['ha-timers-differ', 'ha-heartbeat-not-below-max-response'],
  'ha-leases-not-shared': ['ha-timers-differ'],
  'ha-peer-auto-failover-differs': ['ha-auto-failover-off'],
  'ha-peer-url-unreachable': ['ha-peer-url-differs'],
  'ha-delay-in-seconds': ['ha-timers-differ', 'ha-heartbeat-not-below-max-response'],
  'lifetime-in-milliseconds': ['partner-lifetimes-differ', 'timers-out-of-order'],
  'lifetime-out-of-order': ['out-of-range'],
  'tee-percent-invalid': ['out-of-range'],
  'ddns-ttl-conflict': ['out-of-range'],
  'reservation-mode-mixed': ['deprecated-key'],
  'subnets-overlap': ['subnet-host-bits'],
  'class-not-defined': ['reservation-class-unused'],
  'ha-roles-impossible': ['ha-peer-role-differs'],
  'unknown-value': ['ha-mode-differs', 'ha-peer-role-differs'],
  'out-of-range': ['ha-timers-differ', 'ha-heartbeat-not-below-max-response', 'partner-lifetimes-differ', 'partner-subnet-id-differs'],
  'wrong-type': ['ha-timers-differ', 'ha-mode-differs', 'partner-lifetimes-differ'],
  'ha-this-server-name-unknown': ['ha-this-server-name-same'],
  'old-and-new-key': ['deprecated-key'],
}

/** Cause → effects anywhere in the same file: a mode that is not meant asks for other roles and pools. */
const sameFile: Readonly<Record<string, readonly string[]>> = {
  'ha-mode-differs': ['ha-roles-impossible', 'ha-pools-not-split', 'ha-wait-backup-ack', 'ha-delayed-updates-limit', 'ha-peer-role-differs'],
}

/** Rules that something is the cause of. */
const effects: ReadonlySet<string> = new Set([...Object.values(samePlace), ...Object.values(sameFile)].flat())

export function withoutConsequences(problems: readonly Problem[]): Problem[] {
  const hiddenAt = new Map<string, boolean>()
  const hiddenIn = new Set<string>()
  for (const { rule, at, refusedAt } of problems) {
    for (const effect of samePlace[rule] ?? []) {
      const place = `${effect} ${at.source.uri} ${at.start}`
      hiddenAt.set(place, hiddenAt.get(place) === true || refusedAt !== null)
    }
    for (const effect of sameFile[rule] ?? []) hiddenIn.add(`${effect} ${at.source.uri}`)
  }
  return problems.filter(({ rule, at, related, refusedAt }) => {
    if (!effects.has(rule)) return true
    if (hiddenIn.has(`${rule} ${at.source.uri}`)) return false
    // What Kea refuses is not left untold for what it takes.
    const hides = (isCauseRefused: boolean | undefined): boolean => isCauseRefused === true || (isCauseRefused === false && refusedAt === null)
    return ![at, ...related.map((one) => one.at)].some((place) => hides(hiddenAt.get(`${rule} ${place.source.uri} ${place.start}`)))
  })
}
