/** What is listened on is selected once. */
import { isFilledIn } from '../../../config/placeholder'
import { objectOf, stringsIn } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { readInterface } from './interface-text'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const interfaceTwice: FileRule = {
  id: 'interface-twice',
  scope: 'file',
  severity: 'error',
  summary: 'An interface is selected once: as a whole, or by its addresses.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#dhcp4-interface-configuration',

  check(file, report) {
    if (file.daemon !== 'dhcp4') return
    const whole = new Map<string, StringNode>()
    const byAddress = new Map<string, StringNode>()
    for (const entry of stringsIn(objectOf(file.body, 'interfaces-config'), 'interfaces')) {
      const { name, address } = readInterface(entry.value)
      if (isFilledIn(entry.value) || name === '' || address === '') continue
      const selected = address === undefined ? name : `${name}/${address}`
      const first = whole.get(name) ?? byAddress.get(selected)
      if (first) {
        const asWhole = address === undefined ? say`a second time` : say`by an address, and as a whole or by that address before`
        report(entry, {
          message: name === '*' ? say`"*" stands here a second time.` : say`"${entry.value}" selects ${name} ${asWhole}.`,
          help: say`Name an interface once, or each of the addresses that Kea is to listen on once, and take this entry out.`,
          refusedAt: '-t',
          related: [related(first, say`the first time`)],
          fixes: () => drafted(say`Take it out`, (draft) => draft.removeItem(entry), entry.value === first.value),
        })
        continue
      }
      if (address === undefined) whole.set(name, entry)
      else {
        byAddress.set(selected, entry)
        // Named as a whole after one of its addresses: that is told as well.
        byAddress.set(name, byAddress.get(name) ?? entry)
      }
    }
  },
}
