/** The routers that a scope tells its clients, and the subnet that they are for. */
import { stringOf } from '../../../config/tree'
import { parsePrefix } from '../../../net/ipv4'
import type { Prefix } from '../../../net/ipv4'
import { takenOptions } from '../../option-reading'
import type { OptionReading } from '../../option-reading'
import type { Scope } from '../../scopes'
import { isForAll } from './option-values'

const routersCode = 3

/** undefined where the scope says nothing of routers. */
export function routersIn(scope: Scope): OptionReading | undefined {
  return takenOptions(scope).find((one) => isForAll(one, routersCode))
}

export function inheritedRouters(scope: Scope): { readonly reading: OptionReading; readonly from: Scope } | undefined {
  for (let from = scope.outer; from; from = from.outer) {
    const reading = routersIn(from)
    if (reading) return { reading, from }
  }
  return undefined
}

/** Point-to-point subnets, whose router is somewhere else, do not count. */
export function prefixOf(scope: Scope): Prefix | undefined {
  const subnet = scope.kind === 'subnet' ? scope : scope.outer?.kind === 'subnet' ? scope.outer : undefined
  const prefix = subnet && parsePrefix(stringOf(subnet.node, 'subnet')?.value ?? '')
  return prefix && prefix.length < 31 ? prefix : undefined
}
