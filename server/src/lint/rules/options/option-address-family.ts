/** An option of IPv4 addresses holds IPv4 addresses. */
import { definitionsFor, takenOptions } from '../../option-reading'
import type { ScopeRule } from '../../rule'
import { everyScope, optionLabel } from './labels'
import { isIpv6, valuesOf } from './option-values'
import { say } from '../../../text/text'

export const optionAddressFamily: ScopeRule = {
  id: 'option-address-family',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'warning',
  summary: 'An option of IPv4 addresses has no IPv6 address.',
  why: 'Kea sends the 16 octets of the IPv6 address, which clients read as four IPv4 addresses.',
  manual: 'dhcp4-srv.html#dhcp4-option-types',

  check(scope, report) {
    for (const reading of takenOptions(scope)) {
      if (reading.option.definition?.type !== 'ipv4-address') continue
      for (const { value, at } of valuesOf(reading)) {
        if (!isIpv6(value.text)) continue
        report(at, {
          message: say`${optionLabel(reading.entry, reading.space, definitionsFor(scope))} takes IPv4 addresses, and ${value.text} is one of IPv6.`,
          help: say`Kea takes it and sends its octets as if they were IPv4 addresses. IPv6 addresses go into the DHCPv6 server's file.`,
        })
      }
    }
  },
}
