/** TLS between partners takes three files, and https takes TLS. */
import { hookLoad } from '../../../config/release'
import { stringOf } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import { parsePeerUrl } from '../../../net/peer-url'
import { keyOrMap } from '../../compare'
import type { FileRule } from '../../rule'
import { listed } from '../../../text/listed'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

const files = ['trust-anchor', 'cert-file', 'key-file'] as const

export const haTlsIncomplete: FileRule = {
  id: 'ha-tls-incomplete',
  scope: 'file',
  severity: 'error',
  summary: 'A peer with an https url has all of trust-anchor, cert-file and key-file.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#ha-https-support',

  check(file, report, { release }) {
    const refusedAt = hookLoad(release)
    for (const relationship of relationshipsOf(file)) {
      for (const { node, url, name } of relationship.peers) {
        const given = files.filter((key) => (stringOf(node, key) ?? stringOf(relationship.node, key))?.value)
        const missing = files.filter((key) => !given.includes(key))
        const parsed = url && parsePeerUrl(url.value)
        const whose = name?.value ?? say`this peer`
        if (missing.length === 3 && parsed && !('fault' in parsed) && parsed.scheme === 'https') {
          report(url, {
            message: say`${whose} is to be reached by https, and there is no TLS for it.`,
            help: say`The server does not start. Give ${files.join(', ')} in the relationship or in the peer, or use http.`,
            refusedAt,
            fixes: () => drafted(say`Use http`, (draft) => draft.replaceValue(url, url.value.replace(/^https/, 'http'))),
          })
        } else if (missing.length > 0 && missing.length < 3) {
          report(keyOrMap(stringOf(node, given[0] ?? '') ? node : relationship.node, given[0] ?? ''), {
            message: say`TLS for ${whose} lacks ${listed(missing)}.`,
            help: say`The server does not start: Kea wants all of ${files.join(', ')}, or none.`,
            refusedAt,
          })
        }
      }
    }
  },
}
