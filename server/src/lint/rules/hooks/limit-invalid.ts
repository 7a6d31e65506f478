/** Limits stand in the user-context of classes and subnets, and are read when libdhcp_limits.so is loaded. */
import { isFilledIn } from '../../../config/placeholder'
import { hookLoad } from '../../../config/release'
import { member, objectOf } from '../../../config/tree'
import type { Node } from '../../../config/tree'
import { scopeName } from '../../scopes'
import type { Finding, ScopeRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import { nearest } from '../../../config/nearest'

export const limitInvalid: ScopeRule = {
  id: 'limit-invalid',
  scope: 'scope',
  severity: 'error',
  kinds: ['class', 'subnet'],
  keys: ['user-context'],
  summary: 'Limits of libdhcp_limits.so are written as it reads them.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#hooks-limits-configuration',

  check(scope, report) {
    const limits = member(objectOf(scope.node, 'user-context'), 'limits')
    if (!limits?.value || !scope.around.hooks().has('libdhcp_limits')) return
    const refuse = (at: Node, fault: Pick<Finding, 'message' | 'help' | 'fixes'> | undefined): void => {
      if (fault) report(at, { ...fault, refusedAt: hookLoad(scope.around.release) })
    }
    if (limits.value.kind !== 'object') {
      refuse(limits.value, { message: say`The limits of ${scopeName(scope)} are no map.`, help: say`The server does not start: write "limits": { "rate-limit": "10 packets per second" }.` })
      return
    }
    for (const { key, value } of limits.value.members) {
      if (!value) continue
      if (key === 'rate-limit') refuse(value, withUnit(value, rateFault(value)))
      if (key === 'address-limit' || key === 'prefix-limit') refuse(value, withNumber(value, countFault(key, value)))
    }
  },
}

const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year']
const form = say`The server does not start: write "rate-limit": "10 packets per second", with second, minute, hour, day, week, month or year.`

function rateFault(value: Node): Pick<Finding, 'message' | 'help'> | undefined {
  if (value.kind !== 'string') return { message: say`A rate-limit is a text.`, help: form }
  if (isFilledIn(value.value)) return undefined
  const several = value.value.indexOf(' packets per ')
  const word = several >= 0 ? ' packets per ' : ' packet per '
  const at = value.value.indexOf(word)
  if (at < 0) return { message: say`"${value.value}" is no rate.`, help: form }
  const [, digits] = /^\s*([+-]?\d+)/.exec(value.value.slice(0, at)) ?? []
  if (digits === undefined) return { message: say`The rate "${value.value}" does not begin with a number.`, help: form }
  if (Number(digits) < 0 || Number(digits) > 4294967295) return { message: say`A rate of ${digits} packets is out of range.`, help: say`The server does not start: it may be from 0 to 4294967295.` }
  const unit = value.value.slice(at + word.length)
  return units.includes(unit) ? undefined : { message: say`"${unit}" is no unit of time.`, help: say`The server does not start: it takes ${units.join(', ')}, and nothing behind it.` }
}

function countFault(key: string, value: Node): Pick<Finding, 'message' | 'help'> | undefined {
  if (value.kind === 'number' && value.integer && value.value >= 0 && value.value <= 4294967295) return undefined
  if (value.kind === 'string' && isFilledIn(value.value)) return undefined
  return { message: say`${key} is no whole number from 0 to 4294967295.`, help: say`The server does not start: write "${key}": 1000, without quotes.` }
}

type Fault = Pick<Finding, 'message' | 'help' | 'fixes'>

/** `10 packets per minutes`, `10 packets per sec` */
function withUnit(value: Node, fault: Fault | undefined): Fault | undefined {
  if (!fault || value.kind !== 'string') return fault
  const [, count, unit = ''] = /^\s*(\d+) ?packets? ?(?:per|\/) ?(\w+)\s*$/i.exec(value.value) ?? []
  const meant = unit.length > 1 ? (units.find((one) => one.startsWith(unit.toLowerCase())) ?? nearest(unit, units)[0]) : undefined
  const text = `${count ?? ''} ${count === '1' ? 'packet' : 'packets'} per ${meant ?? ''}`
  return count === undefined || meant === undefined ? fault : { ...fault, fixes: () => drafted(say`Change it to "${text}"`, (draft) => draft.replaceValue(value, text)) }
}

function withNumber(value: Node, fault: Fault | undefined): Fault | undefined {
  if (!fault || value.kind !== 'string' || !/^\d{1,9}$/.test(value.value)) return fault
  return { ...fault, fixes: () => drafted(say`Write ${value.value} without quotes`, (draft) => draft.replaceValue(value, Number(value.value)), true) }
}
