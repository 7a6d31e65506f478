/** A pool is two addresses with a hyphen, or a prefix. */
import { poolFixes } from './text-fixes'
import { isTextFault, readPool } from '../../address-text'
import type { ScopeRule } from '../../rule'
import { knownText } from './reading'
import { say } from '../../../text/text'

export const poolInvalid: ScopeRule = {
  id: 'pool-invalid',
  scope: 'scope',
  kinds: ['pool'],
  severity: 'error',
  summary: 'A pool is written as first - last, or as an IPv4 prefix.',
  why: 'Kea refuses the file: it cannot tell which addresses the pool has.',
  manual: 'dhcp4-srv.html#dhcp4-address-config',

  check({ node, around }, report) {
    const text = knownText(node, 'pool')
    if (around.family !== 4 || !text || text.value === '') return
    const read = readPool(text.value)
    if (!isTextFault(read)) return
    report(text, {
      message: say`The pool "${text.value}" ${read.fault}.`,
      help: say`Kea takes the first and the last address with a hyphen between them, such as 192.0.2.10 - 192.0.2.99, or a prefix, such as 192.0.2.64/26.`,
      fixes: () => poolFixes(text),
      refusedAt: '-t',
    })
  },
}
