/** A subnet without pools and reservations has nothing to give. */
import { stringOf, valueOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import type { ScopeRule } from '../../rule'
import { inherited } from '../../scopes'
import type { Scope } from '../../scopes'
import { comesFromElsewhere } from './elsewhere'
import { say } from '../../../text/text'

export const subnetWithoutAddresses: ScopeRule = {
  id: 'subnet-without-addresses',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'info',
  summary: 'A subnet has pools or reservations.',
  why: 'Clients of the subnet get no address.',
  manual: 'dhcp4-srv.html#dhcp4-address-config',

  check(scope, report) {
    const { node, around } = scope
    if (around.family !== 4 || node.incomplete || comesFromElsewhere(around) || scope.outer?.kind === 'network') return
    if (hasItems(node, 'pools') || hasItems(node, 'reservations') || usesGlobalReservations(scope)) return
    report({ opening: node }, {
      message: say`The subnet ${stringOf(node, 'subnet')?.value ?? ''} has neither pools nor reservations.`,
      help: say`Its clients get no address; only a DHCPINFORM is answered. Give it a pool, or remove it.`,
    })
  },
}

function hasItems(node: ObjectNode, key: string): boolean {
  const list = valueOf(node, key)
  return list?.kind === 'array' && (list.items.length > 0 || list.incomplete === true)
}

function usesGlobalReservations(scope: Scope): boolean {
  const flag = inherited(scope, 'reservations-global')?.value
  const mode = inherited(scope, 'reservation-mode')?.value
  return (flag?.kind === 'boolean' && flag.value) || (mode?.kind === 'string' && mode.value === 'global')
}
