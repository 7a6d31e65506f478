/** The boot fields of a DHCP message hold so many octets, and a letter can take several. */
import { isFilledIn } from '../../../config/placeholder'
import { stringOf } from '../../../config/tree'
import { utf8Length } from '../../../net/octets'
import type { ScopeRule } from '../../rule'
import { say } from '../../../text/text'

/** What Kea takes: of boot-file-name one more than it says, except in a reservation. */
const most = { 'server-hostname': 63, 'boot-file-name': 128 } as const
const mostInReservation = { 'server-hostname': 63, 'boot-file-name': 127 } as const

export const bootFieldTooLong: ScopeRule = {
  id: 'boot-field-too-long',
  scope: 'scope',
  kinds: ['class', 'network', 'subnet', 'reservation'],
  keys: ['boot-file-name', 'server-hostname'],
  severity: 'error',
  summary: 'server-hostname and boot-file-name fit into their fields, counted in octets.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#dhcp4-next-server',

  check({ kind, node, around }, report) {
    if (around.family !== 4) return
    for (const [key, limit] of Object.entries(kind === 'reservation' ? mostInReservation : most)) {
      const text = stringOf(node, key)
      // Longer in letters already: the schema tells.
      if (!text || isFilledIn(text.value) || Array.from(text.value).length > limit) continue
      const octets = utf8Length(text.value)
      if (octets <= limit || hasEscapes(text)) continue
      report(text, {
        message: say`"${key}" takes ${octets} octets; its field holds ${limit}.`,
        help: say`Letters beyond ASCII take two to four octets each. Shorten it.`,
        refusedAt: '-t',
      })
    }
  },
}

/** Kea makes one octet of an escaped letter. */
function hasEscapes(text: { readonly value: string; readonly start: number; readonly end: number }): boolean {
  return text.end - text.start - 2 !== text.value.length
}
