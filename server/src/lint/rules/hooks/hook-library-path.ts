/** Where a library lies: up to 2.2 its whole path, later its bare name, and with a folder only Kea's own. */
import { isFilledIn } from '../../../config/placeholder'
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { knownLibraries, loadedHooks } from '../../hook-libraries'
import type { LoadedHook } from '../../hook-libraries'
import type { FileRule, Finding } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import { pathOf } from '../../library-fixes'
import type { ConfigFile } from '../../../config/config-file'

export const hookLibraryPath: FileRule = {
  id: 'hook-library-path',
  scope: 'file',
  severity: 'error',
  summary: 'A hook library is given so that Kea finds it.',
  why: 'Kea refuses a file with a library that it cannot find, or that lies outside its folder of libraries.',
  manual: 'hooks.html#configuring-hook-libraries',

  check(file, report, { release }) {
    for (const hook of loadedHooks(file)) {
      const finding = hook.library.value === '' || isFilledIn(hook.library.value) ? undefined : findingFor(hook, file, release)
      if (finding) report(hook.library, finding)
    }
  },
}

function findingFor({ library, name }: LoadedHook, file: ConfigFile, release: Release): Finding | undefined {
  const path = library.value.trim()
  if (path === '' || path.endsWith('/')) return { message: say`The path of the library names no file.`, help: say`Kea refuses the file: name the library, such as libdhcp_lease_cmds.so.`, refusedAt: '-t' }
  if (!path.includes('/')) {
    if (atLeast(release, '2.4')) return undefined
    return {
      message: say`${path} has no folder, and Kea ${release} looks in none.`,
      help: say`Releases since 2.4.2 know their folder of hook libraries. For this one, give the whole path, such as /usr/lib/x86_64-linux-gnu/kea/hooks/… on Debian.`,
      refusedAt: '-t',
      fixes: () => {
        const whole = pathOf(file, path, release)
        return whole?.includes('/') === true ? drafted(say`Change it to ${whole}`, (draft) => draft.replaceValue(library, whole)) : []
      },
    }
  }
  const folder = path.slice(0, path.lastIndexOf('/'))
  // Where Kea's own folder is depends on how it was built; by convention its name is hooks.
  if (!atLeast(release, '2.6') || /(^|\/)hooks$/.test(folder)) return undefined
  return {
    message: say`${folder} is hardly Kea's folder of hook libraries.`,
    help: say`Since Kea 2.6.3, libraries are loaded from that folder only, unless KEA_HOOKS_PATH or -X says otherwise: the file is refused. ${Object.hasOwn(knownLibraries, name) ? say`The bare name, ${name}, is enough.` : say`Install the library there, and give its bare name.`}`,
    fixes: () => (Object.hasOwn(knownLibraries, name) ? drafted(say`Write the name alone`, (draft) => draft.replaceValue(library, name)) : []),
    ...(atLeast(release, '3.0') ? { severity: 'warning' as const, refusedUnless: say`KEA_HOOKS_PATH or -X allows the folder` } : { severity: 'info' as const }),
  }
}
