/** A mark that something else fills in, where Kea takes no text but addresses and the like. */
import { isFilledIn } from '../../../config/placeholder'
import { member } from '../../../config/tree'
import type { Node, StringNode } from '../../../config/tree'
import { walk } from '../../../schema/walk'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

/** Keys whose texts Kea reads as addresses, ranges, octets. */
const neverPlain: Readonly<Record<string, readonly string[]>> = {
  dhcp4: ['subnet', 'pool', 'ip-address', 'ip-addresses', 'hw-address', 'duid', 'server-ip', 'sender-ip'],
  dhcp6: ['subnet', 'pool', 'prefix', 'ip-address', 'ip-addresses', 'prefixes', 'hw-address', 'duid', 'server-ip', 'sender-ip'],
  ddns: ['ip-address', 'secret'],
}

export const placeholderValue: FileRule = {
  id: 'placeholder-value',
  scope: 'file',
  severity: 'info',
  summary: 'A template is filled in before Kea reads it, its texts too.',
  why: 'The value is not known here, so nothing is said about it; Kea refuses the file while the placeholder stands in it.',
  manual: 'config.html#json',

  check(file, report, { release }) {
    const keys = neverPlain[file.daemon ?? ''] ?? []
    if (keys.length === 0) return
    walk(
      file,
      (map, scope) => {
        if (scope.family !== file.daemon) return
        for (const key of keys) {
          for (const text of textsAt(member(map, key)?.value)) {
            if (!isFilledIn(text.value)) continue
            report(text, { message: say`${JSON.stringify(text.value)} is still to be filled in.`, help: say`Kea reads no ${key} of it, and refuses the file as it stands. What is filled in is not judged here.`, refusedAt: '-t' })
          }
        }
      },
      release,
    )
  },
}

function textsAt(value: Node | undefined): StringNode[] {
  if (value?.kind === 'string') return [value]
  return value?.kind === 'array' ? value.items.filter((item): item is StringNode => item.kind === 'string') : []
}
