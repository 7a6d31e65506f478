/** libdhcp_run_script.so never waits for its script. */
import { booleanOf, member } from '../../../config/tree'
import { hooksCalled } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const runScriptSync: FileRule = {
  id: 'run-script-sync',
  scope: 'file',
  severity: 'warning',
  summary: 'libdhcp_run_script.so runs its script beside the server.',
  why: 'The server answers before the script has ended, whatever sync says: a script that must come first comes too late.',
  manual: 'hooks.html#hooks-run-script',

  check(file, report) {
    for (const { parameters } of hooksCalled(file, 'libdhcp_run_script.so')) {
      const sync = member(parameters, 'sync')
      if (!sync || booleanOf(parameters, 'sync')?.value !== true) continue
      report(sync.value ?? sync, {
        message: say`sync is true, and Kea does not wait for the script.`,
        help: say`Kea takes the parameter and runs the script beside it all the same. Leave it at false, and do not count on the script having ended.`,
        fixes: () => (parameters ? drafted(say`Leave it at false`, (draft) => remove(draft, parameters, 'sync')) : []),
      })
    }
  },
}
