/** Subnets that share a link on one server and not on the other. */
import { stringOf } from '../../../config/tree'
import { called, comparisonsOfConfigurations, related } from '../../compare'
import { sharedSubnets, subnetName } from '../../compare-sets'
import type { DeploymentRule } from '../../rule'
import type { Subnet } from '../../../config/dhcp4'
import type { Draft } from '../../../config/draft'
import type { Server } from '../../../deployment/deployment'
import { drafted } from '../../drafted'
import { networkNamed, put } from './subnet-fixes'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export const partnerSharedNetworksDiffer: DeploymentRule = {
  id: 'partner-shared-networks-differ',
  scope: 'deployment',
  severity: 'warning',
  summary: 'Partners have the same subnets in the same shared networks.',
  why: 'One server moves on to the next subnet of the link when a pool is full, the other has no address left.',
  manual: 'dhcp4-srv.html#shared-network4',

  check(deployment, report) {
    for (const pair of comparisonsOfConfigurations(deployment)) {
      for (const { reference, other } of sharedSubnets(pair)) {
        const theirs = stringOf(reference.network, 'name')
        const own = stringOf(other.network, 'name')
        if (theirs?.value === own?.value) continue
        const partner = called(pair.reference, pair.other)
        const place = (name: string | undefined): Text => (name === undefined ? say`in no shared network` : say`in the shared network "${name}"`)
        report(other.prefix ?? other.node, {
          message: say`Subnet ${subnetName(other)} is ${place(own?.value)} here and ${place(theirs?.value)} in ${partner}'s file.`,
          help: say`When a pool is full, only one of the servers goes on to the other subnets of the link. Group the subnets alike in both files.`,
          related: [related(theirs ?? reference.node, place(theirs?.value))],
          fixes: () => [
            ...drafted(say`Move it here to where it is in ${partner}'s file`, (draft) => move(draft, other, pair.other, theirs?.value)),
            ...drafted(say`Move it in ${partner}'s file to where it is here`, (draft) => move(draft, reference, pair.reference, own?.value)),
          ],
        })
      }
    }
  },
}

function move(draft: Draft, { node }: Subnet, { file: { body } }: Server, network: string | undefined): boolean {
  const place = body && (network === undefined ? body : networkNamed(body, network))
  if (!place) return false
  draft.removeItem(node)
  return put(draft, place, 'subnet4', node)
}
