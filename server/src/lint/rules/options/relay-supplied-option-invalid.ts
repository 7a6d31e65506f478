/** Options that a relay may supply are given by a code or a name of the space dhcp6. */
import { changeTo } from '../../fix'
import { isFilledIn } from '../../../config/placeholder'
import { nearest } from '../../../config/nearest'
import { stringsIn } from '../../../config/tree'
import { optionKnownIn, standardOptions6 } from '../../../options/standard'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

export const relaySuppliedOptionInvalid: ScopeRule = {
  id: 'relay-supplied-option-invalid',
  scope: 'scope',
  kinds: ['global'],
  severity: 'error',
  summary: 'Relay-supplied options are standard options of DHCPv6.',
  why: 'Kea refuses the file: it cannot tell which option is meant.',
  manual: 'dhcp6-srv.html#dhcp6-rsoo',

  check({ node, around: { family, release } }, report) {
    if (family !== 6) return
    const names = standardOptions6.filter((one) => one.space === 'dhcp6' && optionKnownIn(one, release)).map((one) => one.name)
    for (const option of stringsIn(node, 'relay-supplied-options')) {
      const text = option.value
      if (isFilledIn(text) || names.includes(text)) continue
      const code = /^[+-]?\d+$/.test(text) ? Number(text) : undefined
      if (code !== undefined && code > 0 && code <= 0xffff) continue
      const near = nearest(text, names)[0]
      report(option, {
        message: code === undefined ? say`There is no standard option "${text}" in dhcp6.` : say`${text} is no code of an option of dhcp6 (1 to 65535).`,
        help: code === undefined ? (near !== undefined ? say`Did you mean "${near}"?` : say`An option that the file defines itself is given by its code, in quotes.`) : say`Give the code as Kea lists it, in quotes.`,
        fixes: () => (near !== undefined && code === undefined ? changeTo(option, near) : []),
        refusedAt: '-t',
      })
    }
  },
}
