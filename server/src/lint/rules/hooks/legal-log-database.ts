/** Since 3.0 databases are reached through a library, which has to be there before the log is opened. */
import { atLeast, hookLoad } from '../../../config/release'
import { stringOf } from '../../../config/tree'
import { related } from '../../compare'
import { isListWhole, loadedHooks } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import { Copied } from '../../../config/layout'
import { loadBefore } from '../../library-fixes'

const libraries: Readonly<Record<string, string>> = { mysql: 'libdhcp_mysql.so', postgresql: 'libdhcp_pgsql.so' }

export const legalLogDatabase: FileRule = {
  id: 'legal-log-database',
  scope: 'file',
  severity: 'error',
  summary: 'A database that libdhcp_legal_log.so writes to has its library, listed before.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#hooks-legal-log',

  check(file, report, { release }) {
    if (!atLeast(release, '3.0') || !isListWhole(file)) return
    const hooks = loadedHooks(file)
    for (const [at, { node, name, parameters, library }] of hooks.entries()) {
      const type = stringOf(parameters, 'type')
      const wanted = libraries[type?.value ?? '']
      if (name !== 'libdhcp_legal_log.so' || !type || wanted === undefined) continue
      const found = hooks.findIndex((hook) => hook.name === wanted)
      if (found >= 0 && found < at) continue
      const late = hooks[found]
      report(late?.library ?? type, {
        message: late ? say`${wanted} is loaded after libdhcp_legal_log.so, which writes to the database.` : say`The legal log is in a ${type.value} database, and ${wanted} is not loaded.`,
        help: say`The server does not start: list ${wanted} before libdhcp_legal_log.so.`,
        refusedAt: hookLoad(release),
        fixes: () => (late ? drafted(say`Load it before`, (draft) => {
          if (node.parent?.kind !== 'array') return false
          draft.removeItem(late.node)
          return draft.replaceItem(node, new Copied(late.node), new Copied(node))
        }) : loadBefore(file, wanted, node, release)),
        related: late ? [related(library, say`libdhcp_legal_log.so`)] : [],
      })
    }
  },
}
