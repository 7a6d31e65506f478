/** A server has to find itself among the peers. */
import { hookLoad } from '../../../config/release'
import { isFilledIn } from '../../../config/placeholder'
import { nearest } from '../../../config/nearest'
import { relationshipsOf } from '../../../deployment/relationship'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const haThisServerNameUnknown: FileRule = {
  id: 'ha-this-server-name-unknown',
  scope: 'file',
  severity: 'error',
  summary: 'this-server-name is one of the peers.',
  why: 'The library does not load, and the server does not start: "no peer configuration specified".',
  manual: 'hooks.html#ha-hot-standby-config',

  check(file, report, { release }) {
    for (const { thisServerName, self, peers } of relationshipsOf(file)) {
      if (!thisServerName || self || peers.length === 0) continue
      if ([thisServerName, ...peers.map((peer) => peer.name)].some((name) => name && isFilledIn(name.value))) continue
      const names = peers.flatMap((peer) => (peer.name ? [peer.name.value] : []))
      const [near] = nearest(thisServerName.value, names)
      report(thisServerName, {
        message: say`"${thisServerName.value}" is none of the peers (${names.join(', ')}).`,
        help: say`The server does not start. ${near ? say`Did you mean "${near}"?` : say`Name the peer that this server is.`}`,
        refusedAt: hookLoad(release),
        fixes: () => [...new Set([...(near === undefined ? [] : [near]), ...names])].slice(0, 6).flatMap((name) => drafted(say`Change it to "${name}"`, (draft) => draft.replaceValue(thisServerName, name))),
        related: peers.flatMap((peer) => (peer.name ? [related(peer.name, say`a peer`)] : [])),
      })
    }
  },
}
