/** What RADIUS answers is kept as reservations, in a cache that another library brings. */
import { hookLoad } from '../../../config/release'
import { member, objectOf, objectsIn } from '../../../config/tree'
import { related } from '../../compare'
import { isListWhole, loadedHooks } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import { Copied } from '../../../config/layout'
import { loadBefore } from '../../library-fixes'

export const radiusWithoutHostCache: FileRule = {
  id: 'radius-without-host-cache',
  scope: 'file',
  severity: 'error',
  summary: 'libdhcp_host_cache.so is loaded before libdhcp_radius.so with access servers.',
  why: 'The library does not load, and the server does not start: "host cache library not loaded".',
  manual: 'hooks.html#hooks-radius',

  check(file, report, { release }) {
    if (!isListWhole(file)) return
    const hooks = loadedHooks(file)
    for (const [at, { node, name, parameters, library }] of hooks.entries()) {
      const access = objectOf(parameters, 'access')
      if (name !== 'libdhcp_radius.so' || objectsIn(access, 'servers').length === 0) continue
      const cache = hooks.findIndex((hook) => hook.name === 'libdhcp_host_cache.so')
      if (cache >= 0 && cache < at) continue
      const late = hooks[cache]
      report(late?.library ?? member(parameters, 'access') ?? library, {
        message: late ? say`libdhcp_host_cache.so is loaded after libdhcp_radius.so.` : say`RADIUS is asked for access, and libdhcp_host_cache.so is not loaded.`,
        help: say`The server does not start: list libdhcp_host_cache.so before libdhcp_radius.so.`,
        refusedAt: hookLoad(release),
        fixes: () => (late ? drafted(say`Load it before`, (draft) => {
          if (node.parent?.kind !== 'array') return false
          draft.removeItem(late.node)
          return draft.replaceItem(node, new Copied(late.node), new Copied(node))
        }) : loadBefore(file, 'libdhcp_host_cache.so', node, release)),
        related: late ? [related(library, say`libdhcp_radius.so`)] : [],
      })
    }
  },
}
