/** Partners that call one another by different names work until a release that checks them: 2.5.5 and later reject the heartbeat. */
import { atLeast } from '../../../config/release'
import { called, keyOrMap, matchPeers, comparisons, related } from '../../compare'
import type { DeploymentRule } from '../../rule'
import type { Server } from '../../../deployment/deployment'
import type { Peer } from '../../../deployment/relationship'
import { drafted } from '../../drafted'
import type { Fix } from '../../fix'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { addPeer, removePeer, renamePeer } from './peer-fixes'

export const haPeersDiffer: DeploymentRule = {
  id: 'ha-peers-differ',
  scope: 'deployment',
  severity: 'error',
  summary: 'Every server of a relationship lists the same peers by the same names.',
  why: 'Servers name themselves in what they tell each other: since Kea 2.6 a partner rejects a name it does not list, and communication counts as interrupted.',
  manual: 'hooks.html#ha-hot-standby-config',

  check(deployment, report, { release }) {
    const effect = atLeast(release, '2.6')
      ? say`Kea ${release} rejects heartbeats and lease updates from a name it does not list, so the servers never find each other.`
      : say`Kea ${release} does not compare the names, but every release since 2.6 rejects the partner after an upgrade.`
    for (const { reference, other } of comparisons(deployment)) {
      const { both, onlyReference, onlyOther } = matchPeers(reference, other)
      const partner = called(reference, other)
      for (const [theirs, own] of both) {
        if (!theirs.name || !own.name || theirs.name.value === own.name.value) continue
        report(own.name, {
          message: say`This peer is called "${own.name.value}" here and "${theirs.name.value}" in ${partner}'s file.`,
          help: say`${effect} Use one name in both files, in this-server-name and in classes HA_<name> too.`,
          related: [related(theirs.name, say`${partner} calls it "${theirs.name.value}"`)],
          fixes: () => [
            ...renamed(other, own, theirs.name?.value ?? '', say`Call it "${theirs.name?.value ?? ''}" in this file`),
            ...renamed(reference, theirs, own.name?.value ?? '', say`Call it "${own.name?.value ?? ''}" in ${partner}'s file`),
          ],
        })
      }
      for (const own of onlyOther) {
        report(own.name ?? own.node, {
          message: say`${partner}'s file lists no peer ${own.name ? `"${own.name.value}"` : say`like this`}.`,
          help: say`${effect} Give both files the same list of peers.`,
          related: [related(reference.relationship.node, say`the relationship in ${partner}'s file`)],
          fixes: () => [
            ...drafted(say`Add it to ${partner}'s file`, (draft) => addPeer(draft, reference.relationship, own)),
            ...drafted(say`Remove it here`, (draft) => removePeer(draft, other.relationship, own)),
          ],
        })
      }
      for (const theirs of onlyReference) {
        report(keyOrMap(other.relationship.node, 'peers'), {
          message: say`The peer ${theirs.name ? `"${theirs.name.value}"` : ''} of ${partner}'s file is missing here.`,
          help: say`${effect} Give both files the same list of peers.`,
          related: [related(theirs.name ?? theirs.node, say`listed by ${partner}`)],
          fixes: () => [
            ...drafted(say`Add it here`, (draft) => addPeer(draft, other.relationship, theirs)),
            ...drafted(say`Remove it in ${partner}'s file`, (draft) => removePeer(draft, reference.relationship, theirs)),
          ],
        })
      }
    }
  },
}

function renamed(server: Server, peer: Peer, name: string, title: Text): Fix[] {
  return drafted(title, (draft) => renamePeer(draft, server, peer, name))
}
