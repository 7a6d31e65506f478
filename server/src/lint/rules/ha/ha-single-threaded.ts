/** Partners talk in several threads through a door of their own, where the server itself is multi-threaded. */
import type { ConfigFile } from '../../../config/config-file'
import { controlSocketsOf, isMultiThreaded } from '../../../config/dhcp4'
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { booleanOf, objectOf, valueOf } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import type { Relationship } from '../../../deployment/relationship'
import { parsePeerUrl } from '../../../net/peer-url'
import { overlaps } from '../../listener'
import { numberOf, stringOf } from '../../../config/tree'

export const haSingleThreaded: FileRule = {
  id: 'ha-single-threaded',
  scope: 'file',
  severity: 'warning',
  summary: 'High Availability uses several threads and its dedicated listener where the server is multi-threaded.',
  why: 'Lease updates go one after the other through the control agent, and hold up the clients\' answers.',
  manual: 'hooks.html#ha-mt-config',

  check(file, report, { release }) {
    const isThreaded = isMultiThreaded(file, atLeast(release, '2.4'))
    if (file.body?.incomplete) return
    for (const relationship of relationshipsOf(file)) {
      const { node } = relationship
      const threads = objectOf(node, 'multi-threading')
      const enabled = booleanOf(threads, 'enable-multi-threading')
      const listener = booleanOf(threads, 'http-dedicated-listener')
      const server = valueOf(objectOf(file.body, 'multi-threading'), 'enable-multi-threading')
      if (!isThreaded && listener?.value === true && server) {
        report(listener, { message: say`http-dedicated-listener is on, and the server is not multi-threaded.`, help: say`The listener is not opened without threads: partners reach this server only through its control agent. Turn multi-threading on, or this off.`, related: [related(server, say`multi-threading of the server`)], fixes: () => [...drafted(say`Turn multi-threading of the server on`, (draft) => draft.replaceValue(server, true)), ...drafted(say`Turn http-dedicated-listener off`, (draft) => draft.replaceValue(listener, false))] })
      } else if (isThreaded && enabled?.value === false) {
        report(enabled, { message: say`High Availability runs in one thread, and the server in several.`, help: say`Lease updates then hold up the clients, and there is no dedicated listener. Remove the parameter, unless that is meant.`, related: server ? [related(server, say`multi-threading of the server`)] : [], fixes: () => drafted(say`Let High Availability run in several threads`, (draft) => {
          draft.replaceValue(enabled, true)
          if (listener?.value === false) draft.replaceValue(listener, true)
        }) })
      } else if (isThreaded && listener?.value === false) {
        const nowhere = isNowhere(file, release)
        report(listener, {
          message: nowhere ? say`http-dedicated-listener is off, and no control socket of this server is http.` : say`Partners reach this server through its control channel, not through a listener of their own.`,
          help: nowhere ? say`Kea ${release} has no control agent: partners cannot reach the server. Leave the dedicated listener on.` : say`Each of their requests then waits for the control channel. The dedicated listener, at the server's own url, is faster.`,
          severity: nowhere ? 'warning' : 'info',
          fixes: () => isTaken(file, relationship, release) ? [] : drafted(say`Turn http-dedicated-listener on`, (draft) => draft.replaceValue(listener, true)),
        })
      }
    }
  },
}

/** Something else of the server is at its own url. */
function isTaken(file: ConfigFile, { self }: Relationship, release: Release): boolean {
  const parsed = self?.url && parsePeerUrl(self.url.value)
  if (!parsed || 'fault' in parsed) return true
  return controlSocketsOf(file).some(({ node, type }) => type?.startsWith('http') === true && atLeast(release, '3.0') && overlaps({ host: stringOf(node, 'socket-address')?.value ?? '127.0.0.1', port: numberOf(node, 'socket-port')?.value ?? 8000 }, parsed))
}

function isNowhere(file: ConfigFile, release: Release): boolean {
  return atLeast(release, '3.2') && !controlSocketsOf(file).some(({ type }) => type === undefined || type.startsWith('http'))
}
