/** The broadcast address that clients are told is the last one of their subnet. */
import { changePart } from '../../fix'
import { stringOf } from '../../../config/tree'
import { takenOptions } from '../../option-reading'
import type { ScopeRule } from '../../rule'
import { addressesOf, isForAll } from './option-values'
import { prefixOf } from './routers'
import { say } from '../../../text/text'

const broadcastCode = 28
const everyHost = 0xffff_ffff

export const broadcastAddressMismatch: ScopeRule = {
  id: 'broadcast-address-mismatch',
  scope: 'scope',
  kinds: ['subnet'],
  severity: 'warning',
  summary: 'The broadcast address of a subnet is its last address.',
  why: 'Clients send broadcasts to an address that nobody else listens to.',
  manual: 'dhcp4-srv.html#dhcp4-std-options',

  check(scope, report) {
    const prefix = scope.around.family === 4 ? prefixOf(scope) : undefined
    if (!prefix) return
    for (const reading of takenOptions(scope).filter((one) => isForAll(one, broadcastCode))) {
      for (const { address, text, at } of addressesOf(reading).slice(0, 1)) {
        if (address === prefix.last || address === everyHost) continue
        report(at, {
          message: say`${text} is not the broadcast address of ${stringOf(scope.node, 'subnet')?.value ?? say`the subnet`}: that is ${dotted(prefix.last)}.`,
          help: say`Kea sends what is written here. Correct it, or leave the option out: clients work the address out of the subnet mask.`,
          fixes: () => ('text' in at ? changePart(at, dotted(prefix.last)) : []),
        })
      }
    }
  },
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.')
}
