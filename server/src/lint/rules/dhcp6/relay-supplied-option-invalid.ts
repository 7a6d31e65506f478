/** Options that relays may supply are named, or numbered from 0 to 65535. */
import { stringsIn } from '../../../config/tree'
import type { FileRule } from '../../rule'

export const relaySuppliedOptionInvalid: FileRule = {
  id: 'relay-supplied-option-invalid',
  scope: 'file',
  severity: 'error',
  summary: 'relay-supplied-options holds names or numbers of options.',
  why: 'Kea refuses the file.',
  manual: 'dhcp6-srv.html#relay-supplied-options',

  check(file, report) {
    if (file.daemon !== 'dhcp6') return
    for (const option of stringsIn(file.body, 'relay-supplied-options')) {
      const isNumber = /^-?\d+$/.test(option.value)
      if (isNumber && (Number(option.value) < 0 || Number(option.value) > 65535)) report(option, {
        message: `${option.value} is no number of an option.`,
        help: 'Write 0 to 65535, as a text, or the name of a DHCPv6 option.',
        refusedAt: '-t',
      })
    }
  },
}
