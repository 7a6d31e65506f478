/** The example library cannot work with several threads, which are on by default since 2.4. */
import { isMultiThreaded } from '../../../config/dhcp4'
import { atLeast } from '../../../config/release'
import { related } from '../../compare'
import { hooksCalled } from '../../hook-libraries'
import { objectOf } from '../../../config/tree'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted, put } from '../../drafted'

export const hookSingleThreaded: FileRule = {
  id: 'hook-single-threaded',
  scope: 'file',
  severity: 'error',
  summary: 'libdhcp_user_chk.so is loaded by a server without multi-threading.',
  why: 'The library says that it is not made for several threads, and Kea refuses the file.',
  manual: 'hooks.html#hooks-user-chk',

  check(file, report, { release }) {
    if (file.daemon !== 'dhcp4' || !isMultiThreaded(file, atLeast(release, '2.4'))) return
    const threads = objectOf(file.body, 'multi-threading')
    if (file.body?.incomplete || threads?.incomplete) return
    for (const { library } of hooksCalled(file, 'libdhcp_user_chk.so')) {
      report(library, {
        message: say`libdhcp_user_chk.so does not work with multi-threading, which is on.`,
        help: say`Kea refuses the file: set "multi-threading": { "enable-multi-threading": false }, or remove the library.`,
        refusedAt: '-t',
        fixes: () => drafted(say`Turn multi-threading off`, (draft) => (threads ? put(draft, threads, 'enable-multi-threading', false) : file.body && draft.addMember(file.body, 'multi-threading', { 'enable-multi-threading': false }))),
        related: threads ? [related(threads, say`multi-threading`)] : [],
      })
    }
  },
}
