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
      const hasNetwork = range.first === first
      const hasBroadcast = range.last === last
      if ((!hasNetwork && !hasBroadcast) || range.first === range.last) continue
      const pool = text.value.trim()
      const end = { first: hasNetwork ? first + 1 : range.first, last: hasBroadcast ? last - 1 : range.last }
      report(text, {
        message: !hasBroadcast
          ? say`The pool ${pool} has the network address ${addressText(first)} of its subnet.`
          : !hasNetwork
            ? say`The pool ${pool} has the broadcast address ${addressText(last)} of its subnet.`
            : say`The pool ${pool} has the network address ${addressText(first)} and the broadcast address ${addressText(last)} of its subnet.`,
        help: say`A client that gets such an address has no connection. Write ${rangeText(end)}.`,
        fixes: () => (end.first <= end.last ? changeTo(text, rangeText(end)) : []),
      })
    }
  },
}

/** The compatibility flag that keeps .0 and .255 of subnets from /24 up out of the pools. */
function leavesThemOut({ around }: Scope, length: number): boolean {
  return length <= 24 && booleanOf(objectOf(around.body, 'compatibility'), 'exclude-first-last-24')?.value === true
}
