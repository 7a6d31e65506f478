/** A pool goes from its lowest address to its highest. */
import { changeTo } from '../../fix'
import { addressText, isTextFault, readPool } from '../../address-text'
import type { ScopeRule } from '../../rule'
import { knownText } from './reading'
import { say } from '../../../text/text'

export const poolReversed: ScopeRule = {
  id: 'pool-reversed',
  scope: 'scope',
  kinds: ['pool'],
  severity: 'error',
  summary: 'The first address of a pool is not above its last.',
  why: 'Kea refuses the file, and does not say that the two addresses are the reason.',
  manual: 'dhcp4-srv.html#dhcp4-address-config',

  check({ node, around }, report) {
    const text = around.family === 4 ? knownText(node, 'pool') : undefined
    const range = text && readPool(text.value)
    if (!text || !range || isTextFault(range) || range.first <= range.last) return
    report(text, {
      message: say`The pool begins with ${addressText(range.first)}, which is above its end, ${addressText(range.last)}.`,
      help: say`Write the lower address first: ${addressText(range.last)} - ${addressText(range.first)}, or correct the one that is wrong.`,
      fixes: () => changeTo(text, `${addressText(range.last)} - ${addressText(range.first)}`),
      refusedAt: '-t',
    })
  },
}
