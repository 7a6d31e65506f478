/** Addresses of servers are addresses that a client can reach. */
import { takenOptions } from '../../option-reading'
import type { ScopeRule } from '../../rule'
import { everyScope } from './labels'
import { valuesOf } from './option-values'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

/** Options that name servers or routers. */
const servers4 = new Set([3, 4, 5, 6, 7, 8, 9, 10, 11, 41, 42, 44, 45, 48, 49, 65, 68, 69, 70, 71, 72, 73, 74, 75, 76])
const servers6 = new Set([22, 23, 27, 28, 31, 34, 40, 52])

export const optionAddressUnusable: ScopeRule = {
  id: 'option-address-unusable',
  scope: 'scope',
  kinds: everyScope,
  keys: ['option-data'],
  severity: 'warning',
  summary: 'Options name servers by addresses that other machines can reach.',
  why: 'Clients ask nobody, or themselves.',
  manual: 'dhcp4-srv.html#dhcp4-std-options',

  check(scope, report) {
    for (const reading of takenOptions(scope)) {
      const { option, space } = reading
      if (!(space === 'dhcp4' ? servers4 : space === 'dhcp6' ? servers6 : new Set<number>()).has(option.code)) continue
      for (const { value, at } of valuesOf(reading)) {
        const message = unusable(value.text)
        if (message === undefined) continue
        report(at, { message, help: say`Clients get it as it stands, in the option "${option.definition?.name ?? option.code}". Give the address that the server has on the network.` })
      }
    }
  },
}

function unusable(text: string): Text | undefined {
  if (text === '0.0.0.0' || /^[0:]+$/.test(text)) return say`${text} is no address of a server.`
  if (/^127\.\d+\.\d+\.\d+$/.test(text) || text === '::1') return say`${text} is an address that every machine has for itself.`
  return text === '255.255.255.255' ? say`${text} is the address of every machine at once.` : undefined
}
