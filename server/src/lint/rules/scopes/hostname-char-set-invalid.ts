/** hostname-char-set is a regular expression, of the POSIX extended kind. */
import { isFilledIn } from '../../../config/placeholder'
import { stringOf } from '../../../config/tree'
import type { ScopeRule } from '../../rule'
import { posixFault } from './posix-expression'
import { say } from '../../../text/text'

export const hostnameCharSetInvalid: ScopeRule = {
  id: 'hostname-char-set-invalid',
  scope: 'scope',
  kinds: ['global', 'network', 'subnet', 'pool'],
  keys: ['hostname-char-set'],
  severity: 'error',
  summary: 'hostname-char-set is a regular expression that can be read.',
  why: 'Kea refuses the file; a global one it takes, and then fails for each client that has a host name.',
  manual: 'dhcp4-srv.html#sanitizing-client-host-name-and-fqdn-names',

  check({ kind, node, around }, report) {
    const text = stringOf(node, 'hostname-char-set')
    if (around.family !== 4 || !text || text.value === '' || isFilledIn(text.value)) return
    const fault = posixFault(text.value)
    if (!fault) return
    const refused = kind !== 'global'
    report({ text, from: fault.at, to: text.value.length }, {
      message: say`hostname-char-set is no regular expression: ${fault.words}.`,
      help: say`It matches the characters that are replaced, such as [^A-Za-z0-9.-].${refused ? '' : say` In the global scope Kea notices when a client sends its name.`}`,
      refusedAt: refused ? '-t' : null,
      severity: refused ? 'error' : 'warning',
    })
  },
}
