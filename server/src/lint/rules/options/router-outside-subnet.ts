/** A client reaches its router within its own subnet. */
import { objectsIn, stringOf } from '../../../config/tree'
import { takenOptions } from '../../option-reading'
import type { Report, ScopeRule } from '../../rule'
import { scopeName } from '../../scopes'
import type { Scope } from '../../scopes'
import type { Prefix } from '../../../net/ipv4'
import { addressesOf, isForAll } from './option-values'
import { inheritedRouters, prefixOf, routersIn } from './routers'
import { say } from '../../../text/text'

export const routerOutsideSubnet: ScopeRule = {
  id: 'router-outside-subnet',
  scope: 'scope',
  kinds: ['subnet', 'pool', 'reservation'],
  severity: 'warning',
  summary: 'The router of a subnet has an address of the subnet.',
  why: 'Kea takes it, and clients get a default route that they cannot use: they reach nothing outside their subnet.',
  manual: 'dhcp4-srv.html#dhcp4-std-options',

  check(scope, report) {
    const prefix = scope.around.family === 4 ? prefixOf(scope) : undefined
    if (!prefix) return
    for (const reading of takenOptions(scope).filter((one) => isForAll(one, 3))) {
      for (const { address, text, at } of addressesOf(reading)) {
        if (isWithin(address, prefix) || isNoRouter(address)) continue
        report(at, {
          message: say`The router ${text} is not in the subnet ${subnetText(scope)}.`,
          help: say`Clients of this subnet cannot reach it. Give the address that the router has in this subnet.`,
        })
      }
    }
    if (scope.kind === 'subnet') checkInherited(scope, prefix, report)
  },
}

/** Several routers may be named for several subnets: one that fits is enough. */
function checkInherited(scope: Scope, prefix: Prefix, report: Report): void {
  const subnet = stringOf(scope.node, 'subnet')
  if (!subnet || routersIn(scope) || scope.node.incomplete || !isServed(scope) || mayGetOtherRouters(scope)) return
  const inherited = inheritedRouters(scope)
  const addresses = inherited ? addressesOf(inherited.reading) : []
  const [first] = addresses
  if (!inherited || !first || addresses.some(({ address }) => isWithin(address, prefix) || isNoRouter(address))) return
  report(subnet, {
    message: say`Clients of ${subnet.value} get the router ${first.text} of ${scopeName(inherited.from)}, which is not in their subnet.`,
    help: say`They cannot reach it. Give the subnet an option "routers" of its own.`,
    related: [{ at: first.at, message: say`The router is given here.` }],
  })
}

function isWithin(address: number, { first, last }: Prefix): boolean {
  return address >= first && address <= last
}

function isServed({ node }: Scope): boolean {
  return objectsIn(node, 'pools').length > 0 || objectsIn(node, 'reservations').length > 0
}

/** From a class, a pool, or an entry for some classes only. */
function mayGetOtherRouters({ node, around }: Scope): boolean {
  const scopes = [...objectsIn(around.body, 'client-classes'), ...objectsIn(node, 'pools'), node]
  return scopes.some((one) => objectsIn(one, 'option-data').some((entry) => stringOf(entry, 'name')?.value === 'routers' || isRouterCode(entry)))
}

function isRouterCode(entry: Scope['node']): boolean {
  return entry.members.some(({ key, value }) => key === 'code' && value?.kind === 'number' && value.value === 3)
}

function subnetText(scope: Scope): string {
  return stringOf(scope.kind === 'subnet' ? scope.node : scope.outer?.node, 'subnet')?.value ?? ''
}

/** That such an address is none of a server's is told by itself. */
function isNoRouter(address: number): boolean {
  return address === 0 || address === 0xffff_ffff || Math.floor(address / 2 ** 24) === 127
}
