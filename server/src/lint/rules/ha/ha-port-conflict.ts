/** The dedicated listener takes the address and port of the server's own url: nothing else of the server may have it. */
import { controlSocketsOf } from '../../../config/dhcp4'
import { numberOf, stringOf } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import { listenerOf, overlaps } from '../../listener'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted, put } from '../../drafted'
import { doorsOf, freePort } from '../../doors'

export const haPortConflict: FileRule = {
  id: 'ha-port-conflict',
  scope: 'file',
  severity: 'error',
  summary: 'The dedicated listener has a port that no other door of the server has.',
  why: 'The second of the two cannot be opened, and the server does not start.',
  manual: 'hooks.html#ha-mt-config',

  check(file, report, { release }) {
    const listeners = relationshipsOf(file).flatMap((relationship) => listenerOf(file, relationship, release) ?? [])
    for (const [at, listener] of listeners.entries()) {
      const taken = listeners.slice(0, at).find((other) => overlaps(other, listener))
      if (taken) {
        report(listener.url, {
          message: say`Two relationships listen at ${listener.host}:${listener.port}.`,
          help: say`The server does not start: give each relationship of a hub a url with a port of its own.`,
          refusedAt: 'start',
          related: [related(taken.url, say`the other relationship`)],
        })
      }
      for (const { node, type } of controlSocketsOf(file)) {
        if (type !== 'http' && type !== 'https') continue
        const door = { host: stringOf(node, 'socket-address')?.value ?? '127.0.0.1', port: numberOf(node, 'socket-port')?.value ?? 8000 }
        if (!overlaps(door, listener)) continue
        report(listener.url, {
          message: say`The control socket of this server has port ${door.port} as well.`,
          help: say`The dedicated listener, on since Kea 2.4, cannot be opened, and the server does not start. Give the partners another port, such as 8001, in both files.`,
          refusedAt: 'start',
          fixes: () => {
            const port = freePort(door, doorsOf(file, release))
            return drafted(say`Give the control socket port ${port}`, (draft) => put(draft, node, 'socket-port', port))
          },
          related: [related(numberOf(node, 'socket-port') ?? node, say`the control socket`)],
        })
      }
    }
  },
}
