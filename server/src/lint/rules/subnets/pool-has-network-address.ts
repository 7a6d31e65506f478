/** The first and the last address of a subnet are its network and its broadcast address, which no client can use. */
import { rangeText } from '../../address-text'
import { changeTo } from '../../fix'
import { booleanOf, objectOf } from '../../../config/tree'
import { addressText } from '../../address-text'
import type { ScopeRule } from '../../rule'
import type { Scope } from '../../scopes'
import { poolsIn, prefixIn } from './reading'
import { say } from '../../../text/text'

export const poolHasNetworkAddress: ScopeRule = {
  id: 'pool-has-network-address',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'warning',
  summary: 'Pools leave out the network address and the broadcast address of their subnet.',
  why: 'Kea gives them out like any other, and the client that gets one has no connection.',
  manual: 'dhcp4-srv.html#dhcp4-address-config',

  check(scope, report) {
    const read = scope.around.family === 4 ? prefixIn(scope.node) : undefined
    if (!read || read.prefix.length > 30 || leavesThemOut(scope, read.prefix.length)) return
    const { first, last } = read.prefix
    for (const { range, text } of poolsIn(scope.node)) {
      if (range.first < first || range.last > last) continue
      const inside = [
        ...(range.first === first ? [`the network address ${addressText(first)}`] : []),
        ...(range.last === last ? [`the broadcast address ${addressText(last)}`] : []),
      ]
      if (inside.length === 0 || range.first === range.last) continue
      const end = { first: range.first === first ? first + 1 : range.first, last: range.last === last ? last - 1 : range.last }
      report(text, {
        message: say`The pool ${text.value.trim()} has ${inside.join(' and ')} of its subnet.`,
        help: say`Kea gives ${inside.length === 1 ? say`it` : say`them`} to clients, which have no connection then. Write ${rangeText(end)}.`,
        fixes: () => (end.first <= end.last ? changeTo(text, rangeText(end)) : []),
      })
    }
  },
}

/** The compatibility flag that keeps .0 and .255 of subnets from /24 up out of the pools. */
function leavesThemOut({ around }: Scope, length: number): boolean {
  return length <= 24 && booleanOf(objectOf(around.body, 'compatibility'), 'exclude-first-last-24')?.value === true
}
