/** One slip, one finding: what only follows from another finding is not told on top of it. */
import type { Problem } from './problem'

/** Cause → effects that are the same slip seen again when they touch the same place. */
const samePlace: Readonly<Record<string, readonly string[]>> = {
  'ha-lease-updates-off': ['ha-timers-differ', 'ha-leases-not-shared'],
  'ha-lease-database-shared': ['ha-leases-not-shared'],
  'ha-timer-off': ['ha-timers-differ', 'ha-heartbeat-not-below-max-response'],
  'ha-leases-not-shared': ['ha-timers-differ'],
  'ha-peer-auto-failover-differs': ['ha-auto-failover-off'],
  'ha-peer-url-unreachable': ['ha-peer-url-differs'],
  'ha-delay-in-seconds': ['ha-timers-differ', 'ha-heartbeat-not-below-max-response'],
  'lifetime-in-milliseconds': ['partner-lifetimes-differ'],
  'ha-roles-impossible': ['ha-peer-role-differs'],
  'unknown-value': ['ha-mode-differs', 'ha-peer-role-differs'],
  'out-of-range': ['ha-timers-differ', 'ha-heartbeat-not-below-max-response', 'partner-lifetimes-differ', 'partner-subnet-id-differs'],
  'wrong-type': ['ha-timers-differ', 'ha-mode-differs', 'partner-lifetimes-differ'],
  'ha-this-server-name-unknown': ['ha-this-server-name-same'],
}

/** Cause → effects anywhere in the same file: a mode that is not meant asks for other roles and pools. */
const sameFile: Readonly<Record<string, readonly string[]>> = {
  'ha-mode-differs': ['ha-roles-impossible', 'ha-pools-not-split', 'ha-wait-backup-ack', 'ha-delayed-updates-limit', 'ha-peer-role-differs'],
}

export function withoutConsequences(problems: readonly Problem[]): Problem[] {
  const hiddenAt = new Set<string>()
  const hiddenIn = new Set<string>()
  for (const { rule, at } of problems) {
    for (const effect of samePlace[rule] ?? []) hiddenAt.add(`${effect} ${at.source.uri} ${at.start}`)
    for (const effect of sameFile[rule] ?? []) hiddenIn.add(`${effect} ${at.source.uri}`)
  }
  return problems.filter(({ rule, at, related }) => {
    if (hiddenIn.has(`${rule} ${at.source.uri}`)) return false
    return ![at, ...related.map((one) => one.at)].some((place) => hiddenAt.has(`${rule} ${place.source.uri} ${place.start}`))
  })
}
