/** A reservation is found by one identifier. */
import { removeKey } from '../../fix'
import { member } from '../../../config/tree'
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { identifiersIn } from './reading'
import { listed } from '../../../text/listed'
import { say } from '../../../text/text'

export const reservationIdentifiersSeveral: ScopeRule = {
  id: 'reservation-identifiers-several',
  scope: 'scope',
  kinds: ['reservation'],
  severity: 'error',
  summary: 'A reservation has one identifier.',
  why: 'Kea refuses a reservation with two.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check({ node }, report) {
    const given = identifiersIn(node)
    const first = given.findIndex(({ text }) => text.value !== '')
    // Kea passes over empty ones as long as none with a text came before.
    const exclusive = first === -1 ? [] : given.slice(first).filter(({ type, text }) => type !== 'hw-address' || text.value !== '')
    const [one, ...others] = exclusive.map(({ type }) => member(node, type)).filter((found) => found !== undefined).sort((a, b) => a.keySpan.start - b.keySpan.start)
    const last = others.at(-1)
    if (!one || !last) return
    report(last, {
      message: say`The reservation has ${exclusive.length === 2 ? say`two identifiers` : say`${exclusive.length} identifiers`}: ${listed(exclusive.map(({ type }) => type))}.`,
      help: say`Keep the one that the client always sends, or make a reservation for each.`,
      refusedAt: '-t',
      related: [one, ...others.slice(0, -1)].map((other) => related(other, say`Its ${other.key}`)),
      fixes: () => (others.length === 1 && exclusive.every(({ text }) => text.value !== '') ? [last, one].flatMap(({ key }) => removeKey(node, key)) : []),
    })
  },
}
