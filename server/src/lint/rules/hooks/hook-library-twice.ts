/** A library is loaded once into a process: the second entry takes the place of the first, and its callouts run twice. */
import { atLeast, hookLoad } from '../../../config/release'
import type { RefusedAt, Release } from '../../../config/release'
import { related } from '../../compare'
import { knownLibraries, loadedHooks } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const hookLibraryTwice: FileRule = {
  id: 'hook-library-twice',
  scope: 'file',
  severity: 'warning',
  summary: 'A hook library is listed once.',
  why: 'Both entries are the same library: it works with the parameters of the last one, and does its work twice for each packet.',
  manual: 'hooks.html#configuring-hook-libraries',

  check(file, report, { release }) {
    const seen = new Map<string, (typeof hooks)[number]>()
    const hooks = loadedHooks(file).filter(({ name }) => Object.hasOwn(knownLibraries, name))
    for (const hook of hooks) {
      const first = seen.get(hook.name)
      if (!first) seen.set(hook.name, hook)
      else if (hook.name !== 'libdhcp_legal_log.so' || !atLeast(release, '3.0')) {
        const refusedAt = refusal(hook.name, release)
        report(hook.library, {
          message: say`${hook.name} is loaded twice.`,
          help: refusedAt === null ? say`The entries are one library to Kea: it has the parameters of the last one only. Put all parameters into one entry.` : say`The server does not start: put all parameters into one entry.`,
          refusedAt,
          ...(refusedAt !== null && { severity: 'error' as const }),
          related: [related(first.library, say`listed here first`)],
          fixes: () => {
            const same = [hook, first].filter(({ node }) => node.members.length === 1)
            const bare = same[0]
            return bare ? drafted(say`Take out the entry without parameters`, (draft) => draft.removeItem(bare.node), same.length === 2) : []
          },
        })
      }
    }
  },
}

/** These two begin services that cannot be begun twice. */
function refusal(name: string, release: Release): RefusedAt {
  if (name === 'libdhcp_ha.so') return atLeast(release, '2.6') ? hookLoad(release) : null
  return name === 'libdhcp_radius.so' && atLeast(release, '3.0') ? hookLoad(release) : null
}
