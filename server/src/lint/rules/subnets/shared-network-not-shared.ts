/** A shared network joins subnets of one link: with less than two there is nothing to join. */
import { removeEntry } from '../../fix'
import { objectsIn, valueOf } from '../../../config/tree'
import { keyOrMap } from '../../compare'
import type { ScopeRule } from '../../rule'
import { scopeName } from '../../scopes'
import { comesFromElsewhere } from './elsewhere'
import { capital, say } from '../../../text/text'

export const sharedNetworkNotShared: ScopeRule = {
  id: 'shared-network-not-shared',
  scope: 'scope',
  kinds: ['network'],
  severity: 'info',
  summary: 'A shared network has two subnets or more.',
  why: 'Kea looks through the network for each client, and who reads the file looks for the other subnets.',
  manual: 'dhcp4-srv.html#shared-network4',

  check(scope, report) {
    const { node, around } = scope
    const list = valueOf(node, 'subnet4')
    if (around.family !== 4 || node.incomplete || (list?.kind === 'array' && list.incomplete) || comesFromElsewhere(around)) return
    const count = list?.kind === 'array' ? list.items.length : 0
    if (count > 1 || (count === 1 && objectsIn(node, 'subnet4').length === 0)) return
    report(keyOrMap(node, 'subnet4'), {
      message: count === 0 ? say`${capital(scopeName(scope))} has no subnet.` : say`${capital(scopeName(scope))} has one subnet only.`,
      help: count === 0 ? say`It has no effect: remove it, or put the subnets of the link into it.` : say`The subnet does the same without a network around it. Keep it if more subnets are to come.`,
      fixes: () => (count === 0 ? removeEntry(node, say`Remove the shared network`) : []),
    })
  },
}
