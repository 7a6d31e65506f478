/** A peer's url has to lead to that peer, from the other servers too. */
import type { StringNode } from '../../../config/tree'
import { relationshipsOf } from '../../../deployment/relationship'
import type { Peer } from '../../../deployment/relationship'
import { isLoopback, parsePeerUrl, sameDoor } from '../../../net/peer-url'
import { related } from '../../compare'
import type { FileRule, Report } from '../../rule'
import { say } from '../../../text/text'

export const haPeerUrlUnreachable: FileRule = {
  id: 'ha-peer-url-unreachable',
  scope: 'file',
  severity: 'warning',
  summary: 'Each peer has a url of its own, at which the others reach it.',
  why: 'A server that cannot be reached counts as down, and its partner serves all clients alone.',
  manual: 'hooks.html#hooks-high-availability',

  check(file, report) {
    for (const { peers, self } of relationshipsOf(file)) {
      checkOnce(peers, report)
      checkLoopback(peers, report)
      for (const peer of peers) if (peer !== self && hostOf(peer) === '0.0.0.0') report(peer.url ?? peer.node, { message: say`Nobody can be reached at ${peer.url?.value ?? ''}.`, help: say`0.0.0.0 is an address to listen at, not one to ask. Give the address of the peer.` })
    }
  },
}

function hostOf({ url }: Peer): string | undefined {
  const parsed = url && parsePeerUrl(url.value)
  return !parsed || 'fault' in parsed || !parsed.isAddress ? undefined : parsed.host
}

function checkOnce(peers: readonly Peer[], report: Report): void {
  for (const [at, { url, name }] of peers.entries()) {
    const first = url && peers.slice(0, at).find((other) => other.url && isReadable(url) && sameDoor(other.url.value, url.value))
    if (!url || !first?.url) continue
    report(url, { message: say`${name?.value ?? say`This peer`} has the url of ${first.name?.value ?? say`another peer`}.`, help: say`Requests for both go to one server, and it answers for itself. Give each its own address or port.`, related: [related(first.url, say`the same url`)] })
  }
}

function isReadable(url: StringNode): boolean {
  return !('fault' in parsePeerUrl(url.value))
}

/** All on loopback is a pair for tests; some of them is a copy that was not finished. */
function checkLoopback(peers: readonly Peer[], report: Report): void {
  const hosts = peers.map(hostOf)
  const local = peers.filter((_, at) => isLoopback(hosts[at] ?? 'unknown'))
  const remote = peers.filter((_, at) => hosts[at] !== undefined && !isLoopback(hosts[at] ?? ''))
  const [other] = remote
  if (!other?.url) return
  for (const peer of local) {
    const { url, name } = peer
    if (url) report(url, { message: say`${name?.value ?? say`This peer`} is at ${hostOf(peer) ?? ''}, and ${other.name?.value ?? say`another peer`} is not on this machine.`, help: say`A loopback address leads every server to itself: the partner cannot reach this one. Give its address in the network, in all files.`, related: [related(other.url, say`a peer elsewhere`)] })
  }
}
