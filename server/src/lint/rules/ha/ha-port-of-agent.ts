/** The agent and the dedicated listener of one host cannot have one port: the mistake that the manual calls common. */
import { numberOf, stringOf, valueOf } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import { related } from '../../compare'
import { listenerOf, overlaps } from '../../listener'
import type { HostRule } from '../../rule'
import { say } from '../../../text/text'
import { drafted, put } from '../../drafted'
import { doorsOf, freePort } from '../../doors'
import { movePort, throughControl } from './peer-fixes'

export const haPortOfAgent: HostRule = {
  id: 'ha-port-of-agent',
  scope: 'host',
  severity: 'error',
  summary: 'The dedicated listener has another port than the control agent.',
  why: 'Whichever of the two is started second cannot open its door.',
  manual: 'hooks.html#ha-mt-config',

  check({ dhcp4, dhcp6, agent }, report, { release, deployments }) {
    if (!dhcp4 || !agent?.body) return
    const door = { host: stringOf(agent.body, 'http-host')?.value ?? '127.0.0.1', port: numberOf(agent.body, 'http-port')?.value ?? 8000 }
    for (const relationship of relationshipsOf(dhcp4)) {
      const listener = listenerOf(dhcp4, relationship, release)
      if (!listener || !overlaps(door, listener)) continue
      // The layout of Kea's own examples up to 2.6: partners were meant to talk through the agent, and do without it.
      const throughAgent = door.host === listener.host
      report(listener.url, {
        message: say`The control agent of this host listens at port ${door.port} as well.`,
        help: say`The dedicated listener is on by default since Kea 2.4, and whichever is started second cannot open its door. Give the partners a port of their own, such as 8001, in both files${throughAgent ? say`, or set http-dedicated-listener to false so that they talk through the agent` : ''}.`,
        refusedAt: throughAgent ? null : 'start',
        ...(throughAgent && { severity: 'warning' as const }),
        fixes: () => {
          const taken = [...doorsOf(dhcp4, release), ...(dhcp6 ? doorsOf(dhcp6, release) : []), door]
          const port = freePort(listener, taken)
          return [
            ...drafted(say`Give the partners port ${port} for ${relationship.self?.name?.value ?? say`this server`}, in all files`, (draft) => movePort(draft, dhcp4, relationship, port, deployments)),
            ...drafted(say`Give the control agent port ${port}`, (draft) => agent.body && put(draft, agent.body, 'http-port', port)),
            ...(throughAgent ? drafted(say`Let the partners talk through the control agent`, (draft) => throughControl(draft, relationship.node)) : []),
          ]
        },
        related: [related(valueOf(agent.body, 'http-port') ?? agent.body, say`the control agent`)],
      })
    }
  },
}
