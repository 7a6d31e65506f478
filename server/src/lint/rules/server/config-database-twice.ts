/** The same configuration database, entered a second time. */
import { objectOf, objectsIn } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { related } from '../../compare'
import type { FileRule } from '../../rule'
import { isDhcpServer } from './reading'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const configDatabaseTwice: FileRule = {
  id: 'config-database-twice',
  scope: 'file',
  severity: 'error',
  summary: 'Each configuration database stands there once.',
  why: 'Kea refuses the file.',
  manual: 'dhcp4-srv.html#dhcp4-cb-json',

  check(file, report) {
    if (!isDhcpServer(file)) return
    const first = new Map<string, ObjectNode>()
    for (const node of objectsIn(objectOf(file.body, 'config-control'), 'config-databases')) {
      const access = accessTo(node)
      const before = access === '' ? undefined : first.get(access)
      if (!before) {
        first.set(access, node)
        continue
      }
      report(node, {
        message: say`This configuration database stands there a second time.`,
        help: say`Kea refuses two entries with the same parameters: take one out.`,
        refusedAt: '-t',
        related: [related(before, say`the first time`)],
        fixes: () => drafted(say`Take it out`, (draft) => draft.removeItem(node), true),
      })
    }
  },
}

/** All its parameters but empty ones, whatever their order. */
function accessTo(node: ObjectNode): string {
  if (node.incomplete) return ''
  const parameters = node.members.flatMap(({ key, value }) => {
    if (!value || value.kind === 'object' || value.kind === 'array' || value.kind === 'null' || value.value === '') return []
    return [`${key}=${String(value.value)}`]
  })
  return parameters.sort().join(' ')
}
