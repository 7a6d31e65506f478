/** Control sockets and log files in folders that the target release refuses: the name alone puts them where it keeps them. */
import { atLeast } from '../../config/release'
import { pathsOf } from '../../lint/rules/server/path-not-allowed'
import { say } from '../../text/text'
import { passes } from './step'
import type { Step } from './step'

export function shortenPaths(step: Step): void {
  const { file, draft, to } = step
  if (!atLeast(to, '3.0')) return
  for (const { path, kind } of pathsOf(file, to)) {
    const [, folder, name] = /^\s*(.*)\/([^/]+)$/.exec(path.value) ?? []
    if (folder === undefined || name === undefined || kind.folder.test(folder)) continue
    // Leases do not move by themselves: a server that finds none begins afresh.
    if (kind.variable === 'KEA_DHCP_DATA_DIR') {
      if (passes(step, '3.0')) step.decide(path, say`Kea ${to} keeps lease files in ${kind.usual}: move the file there and write its name alone, or name ${folder} in ${kind.variable} for the server.`)
      continue
    }
    draft.about = say`${kind.what} in the folder that Kea has for them`
    draft.replaceValue(path, name)
  }
}
