/** Text and octets are told apart by single quotes, which are easily forgotten or set too many. */
import { readHostIdentifier } from '../../../config/host-identifier'
import { changeTo } from '../../fix'
import type { Fix } from '../../fix'
import { quotedText } from '../../../config/host-identifier'
import { hexDigits } from '../../../net/octets'
import type { ScopeRule } from '../../rule'
import type { Severity } from '../../problem'
import { identifierIn, isPlain, knownOctets } from './reading'
import type { Identifier } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const reservationIdentifierDoubtful: ScopeRule = {
  id: 'reservation-identifier-doubtful',
  scope: 'scope',
  kinds: ['reservation'],
  severity: 'warning',
  summary: 'Octets stand without quotes, and text in single quotes.',
  why: 'Kea compares other octets than those that the client sends, and never finds the reservation.',
  manual: 'dhcp4-srv.html#host-reservation-v4',

  check({ node, around }, report) {
    const identifier = around.family === 4 ? identifierIn(node) : undefined
    if (!identifier || isPlain(identifier.text.value)) return
    const octets = knownOctets(identifier)
    const doubt = octets && doubtOf(identifier, octets)
    if (doubt) report(identifier.text, doubt)
  },
}

interface Doubt {
  readonly message: Text
  readonly help: Text
  readonly severity?: Severity
  readonly fixes?: () => readonly Fix[]
}

function doubtOf({ type, text }: Identifier, octets: Uint8Array): Doubt | undefined {
  const quoted = quotedText(text.value)
  if (quoted !== undefined) {
    const isOctets = /^(0x)?[0-9a-f]{1,2}([:-][0-9a-f]{1,2}){2,}$/i.test(quoted)
    if (!isOctets && type !== 'hw-address' && type !== 'duid') return undefined
    return {
      message: say`In single quotes, the ${type} ${text.value.trim()} is a text of ${quoted.length} letters.`,
      help: isOctets ? say`Kea compares the letters, colons included. Leave the single quotes out if the octets are meant.` : say`A ${type} is hardly a text: write its octets, without quotes.`,
      ...(isOctets && readHostIdentifier(quoted.replace(/-/g, ':')) && { fixes: () => changeTo(text, quoted.replace(/-/g, ':')) }),
    }
  }
  if (type === 'hw-address' || type === 'duid') return undefined
  const bare = /^[0-9a-f]+$/i.test(text.value)
  if (bare && (text.value.length % 2 === 1 || /^[a-f]{2,16}$/i.test(text.value) || /^\d{2}$/.test(text.value))) {
    return {
      message: say`The ${type} "${text.value}" stands for ${octets.length === 1 ? say`the octet` : say`the octets`} ${hexDigits(octets).replace(/..(?=.)/g, '$&:')}.`,
      help: say`Kea reads hexadecimal digits here. If the text is meant, put it into single quotes: "'${text.value}'".`,
      severity: 'info',
      fixes: () => changeTo(text, `'${text.value}'`),
    }
  }
  return undefined
}
