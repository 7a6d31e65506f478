/** A subnet is reached on an interface or through a relay that names one. */
import { related } from '../../compare'
import type { ScopeRule } from '../../rule'
import { knownText } from './reading'
import { say } from '../../../text/text'
import { drafted, remove } from '../../drafted'

export const interfaceAndInterfaceId: ScopeRule = {
  id: 'interface-and-interface-id',
  scope: 'scope',
  kinds: ['subnet', 'network'],
  severity: 'error',
  summary: 'A subnet has an interface or an interface-id, not both.',
  why: 'Kea refuses the file: clients are either on a link of the server or behind a relay.',
  manual: 'dhcp6-srv.html#ipv6-subnet-selection',

  check({ node, around }, report) {
    const [own, relay] = around.family === 6 ? [knownText(node, 'interface'), knownText(node, 'interface-id')] : []
    if (own && relay) report(relay, {
      message: say`Clients are on ${own.value} or behind a relay that sends "${relay.value}", not both.`,
      help: say`Keep interface for a link of the server, or interface-id for one behind a relay.`,
      refusedAt: '-t',
      related: [related(own, say`the interface`)],
      fixes: () => ['interface-id', 'interface'].flatMap((key) => drafted(say`Remove ${key}`, (draft) => remove(draft, node, key))),
    })
  },
}
