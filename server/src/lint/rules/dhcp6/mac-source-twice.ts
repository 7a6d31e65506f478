/** A place where hardware addresses are looked for stands once in the list. */
import { stringsIn } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const macSourceTwice: FileRule = {
  id: 'mac-source-twice',
  scope: 'file',
  severity: 'error',
  summary: 'mac-sources has every source once, under one of its names.',
  why: 'Kea refuses the file.',
  manual: 'dhcp6-srv.html#mac-hardware-addresses-in-dhcpv6',

  check(file, report) {
    if (file.daemon !== 'dhcp6') return
    const known = new Map<string, StringNode>()
    for (const source of stringsIn(file.body, 'mac-sources')) {
      const key = otherNames[source.value] ?? source.value
      const first = known.get(key)
      if (!first) known.set(key, source)
      else report(source, {
        message: first.value === source.value ? say`"${source.value}" is there already.` : say`"${source.value}" is another name for "${first.value}".`,
        help: say`Remove one of them.`,
        refusedAt: '-t',
        related: [related(first, say`the first one`)],
        fixes: () => drafted(say`Remove it`, (draft) => draft.removeItem(source), true),
      })
    }
  },
}

const otherNames: Readonly<Record<string, string>> = { rfc6939: 'client-link-addr-option', rfc4649: 'remote-id', rfc4580: 'subscriber-id' }
