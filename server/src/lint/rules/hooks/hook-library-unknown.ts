/** A library that is nearly called like one of ISC's is meant to be that one. */
import { isFilledIn } from '../../../config/placeholder'
import { distance, nearest } from '../../../config/nearest'
import { knownLibraries, loadedHooks } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

export const hookLibraryUnknown: FileRule = {
  id: 'hook-library-unknown',
  scope: 'file',
  severity: 'warning',
  summary: 'Hook libraries have the names that Kea gives them.',
  why: 'Where there is no such library, Kea refuses the file: "hooks libraries failed to validate".',
  manual: 'hooks.html#available-hook-libraries',

  check(file, report) {
    for (const { library, name } of loadedHooks(file)) {
      if (name === '' || isFilledIn(library.value) || Object.hasOwn(knownLibraries, name)) continue
      const meant = otherwiseCalled[name] ?? (Object.hasOwn(knownLibraries, `${name}.so`) ? `${name}.so` : nearName(name))
      if (meant === undefined) continue
      report(library, {
        message: say`Kea has no hook library ${name}.`,
        help: say`Did you mean ${meant}? Unless somebody built a library of this name, Kea refuses the file.`,
        fixes: () => drafted(say`Change it to ${meant}`, (draft) => draft.replaceValue(library, library.value.slice(0, library.value.lastIndexOf('/') + 1) + meant)),
      })
    }
  },
}

const otherwiseCalled: Readonly<Record<string, string>> = {
  'libdhcp_forensic_log.so': 'libdhcp_legal_log.so',
  'libdhcp_high_availability.so': 'libdhcp_ha.so',
  'libdhcp_gss_tsig.so': 'libddns_gss_tsig.so',
  'libdhcp_postgresql.so': 'libdhcp_pgsql.so',
}

/** Two steps at most: short names of libraries that people build themselves are soon near to another. */
function nearName(name: string): string | undefined {
  if (!/^lib/i.test(name)) return undefined
  const [meant] = nearest(name, Object.keys(knownLibraries).filter((known) => Math.abs(known.length - name.length) <= 2))
  return meant !== undefined && isClose(name, meant) ? meant : undefined
}

function isClose(name: string, meant: string): boolean {
  return distance(name, meant) <= (meant.length > 16 ? 2 : 1)
}
