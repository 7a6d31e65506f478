/** Which parameters a scope takes from the scopes around it where it has none of its own (ARM, "DHCPv4 Server Configuration"; the same in DHCPv6). */
import { valueOf } from '../../config/tree'
import type { Node } from '../../config/tree'
import type { Scope, ScopeKind } from '../../lint/scopes'

const ofDns = [
  'ddns-send-updates', 'ddns-override-no-update', 'ddns-override-client-update', 'ddns-replace-client-name', 'ddns-generated-prefix', 'ddns-qualifying-suffix', 'ddns-update-on-renew',
  'ddns-conflict-resolution-mode', 'ddns-ttl', 'ddns-ttl-min', 'ddns-ttl-max', 'ddns-ttl-percent', 'hostname-char-set', 'hostname-char-replacement',
]

const ofNetworks = [
  ...ofDns,
  'valid-lifetime', 'min-valid-lifetime', 'max-valid-lifetime', 'renew-timer', 'rebind-timer', 'calculate-tee-times', 't1-percent', 't2-percent', 'cache-threshold', 'cache-max-age',
  'allocator', 'adaptive-lease-time-threshold', 'store-extended-info', 'reservations-global', 'reservations-in-subnet', 'reservations-out-of-pool', 'reservation-mode', 'ddns-use-conflict-resolution',
]

/** From the shared network to its subnets; the global scope has none of them. */
const withinNetworks = ['interface', 'relay']

const global: Readonly<Record<4 | 6, ReadonlySet<string>>> = {
  4: new Set([...ofNetworks, 'authoritative', 'match-client-id', 'offer-lifetime', 'next-server', 'server-hostname', 'boot-file-name']),
  6: new Set([...ofNetworks, 'preferred-lifetime', 'min-preferred-lifetime', 'max-preferred-lifetime', 'pd-allocator']),
}

const network: Readonly<Record<4 | 6, ReadonlySet<string>>> = { 4: new Set(withinNetworks), 6: new Set([...withinNetworks, 'interface-id', 'rapid-commit']) }

const pool: ReadonlySet<string> = new Set(ofDns)

/** Whether such a scope, without the parameter, has that of a scope of the other kind. */
function takesFrom(kind: ScopeKind, from: ScopeKind, key: string, family: 4 | 6): boolean {
  if (kind === 'pool') return pool.has(key)
  if (kind !== 'subnet' && kind !== 'network') return false
  return global[family].has(key) || (kind === 'subnet' && from === 'network' && network[family].has(key))
}

export function isInherited(scope: Scope, key: string): boolean {
  return takesFrom(scope.kind, 'global', key, scope.around.family)
}

/** What would count for the scope if it had no such parameter of its own. */
export function inheritedFrom(scope: Scope, key: string): { readonly value: Node; readonly scope: Scope } | undefined {
  for (let at = scope.outer; at; at = at.outer) {
    const value = takesFrom(scope.kind, at.kind, key, scope.around.family) ? valueOf(at.node, key) : undefined
    if (value) return { value, scope: at }
  }
  return undefined
}
