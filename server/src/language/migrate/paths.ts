/** Control sockets and log files in folders that the target release refuses: the name alone puts them where it keeps them. */
import { atLeast } from '../../config/release'
import { leases, pathsOf } from '../../lint/rules/server/path-not-allowed'
import { say } from '../../text/text'
import { passes } from './step'
import type { Step } from './step'

export function shortenPaths(step: Step): void {
  const { file, draft, to } = step
  if (!atLeast(to, '2.4')) return
  for (const { path, kind } of pathsOf(file, to)) {
    const [, folder, name] = /^\s*(.*)\/([^/]+)$/.exec(path.value) ?? []
    if (folder === undefined || name === undefined || kind.folder.test(folder)) continue
    if (!atLeast(to, '3.0')) {
      if (passes(step, '2.4') || passes(step, '2.6')) step.decide(path, say`The last patches of Kea ${to} refuse ${folder} for ${kind.what}: move it to ${kind.usual}, or name the folder in ${kind.variable} for the server.`)
    } else if (kind === leases) {
      // Leases do not move by themselves: a server that finds none begins afresh.
      if (passes(step, '3.0')) step.decide(path, say`Kea ${to} refuses ${folder} for ${kind.what}: move the file to ${kind.usual} and write its name alone, or name the folder in ${kind.variable} for the server.`)
    } else {
      draft.about = say`${kind.what} in the folder that Kea has for them`
      draft.replaceValue(path, name)
    }
  }
}
