/** A host name goes into DNS, where names have rules. */
import { changeTo } from '../../fix'
import type { Fix } from '../../fix'
import type { StringNode } from '../../../config/tree'
import { isFilledIn } from '../../../config/placeholder'
import { stringOf } from '../../../config/tree'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const reservationHostnameInvalid: ScopeRule = {
  id: 'reservation-hostname-invalid',
  scope: 'scope',
  kinds: ['reservation'],
  keys: ['hostname'],
  severity: 'warning',
  summary: 'The hostname of a reservation is a name that DNS can hold.',
  why: 'Kea sends it to the client as it is, and no DNS server takes it.',
  manual: 'dhcp4-srv.html#reservation4-hostname',

  check({ node, around }, report) {
    const text = stringOf(node, 'hostname')
    if (around.family !== 4 || !text || text.value === '' || isFilledIn(text.value)) return
    const fault = faultOf(text.value)
    if (fault === undefined) return
    report(text, {
      message: say`The host name "${text.value}" ${fault}.`,
      help: say`Kea sends it to the client as it stands here, and it cannot be put into DNS. Use letters, digits and hyphens, up to 63 between two dots.`,
      fixes: () => spelled(text),
    })
  },
}

function faultOf(name: string): Text | undefined {
  const labels = name.replace(/\.$/, '').split('.')
  const odd = /[^A-Za-z0-9._-]/.exec(name)?.[0]
  if (odd !== undefined) return /\s/.test(odd) ? say`has a blank in it` : say`has "${odd}" in it`
  if (labels.some((label) => label === '')) return say`has nothing between two dots`
  const long = labels.find((label) => label.length > 63)
  if (long !== undefined) return say`has a part of ${long.length} letters`
  if (name.length > 253) return say`has ${name.length} letters; a name has 253 at most`
  return labels.some((label) => /^-|-$/.test(label)) ? say`has a hyphen at the end of a part` : undefined
}

/** The same with hyphens for what DNS does not take; letters with accents have no one spelling. */
function spelled(text: StringNode): Fix[] {
  const name = text.value.trim().replace(/[\s_/:]+/g, '-').replace(/\.{2,}/g, '.').split('.').map((label) => label.replace(/^-+|-+$/g, '')).join('.')
  return name !== '' && faultOf(name) === undefined ? changeTo(text, name) : []
}
