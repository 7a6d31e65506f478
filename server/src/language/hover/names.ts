/** The names of options and messages for an expression in words. */
import type { Names } from '../../expression/option-words'
import { topSpace } from '../../options/definition'
import type { Definition } from '../../options/definition'
import { valueText } from '../../options/decode'
import { allMessageNames } from '../../options/message-types'
import type { Surroundings } from '../../lint/scopes'
import { stringOctets } from '../../net/octets'

/** RFC 8415 section 7.3. */
const messages6: Readonly<Record<number, string>> = {
  1: 'SOLICIT', 2: 'ADVERTISE', 3: 'REQUEST', 4: 'CONFIRM', 5: 'RENEW', 6: 'REBIND', 7: 'REPLY', 8: 'RELEASE', 9: 'DECLINE', 10: 'RECONFIGURE', 11: 'INFORMATION-REQUEST', 12: 'RELAY-FORW', 13: 'RELAY-REPL',
}

export function namesFor(around: Surroundings): Names {
  const { family } = around
  const definition = (code: number, sub?: number): Definition | undefined => {
    const option = around.definitions().byCode(topSpace(family), code)
    return sub === undefined ? option : option && option.encapsulates !== '' ? around.definitions().byCode(option.encapsulates, sub) : undefined
  }
  return {
    family,
    option: (code, sub) => definition(code, sub)?.name,
    messageType: (type) => (family === 4 ? allMessageNames[type] : messages6[type]),
    valueOf(code, sub, octets) {
      const found = definition(code, sub)
      const text = found && isTold(found) && octets !== '' ? valueText(found, stringOctets(octets), around.definitions()) : undefined
      return text === undefined || text.includes('(not of the form') ? undefined : text
    },
  }
}

/** A text is told as such already. */
function isTold({ type }: Definition): boolean {
  return type !== 'string' && type !== 'binary' && type !== 'empty'
}
