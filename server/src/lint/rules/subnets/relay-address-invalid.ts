/** Relay agents are named by their IPv4 addresses. */
import { removeEntry } from '../../fix'
import { addressFixes } from './text-fixes'
import { isFilledIn } from '../../../config/placeholder'
import { objectOf, stringOf, stringsIn } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { ipv4Fault, readIpv4 } from '../../address-text'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const relayAddressInvalid: ScopeRule = {
  id: 'relay-address-invalid',
  scope: 'scope',
  kinds: ['network', 'subnet'],
  severity: 'error',
  summary: 'Addresses of relays are IPv4 addresses, each given once.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#using-a-specific-relay-agent-for-a-subnet',

  check({ node, around }, report) {
    if (around.family !== 4) return
    const known = new Map<number, StringNode>()
    for (const text of relayTexts(node)) {
      if (isFilledIn(text.value)) continue
      const fault = ipv4Fault(text.value)
      const address = readIpv4(text.value) ?? -1
      const first = known.get(address)
      if (fault) {
        report(text, { message: say`The relay address "${text.value}" ${fault.fault}.`, help: say`Give the IPv4 address that the relay puts into the packets it forwards (giaddr).`, refusedAt: '-t', fixes: () => addressFixes(text) })
      } else if (first) {
        report(text, { message: say`The relay address ${text.value} is given twice.`, help: say`Kea refuses the list so: leave one of them.`, refusedAt: '-t', related: [related(first, say`The first`)], fixes: () => removeEntry(text, say`Remove it from the list`, true) })
      } else known.set(address, text)
    }
  },
}

/** Of `ip-addresses`, and of the older `ip-address`. */
export function relayTexts(scope: ObjectNode): StringNode[] {
  const relay = objectOf(scope, 'relay')
  const single = stringOf(relay, 'ip-address')
  return [...(single ? [single] : []), ...stringsIn(relay, 'ip-addresses')]
}
