/** A library that the target release does not have, since it came later or went. */
import { isInRelease, knownLibraries, loadedHooks } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const hookLibraryNotInRelease: FileRule = {
  id: 'hook-library-not-in-release',
  scope: 'file',
  severity: 'warning',
  summary: 'Hook libraries are ones that the release has.',
  why: 'A file of another release cannot be loaded: Kea refuses the configuration, "hooks libraries failed to validate".',
  manual: 'hooks.html#available-hook-libraries',

  check(file, report, { release }) {
    for (const { node, library, name } of loadedHooks(file)) {
      const known = Object.hasOwn(knownLibraries, name) ? knownLibraries[name] : undefined
      if (!known || isInRelease(known, release)) continue
      report(library, {
        message: known.since === undefined ? say`Kea ${release} has no ${name} any more.` : say`${name} came with Kea ${known.since}, and the target is ${release}.`,
        help: say`Without the library Kea refuses the file. ${known.instead ?? say`Remove the entry, or set the target release to a newer one.`}`,
        fixes: () => drafted(say`Take it out`, (draft) => draft.removeItem(node)),
      })
    }
  },
}
