/** An entry of `interfaces` that names no interface. */
import { isFilledIn } from '../../../config/placeholder'
import { objectOf, stringsIn } from '../../../config/tree'
import { ipv4Fault, readIpv4 } from '../../address-text'
import type { FileRule } from '../../rule'
import { readInterface } from './interface-text'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { drafted } from '../../drafted'

export const interfaceInvalid: FileRule = {
  id: 'interface-invalid',
  scope: 'file',
  severity: 'error',
  summary: 'Each entry of interfaces is a name, a name with one of its IPv4 addresses, or *.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#dhcp4-interface-configuration',

  check(file, report) {
    if (file.daemon !== 'dhcp4') return
    for (const entry of stringsIn(objectOf(file.body, 'interfaces-config'), 'interfaces')) {
      if (isFilledIn(entry.value)) continue
      const fault = faultOf(entry.value)
      if (fault === undefined) continue
      report(entry, {
        message: say`"${entry.value}" ${fault}.`,
        help: say`Write the name of an interface ("eth0"), a name and one of its IPv4 addresses ("eth0/192.0.2.1"), or "*" for all interfaces.`,
        refusedAt: '-t',
        fixes: () => {
          const name = entry.value.split('/')[0]?.trim() ?? ''
          return name === '' || faultOf(name) !== undefined ? [] : drafted(say`Change it to "${name}"`, (draft) => draft.replaceValue(entry, name))
        },
      })
    }
  },
}

function faultOf(text: string): Text | undefined {
  const { name, address } = readInterface(text)
  if (name === '') return say`names no interface`
  if (address === undefined) return undefined
  if (address === '') return say`has no address behind its slash`
  if (name === '*') return say`gives an address to all interfaces: only one that is named can have it`
  const fault = ipv4Fault(address)
  if (fault) return say`has "${address}" for an address, which ${fault.fault}`
  return readIpv4(address) === 0 || readIpv4(address) === 0xffff_ffff ? say`has ${address} for an address, which no interface has` : undefined
}
