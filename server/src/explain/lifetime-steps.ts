/** How long the lease lasts, when the client is to renew it, and which scope says so (RFC 2131 section 4.4.5). */
import type { Exchange } from '../dhcp/exchange'
import { classOfLifetime } from '../dhcp/lifetimes'
import { option } from '../dhcp/packet/codes'
import { optionOf } from '../dhcp/packet/reply'
import type { Reply } from '../dhcp/packet/reply'
import { nearestScope } from '../dhcp/plan/inherit'
import type { Subnet } from '../dhcp/plan-types'
import type { ExplainedServer } from './explained-server'
import type { Step } from './explanation'
import { nameOfScope, scopeMaps } from './scopes'
import { duration, step } from './step'
import { secondsIn } from './trial'
import type { Trial } from './trial'

export function tellLifetimes({ exchange, outcome }: Trial, server: ExplainedServer): Step[] {
  if (!exchange?.subnet || outcome.kind !== 'reply') return []
  const { reply } = outcome
  const valid = secondsIn(optionOf(reply.options, option.leaseTime))
  if (valid === undefined) return []
  return [tellValid(valid, exchange, exchange.subnet, server), tellTimer('T1', reply, exchange.subnet, server), tellTimer('T2', reply, exchange.subnet, server)]
}

function tellValid(valid: number, exchange: Exchange, subnet: Subnet, server: ExplainedServer): Step {
  const { plan, places } = server
  const text = `The lease is valid ${valid === 0xffffffff ? 'for ever' : `for ${duration(valid)}`}`
  if (exchange.classes.has('BOOTP')) return step('lifetime', 'yes', `${text}, as a BOOTP client has no notion of an end.`)
  if (exchange.reusableLifetime > 0) return step('lifetime', 'yes', `${text}: what is left of the lease, which is too young to be renewed (cache-threshold).`, { place: placeOfKey('cache-threshold', subnet, server) })
  const one = classOfLifetime(exchange, plan)
  const scopes = one ? [one.source] : scopeMaps(subnet, plan)
  const bounds = one?.valid ?? subnet.valid
  const asked = secondsIn(exchange.query.options.get(option.leaseTime)) ?? 0
  const key = asked === 0 || valid === bounds.default ? 'valid-lifetime' : valid === bounds.max ? 'max-valid-lifetime' : valid === bounds.min ? 'min-valid-lifetime' : 'valid-lifetime'
  const wish = asked === 0 ? '' : ` The client asks for ${duration(asked)}; from ${duration(bounds.min)} to ${duration(bounds.max)} is allowed.`
  const scope = nearestScope(scopes, key) ?? nearestScope(scopes, 'valid-lifetime')
  if (!scope) return step('lifetime', 'yes', `${text}: no scope sets valid-lifetime, and ${duration(valid)} is Kea’s default.${wish}`)
  const name = one ? `the class ${one.name}` : nameOfScope(scope, subnet, plan)
  return step('lifetime', 'yes', `${text}, as ${name} says.${wish}`, { place: places(scope, key) ?? places(scope, 'valid-lifetime') })
}

const timers = {
  T1: { code: option.renewalTime, key: 'renew-timer', share: 't1-percent', what: 'renew' },
  T2: { code: option.rebindingTime, key: 'rebind-timer', share: 't2-percent', what: 'rebind' },
} as const

/** T1 and T2 are fixed, or a part of the lifetime, or left to the client. */
function tellTimer(name: keyof typeof timers, reply: Reply, subnet: Subnet, server: ExplainedServer): Step {
  const { code, key, share, what } = timers[name]
  const seconds = secondsIn(optionOf(reply.options, code))
  const fixed = name === 'T1' ? subnet.renew : subnet.rebind
  const scope = nearestScope(scopeMaps(subnet, server.plan), key)
  if (seconds !== undefined && fixed !== undefined) {
    const from = scope ? `, as ${nameOfScope(scope, subnet, server.plan)} says` : ''
    return step('lifetime', 'yes', `${name}: it is to ${what} after ${duration(seconds)}${from}.`, { place: placeOfKey(key, subnet, server) })
  }
  if (seconds !== undefined) {
    const percent = name === 'T1' ? subnet.t1Percent : subnet.t2Percent
    return step('lifetime', 'yes', `${name}: it is to ${what} after ${duration(seconds)}, ${percent} of the lifetime (${share}).`, { place: placeOfKey(share, subnet, server) ?? placeOfKey('calculate-tee-times', subnet, server) })
  }
  if (fixed === undefined) {
    const isOff = subnet.calculateTeeTimes ? `${share} gives none` : `no scope sets ${key}, and calculate-tee-times is off`
    return step('lifetime', 'info', `${name} is not sent: ${isOff}. The client takes ${name === 'T1' ? 'half' : 'seven eighths'} of the lifetime.`)
  }
  return step('lifetime', 'no', `${name} is not sent: ${key} is ${duration(fixed)}, which is not shorter than ${name === 'T1' ? 'T2 or the lifetime' : 'the lifetime'}.`, { place: placeOfKey(key, subnet, server) })
}

function placeOfKey(key: string, subnet: Subnet, { plan, places }: ExplainedServer): Step['place'] {
  const scope = nearestScope(scopeMaps(subnet, plan), key)
  return scope && places(scope, key)
}
