/** Kea takes addresses in a peer's url, not names. */
import { hookLoad } from '../../../config/release'
import { isFilledIn } from '../../../config/placeholder'
import { relationshipsOf } from '../../../deployment/relationship'
import { parsePeerUrl } from '../../../net/peer-url'
import type { ConfigFile } from '../../../config/config-file'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const haPeerUrlInvalid: FileRule = {
  id: 'ha-peer-url-invalid',
  scope: 'file',
  severity: 'error',
  summary: 'A peer\'s url has an IP address, and a scheme before it.',
  why: 'The library does not load, and the server does not start: host names are refused.',
  manual: 'hooks.html#hooks-high-availability',

  check(file, report, { release }) {
    for (const { url, name } of relationshipsOf(file).flatMap((relationship) => relationship.peers)) {
      if (!url || isFilledIn(url.value)) continue
      const parsed = parsePeerUrl(url.value)
      const example = say`Write, for example, http://192.0.2.1:8001/.`
      const whose = name ? say` of ${name.value}` : ''
      if ('fault' in parsed) {
        report(url, { message: say`The url${whose} cannot be read: ${parsed.fault}.`, help: say`The server does not start. ${example}`, refusedAt: hookLoad(release), fixes: () => ('fault' in parsePeerUrl(`http://${url.value}`) ? [] : drafted(say`Put http:// before it`, (draft) => draft.replaceValue(url, `http://${url.value}`))) })
      } else if (!parsed.isAddress) {
        report(url, {
          message: say`The url${whose} has the host name ${parsed.host}, and Kea takes only an IP address.`,
          help: say`The server does not start. ${example}`,
          refusedAt: hookLoad(release),
        })
      } else if (parsed.port === 0) {
        report(url, {
          message: say`The url${whose} has no port.`,
          help: say`Kea has no default port: it takes port 0, and the partner finds nobody. ${example}`,
          severity: 'warning',
          fixes: () => drafted(say`Add port ${portOf(file)}`, (draft) => draft.replaceValue(url, `${parsed.scheme}://${parsed.host}:${portOf(file)}/`)),
        })
      } else if (parsed.port > 65535) {
        report(url, {
          message: say`The url${whose} has port ${parsed.port}, and ports end at 65535.`,
          help: say`Kea takes the file and opens or asks another port than this. ${example}`,
          severity: 'warning',
        })
      }
    }
  },
}

/** That the other peers have; 8001 where none has one. */
function portOf(file: ConfigFile): number {
  const ports = relationshipsOf(file).flatMap(({ peers }) => peers.flatMap(({ url }) => {
    const parsed = url && parsePeerUrl(url.value)
    return parsed && !('fault' in parsed) && parsed.port > 0 && parsed.port <= 65_535 ? [parsed.port] : []
  }))
  return ports[0] ?? 8001
}
