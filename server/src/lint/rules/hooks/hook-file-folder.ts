/** Scripts and legal logs lie in folders of Kea's own, since 3.0. */
import { isFilledIn } from '../../../config/placeholder'
import { atLeast } from '../../../config/release'
import { stringOf } from '../../../config/tree'
import { hooksCalled } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { drafted } from '../../drafted'

interface Kind {
  readonly library: string
  readonly key: string
  /** From the value to its folder. */
  readonly folderOf: (value: string) => string
  /** Of packages, and of what is built into a folder of its own. */
  readonly folder: RegExp
  readonly usual: string
  readonly what: Text
  readonly variable: string
}

const parent = (value: string): string => value.slice(0, Math.max(0, value.lastIndexOf('/')))

const kinds: readonly Kind[] = [
  { library: 'libdhcp_run_script.so', key: 'name', folderOf: parent, folder: /\/share\/kea\/scripts$/, usual: '/usr/share/kea/scripts', what: say`scripts of hook libraries`, variable: 'KEA_HOOK_SCRIPTS_PATH' },
  { library: 'libdhcp_legal_log.so', key: 'path', folderOf: (value) => value.replace(/\/$/, ''), folder: /\/var\/(log|lib)\/kea$/, usual: '/var/log/kea', what: say`legal logs`, variable: 'KEA_LEGAL_LOG_DIR' },
]

export const hookFileFolder: FileRule = {
  id: 'hook-file-folder',
  scope: 'file',
  severity: 'warning',
  summary: 'Scripts and legal logs lie in the folders that Kea has for them.',
  why: 'Since 3.0 a packaged server refuses other folders, and does not start; an environment variable or -X allows them.',
  manual: 'security.html#securing-a-kea-deployment',

  check(file, report, { release }) {
    if (!atLeast(release, '3.0')) return
    for (const { library, key, folderOf, folder, usual, what, variable } of kinds) {
      for (const { parameters } of hooksCalled(file, library)) {
        const path = stringOf(parameters, key)
        if (!path?.value.startsWith('/') || isFilledIn(path.value) || folder.test(folderOf(path.value))) continue
        report(path, {
          message: say`Kea keeps ${what} in ${usual}, and refuses ${folderOf(path.value) || '/'} for them.`,
          help: say`Put it there; ${variable} in the server's environment names another folder.`,
          fixes: () => drafted(say`Put it into ${usual}`, (draft) => draft.replaceValue(path, moved(path.value, folderOf(path.value), usual))),
          refusedUnless: say`${variable} or -X allows the folder`,
        })
      }
    }
  },
}

/** The same in the folder; what is a folder by itself becomes that one. */
function moved(path: string, folder: string, usual: string): string {
  return path === folder ? usual : usual + path.slice(folder.length)
}
