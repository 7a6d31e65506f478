/** A subnet's own settings for libdhcp_ping_check.so stand in its user-context. */
import { hookLoad } from '../../../config/release'
import { member, objectOf } from '../../../config/tree'
import type { Member, Node } from '../../../config/tree'
import { nearest } from '../../../config/nearest'
import type { Finding, ScopeRule } from '../../rule'
import { scopeName } from '../../scopes'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import type { ObjectNode } from '../../../config/tree'
import type { Fix } from '../../fix'

/** Least value of a number; undefined: true or false. */
const settings: Readonly<Record<string, number | undefined>> = {
  'enable-ping-check': undefined,
  'min-ping-requests': 1,
  'reply-timeout': 1,
  'ping-cltt-secs': 0,
  'ping-channel-threads': 0,
}

export const pingCheckInvalid: ScopeRule = {
  id: 'ping-check-invalid',
  scope: 'scope',
  severity: 'error',
  kinds: ['subnet'],
  keys: ['user-context'],
  summary: 'Settings for libdhcp_ping_check.so in a subnet\'s user-context are those of the library.',
  why: 'The library reads them when the server is configured, and the server does not start.',
  manual: 'hooks.html#hooks-ping-check',

  check(scope, report) {
    const context = member(objectOf(scope.node, 'user-context'), 'ping-check')
    if (scope.around.family !== 4 || !context?.value || !scope.around.hooks().has('libdhcp_ping_check')) return
    const refusedAt = hookLoad(scope.around.release)
    if (context.value.kind !== 'object') {
      report(context.value, { message: say`"ping-check" of ${scopeName(scope)} is no map.`, help: say`The server does not start: write, for example, "ping-check": { "enable-ping-check": false }.`, refusedAt })
      return
    }
    const map = context.value
    for (const one of map.members) {
      const fault = faultOf(one)
      if (fault) report(Object.hasOwn(settings, one.key) ? (one.value ?? one) : one, { ...fault, refusedAt, fixes: () => nameMeant(one, map) })
    }
  },
}

function faultOf({ key, value }: Member): Pick<Finding, 'message' | 'help'> | undefined {
  if (!value) return undefined
  const keys = Object.keys(settings)
  if (!keys.includes(key)) {
    const [near] = nearest(key, keys)
    return { message: say`"${key}" is no setting of libdhcp_ping_check.so.`, help: say`The server does not start. ${near !== undefined ? say`Did you mean "${near}"?` : say`It takes ${keys.join(', ')}.`}` }
  }
  const least = settings[key]
  if (least === undefined) return value.kind === 'boolean' ? undefined : { message: say`${key} takes true or false.`, help: say`The server does not start: write true or false without quotes.` }
  return isWhole(value, least) ? undefined : { message: say`${key} takes a whole number from ${least} up.`, help: say`The server does not start: correct the number, or remove it.` }
}

function isWhole(value: Node, least: number): boolean {
  return value.kind === 'number' && value.integer && value.value >= least
}

function nameMeant(one: Member, map: ObjectNode): Fix[] {
  if (Object.hasOwn(settings, one.key)) return []
  return nearest(one.key, Object.keys(settings)).filter((name) => !member(map, name)).flatMap((name) => drafted(say`Change it to "${name}"`, (draft) => draft.renameKey(one, name)))
}
