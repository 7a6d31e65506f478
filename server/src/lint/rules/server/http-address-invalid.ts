/** Address and port of a door for HTTP. */
import { isFilledIn } from '../../../config/placeholder'
import type { FileRule } from '../../rule'
import { httpDoorsOf, isAddress } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const httpAddressInvalid: FileRule = {
  id: 'http-address-invalid',
  scope: 'file',
  severity: 'error',
  summary: 'A door for HTTP has an address of the machine, not a name, and a port up to 65535.',
  why: 'Kea refuses the file, or cannot open the door and does not start.',
  manual: 'dhcp4-srv.html#dhcp4-http-ctrl-channel',

  check(file, report, { release }) {
    for (const { address, port, isAgent } of httpDoorsOf(file, release)) {
      if (address && !isFilledIn(address.value) && !isAddress(address.value)) {
        report(address, {
          message: say`"${address.value}" is no IP address.`,
          help: say`Kea looks up no names here: write ${address.value === 'localhost' ? '127.0.0.1' : say`an address such as 127.0.0.1, or 0.0.0.0 for all`}.`,
          refusedAt: isAgent ? 'start' : '-t',
          fixes: () => (address.value === 'localhost' ? drafted(say`Change it to 127.0.0.1`, (draft) => draft.replaceValue(address, '127.0.0.1'), true) : []),
        })
      }
      if (port?.integer && !isAgent && (port.value < 0 || port.value > 65_535)) {
        report(port, {
          message: say`${port.value} is no port.`,
          help: say`Ports go from 0 to 65535; HTTP clients look for Kea on 8000.`,
          refusedAt: '-t',
        })
      }
    }
  },
}
