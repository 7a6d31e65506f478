/** Files that Kea opens only in folders of its own, since 3.0 and the last patches of 2.4 and 2.6. */
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { controlSocketsOf } from '../../../config/dhcp4'
import type { ConfigFile } from '../../../config/config-file'
import { objectOf } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { databasesOf, logFilesOf, textOf } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { drafted } from '../../drafted'

export interface PathKind {
  /** As the end of "Kea keeps its … in". */
  readonly what: Text
  /** Of packages, and of what is built into a folder of its own. */
  readonly folder: RegExp
  readonly usual: string
  readonly variable: string
}

export const socket: PathKind = { what: say`control sockets`, folder: /^(\/run|.*\/var\/run|.*\/usr\/local\/run)\/kea$/, usual: '/run/kea', variable: 'KEA_CONTROL_SOCKET_DIR' }
export const leases: PathKind = { what: say`lease files`, folder: /\/var\/lib\/kea$/, usual: '/var/lib/kea', variable: 'KEA_DHCP_DATA_DIR' }
export const log: PathKind = { what: say`log files`, folder: /\/var\/log\/kea$/, usual: '/var/log/kea', variable: 'KEA_LOG_FILE_DIR' }

export const pathNotAllowed: FileRule = {
  id: 'path-not-allowed',
  scope: 'file',
  severity: 'warning',
  summary: 'Control sockets, lease files and log files lie in the folders that Kea has for them.',
  why: 'A packaged server refuses other folders since 3.0, and since the patches 2.4.2 and 2.6.3; an environment variable or -X allows them.',
  manual: 'security.html#securing-a-kea-deployment',

  check(file, report, { release }) {
    for (const { path, kind } of pathsOf(file, release)) {
      const folder = /^\s*(.*)\/[^/]+$/.exec(path.value)?.[1]
      if (folder === undefined || kind.folder.test(folder)) continue
      report({ text: path, from: path.value.indexOf(folder), to: path.value.indexOf(folder) + folder.length }, {
        message: say`Kea keeps its ${kind.what} in ${kind.usual}, and refuses "${folder || '/'}" for them${atLeast(release, '3.0') ? '' : say` in its last patches of ${release}`}.`,
        help: say`Write the file's name alone and Kea puts it there; ${kind.variable} in the server's environment names another folder.`,
        fixes: () => (atLeast(release, '3.0') ? drafted(say`Write the name alone`, (draft) => draft.replaceValue(path, path.value.slice(path.value.lastIndexOf('/') + 1))) : []),
        ...(atLeast(release, '3.0') ? { refusedUnless: say`${kind.variable} or -X allows the folder` } : { severity: 'info' as const }),
      })
    }
  },
}

/** Of every daemon: the agent's are the sockets that it looks for. */
export function pathsOf(file: ConfigFile, release: Release): { path: StringNode; kind: PathKind }[] {
  if (!atLeast(release, '2.4')) return []
  const found = (kind: PathKind) => (path: StringNode | undefined) => (path ? [{ path, kind }] : [])
  return [
    ...socketNamesOf(file, release).flatMap(found(socket)),
    ...databasesOf(file).filter(({ use, type }) => use === 'lease' && type === 'memfile').flatMap(({ node }) => found(leases)(textOf(node, 'name'))),
    ...logFilesOf(file).flatMap(found(log)),
  ]
}

function socketNamesOf(file: ConfigFile, release: Release): (StringNode | undefined)[] {
  if (file.daemon === 'agent') return (objectOf(file.body, 'control-sockets')?.members ?? []).map(({ value }) => (value?.kind === 'object' ? textOf(value, 'socket-name') : undefined))
  // kea-dhcp-ddns of 2.6.3 opens its socket anywhere.
  if (file.daemon === 'ddns' && !atLeast(release, '3.0')) return []
  return controlSocketsOf(file).filter(({ type }) => type === undefined || type === 'unix').map(({ node }) => textOf(node, 'socket-name'))
}
