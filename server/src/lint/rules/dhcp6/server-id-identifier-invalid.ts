/** The identifier in the server's DUID is written in hexadecimal digits. */
import { objectOf } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { knownText } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const serverIdIdentifierInvalid: FileRule = {
  id: 'server-id-identifier-invalid',
  scope: 'file',
  severity: 'error',
  summary: "The identifier of the server's DUID is hexadecimal.",
  why: 'Kea refuses the file.',
  manual: 'dhcp6-srv.html#dhcpv6-server-identifier',

  check(file, report) {
    const identifier = file.daemon === 'dhcp6' ? knownText(objectOf(file.body, 'server-id'), 'identifier') : undefined
    if (identifier && !/^\s*[0-9a-f\s]*\s*$/i.test(identifier.value)) report(identifier, {
      message: say`"${identifier.value}" is not hexadecimal.`,
      help: say`Write its digits without colons or anything else between them: 87ABEF7A5BB545.`,
      refusedAt: '-t',
      fixes: () => {
        const bare = identifier.value.replace(/^0x/i, '').replace(/[:\-.\s]/g, '')
        return /^[0-9a-f]+$/i.test(bare) ? drafted(say`Change it to ${bare}`, (draft) => draft.replaceValue(identifier, bare), true) : []
      },
    })
  },
}
