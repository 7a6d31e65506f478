/** The router's address is not given to a client. */
import { changeTo, fix } from '../../fix'
import type { Fix } from '../../fix'
import { addItem, replaceValue } from '../../../config/rewrite'
import type { StringNode } from '../../../config/tree'
import { addressText, rangeText } from '../../address-text'
import type { Range } from '../../../net/ipv4'
import { objectsIn, stringOf } from '../../../config/tree'
import { parseAddress, parseRange } from '../../../net/ipv4'
import type { ScopeRule } from '../../rule'
import type { Scope } from '../../scopes'
import { addressesOf } from './option-values'
import { inheritedRouters, routersIn } from './routers'
import { say } from '../../../text/text'

export const routerInPool: ScopeRule = {
  id: 'router-in-pool',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'warning',
  summary: 'The address of a subnet\'s router is in none of its pools.',
  why: 'Kea may give a client the address of its router, and the whole subnet loses its way out.',
  manual: 'dhcp4-srv.html#dhcp4-address-config',

  check(scope, report) {
    if (scope.around.family !== 4) return
    const routers = routersIn(scope) ?? inheritedRouters(scope)?.reading
    if (!routers) return
    for (const { address, text, at } of addressesOf(routers)) {
      if (isReserved(scope, address)) continue
      for (const pool of objectsIn(scope.node, 'pools').flatMap((one) => stringOf(one, 'pool') ?? [])) {
        const range = parseRange(pool.value)
        if (!range || address < range.first || address > range.last) continue
        report(pool, {
          message: say`The router ${text} lies in this pool.`,
          help: say`Kea gives its address to a client unless that answers a ping. Leave it out of the pool, or reserve it.`,
          related: [{ at, message: say`The router is given here.` }],
          fixes: () => withoutAddress(pool, range, address),
        })
      }
    }
  },
}

/** Kea keeps a reserved address for whom it is reserved. */
function isReserved({ node, around }: Scope, address: number): boolean {
  return [node, around.body].some((map) => objectsIn(map, 'reservations').some((one) => parseAddress(stringOf(one, 'ip-address')?.value ?? '') === address))
}

/** Shorter by the address where it is at an end, else the pool in two. */
function withoutAddress(pool: StringNode, { first, last }: Range, address: number): Fix[] {
  const parts = [{ first, last: address - 1 }, { first: address + 1, last }].filter((one) => one.first <= one.last)
  const [one, other] = parts
  if (!one) return []
  if (!other) return changeTo(pool, rangeText(one))
  const list = pool.parent?.parent
  const own = pool.parent?.kind === 'object' ? pool.parent : undefined
  // What else stands in the pool would count for one part only.
  if (list?.kind !== 'array' || own?.members.length !== 1) return []
  const added = addItem(list, { pool: rangeText(other) }, own.index + 1)
  return added ? fix(say`Leave ${addressText(address)} out of the pool`, [...replaceValue(pool, rangeText(one)), ...added]) : []
}
