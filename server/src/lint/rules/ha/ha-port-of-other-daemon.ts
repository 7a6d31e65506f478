/** kea-dhcp4 and kea-dhcp6 of one host each open a door for their partners: two doors, two ports. */
import { relationshipsOf } from '../../../deployment/relationship'
import { related } from '../../compare'
import { listenerOf, overlaps } from '../../listener'
import type { HostRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted } from '../../drafted'
import { doorsOf, freePort } from '../../doors'
import { movePort } from './peer-fixes'

export const haPortOfOtherDaemon: HostRule = {
  id: 'ha-port-of-other-daemon',
  scope: 'host',
  severity: 'error',
  summary: 'kea-dhcp4 and kea-dhcp6 of one host listen for their partners at different ports.',
  why: 'Whichever of the two is started second cannot open its door, and does not start.',
  manual: 'hooks.html#ha-mt-config',

  check({ dhcp4, dhcp6 }, report, { release, deployments }) {
    if (!dhcp4 || !dhcp6) return
    const doors = relationshipsOf(dhcp4).flatMap((relationship) => listenerOf(dhcp4, relationship, release) ?? [])
    for (const relationship of relationshipsOf(dhcp6)) {
      const listener = listenerOf(dhcp6, relationship, release)
      const taken = listener && doors.find((door) => overlaps(door, listener))
      if (!taken) continue
      report(listener.url, {
        message: say`kea-dhcp4 of this host listens at ${taken.host}:${taken.port} as well.`,
        help: say`The dedicated listeners are on by default since Kea 2.4, and the second server does not start. Give kea-dhcp6 a port of its own, such as 8002, in both files.`,
        refusedAt: 'start',
        related: [related(taken.url, say`kea-dhcp4's own url`)],
        fixes: () => {
          const port = freePort(listener, [...doorsOf(dhcp4, release), ...doorsOf(dhcp6, release)])
          return drafted(say`Give kea-dhcp6 port ${port} for ${relationship.self?.name?.value ?? say`this server`}, in all files`, (draft) => movePort(draft, dhcp6, relationship, port, deployments))
        },
      })
    }
  },
}
