/** Zones and DNS servers name keys that the file defines. */
import { nearest } from '../../../config/nearest'
import { objectsIn, stringOf, valueOf } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import type { FileRule, Report } from '../../rule'
import { mayHoldMore, textOf, tsigKeys, zonesOf } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const tsigKeyUndefined: FileRule = {
  id: 'tsig-key-undefined',
  scope: 'file',
  severity: 'error',
  summary: 'Every TSIG key that is named is defined.',
  why: 'Kea refuses the file.',
  manual: 'ddns.html#forward-ddns',

  check(file, report) {
    if (mayHoldMore(file.body, 'tsig-keys')) return
    const keys = tsigKeys(file)
    const names = keys.flatMap((key) => textOf(key, 'name')?.value ?? [])
    // A name that is filled in later may be any.
    if (keys.some((key) => stringOf(key, 'name') && !textOf(key, 'name'))) return
    for (const { node } of zonesOf(file)) {
      const servers = objectsIn(node, 'dns-servers')
      const name = textOf(node, 'key-name')
      // The zone's key is that of its servers that have none.
      const isUsed = servers.some((server) => !textOf(server, 'key-name')) || valueOf(node, 'dns-servers') === undefined
      if (name && !names.includes(name.value)) tell(name, names, isUsed, report)
      for (const server of servers) {
        const own = textOf(server, 'key-name')
        if (own && !names.includes(own.value)) tell(own, names, true, report)
      }
    }
  },
}

function tell(name: StringNode, names: readonly string[], isUsed: boolean, report: Report): void {
  const meant = names.find((one) => one.toLowerCase().replace(/\.$/, '') === name.value.toLowerCase().replace(/\.$/, '')) ?? nearest(name.value, names)[0]
  const known = names.length > 0 ? say`Defined in tsig-keys: ${names.slice(0, 6).join(', ')}.` : say`There is no key in tsig-keys.`
  report(name, {
    message: say`There is no TSIG key "${name.value}".`,
    help: say`${meant === undefined ? known : say`Did you mean "${meant}"? Kea compares names letter by letter.`}${isUsed ? '' : say` Kea does not notice, as each DNS server of the zone has a key of its own.`}`,
    refusedAt: isUsed ? '-t' : null,
    fixes: () => (meant === undefined ? names.slice(0, 3) : [...new Set([meant, ...nearest(name.value, names)])]).flatMap((one) => drafted(say`Change it to "${one}"`, (draft) => draft.replaceValue(name, one))),
    ...(!isUsed && { severity: 'warning' as const }),
  })
}
