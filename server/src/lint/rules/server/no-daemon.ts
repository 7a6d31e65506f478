/** A whole file says at its top which daemon it is for. */
import { daemonKeys } from '../../../config/config-file'
import type { Node } from '../../../config/tree'
import { misspeltDaemon } from '../../../schema/daemon-key'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const noDaemon: FileRule = {
  id: 'no-daemon',
  scope: 'file',
  severity: 'error',
  summary: 'A file is a map whose one key is the name of a daemon.',
  why: 'Kea refuses the file: it can only be a part that another file includes.',
  manual: 'config.html#json',

  check(file, report) {
    const { root } = file
    if (file.daemon !== undefined || !root || (root.kind === 'object' && root.incomplete) || misspeltDaemon(file)) return
    const isPart = couldBePart(root)
    const key = root.kind === 'object' ? root.members[0] : undefined
    report(key ?? (root.kind === 'object' || root.kind === 'array' ? { opening: root } : root), {
      message: isPart ? say`No daemon reads this file by itself.` : say`This is no configuration: no daemon is named.`,
      help: say`A Kea file is a map with one of ${Object.keys(daemonKeys).join(', ')} at its top.${isPart ? say` A part that another file includes is checked there, with that file.` : ''}`,
      refusedAt: '-t',
      severity: isPart ? 'info' : 'error',
    })
  },
}

function couldBePart(root: Node): boolean {
  return (root.kind === 'object' && root.members.length > 0) || (root.kind === 'array' && root.items.length > 0)
}
