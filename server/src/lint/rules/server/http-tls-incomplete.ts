/** TLS on a door for HTTP: its three files, all of them. */
import { member, stringOf } from '../../../config/tree'
import type { FileRule, Place } from '../../rule'
import { httpDoorsOf, tlsKeys } from './reading'
import type { HttpDoor } from './reading'
import { listed } from '../../../text/listed'
import { say } from '../../../text/text'

export const httpTlsIncomplete: FileRule = {
  id: 'http-tls-incomplete',
  scope: 'file',
  severity: 'error',
  summary: 'TLS has trust-anchor, cert-file and key-file, and https has TLS.',
  why: 'Kea refuses the file.',
  manual: 'security.html#tls',

  check(file, report, { release }) {
    for (const door of httpDoorsOf(file, release)) {
      if (door.node.incomplete) continue
      const given = tlsKeys.filter((key) => isGiven(door, key))
      const missing = tlsKeys.filter((key) => !isGiven(door, key))
      if (missing.length === 0 || (given.length === 0 && !door.isHttps)) continue
      const [first = 'trust-anchor'] = missing
      report(placeOf(door, first, given[0]), {
        message: given.length === 0 ? say`A control socket of type https has no TLS files.` : missing.length === 1 ? say`${listed(missing)} is missing beside ${listed(given)}.` : say`${listed(missing)} are missing beside ${listed(given)}.`,
        help: say`TLS needs the certificate of the authority (trust-anchor), its own certificate (cert-file) and the key of that (key-file).`,
        refusedAt: '-t',
      })
    }
  },
}

/** An empty text is none; a value that is no text is another rule's. */
function isGiven({ node }: HttpDoor, key: string): boolean {
  return member(node, key) !== undefined && stringOf(node, key)?.value !== ''
}

/** On the empty text, on what is there of the three, or on the type. */
function placeOf({ node }: HttpDoor, missing: string, given: string | undefined): Place {
  return member(node, missing) ?? (given === undefined ? undefined : member(node, given)) ?? stringOf(node, 'socket-type') ?? { opening: node }
}
