/** Passive-backup with nobody to back it up. */
import { relationshipsOf } from '../../../deployment/relationship'
import { keyOrMap } from '../../compare'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'

export const haWithoutPartner: FileRule = {
  id: 'ha-without-partner',
  scope: 'file',
  severity: 'info',
  summary: 'A passive-backup relationship has a backup server.',
  why: 'Leases are sent to nobody: when the server fails, nothing of them is left elsewhere.',
  manual: 'hooks.html#ha-passive-backup-config',

  check(file, report) {
    for (const { node, mode, peers } of relationshipsOf(file)) {
      if (mode?.value !== 'passive-backup' || peers.length !== 1) continue
      report(keyOrMap(node, 'peers'), { message: say`The server is the only one of its relationship.`, help: say`Kea takes that, and High Availability has no effect. Add a peer with the role backup, or remove the library.` })
    }
  },
}
