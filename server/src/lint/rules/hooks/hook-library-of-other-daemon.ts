/** Each library looks at the name of the process that loads it. */
import type { Daemon } from '../../../config/config-file'
import { hookLoad } from '../../../config/release'
import { knownLibraries, loadedHooks } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { listed } from '../../../text/listed'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'

const processes: Readonly<Record<Daemon, string>> = {
  dhcp4: 'kea-dhcp4',
  dhcp6: 'kea-dhcp6',
  ddns: 'kea-dhcp-ddns',
  agent: 'kea-ctrl-agent',
  netconf: 'kea-netconf',
}

export const hookLibraryOfOtherDaemon: FileRule = {
  id: 'hook-library-of-other-daemon',
  scope: 'file',
  severity: 'error',
  summary: 'A hook library is loaded by the daemon that it is made for.',
  why: 'The library does not load, and the server does not start: "Bad process name".',
  manual: 'hooks.html#available-hook-libraries',

  check(file, report, { release }) {
    const { daemon } = file
    if (daemon === undefined) return
    for (const { node, library, name } of loadedHooks(file)) {
      const known = Object.hasOwn(knownLibraries, name) ? knownLibraries[name] : undefined
      if (!known || known.daemons.includes(daemon)) continue
      report(library, {
        message: say`${name} is a library of ${listed(known.daemons.map((one) => processes[one]))}, not of ${processes[daemon]}.`,
        help: say`${processes[daemon]} does not start with it: move the entry to the file of ${listed(known.daemons.map((one) => processes[one]), 'or')}, or remove it.`,
        fixes: () => drafted(say`Take it out`, (draft) => draft.removeItem(node)),
        // Only the DHCP servers load libraries for -T.
        refusedAt: daemon === 'dhcp4' || daemon === 'dhcp6' ? hookLoad(release) : 'start',
      })
    }
  },
}
