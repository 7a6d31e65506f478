/** A partner that is looked for at another door than it listens on is taken for dead. */
import { called, comparisons, matchPeers, related } from '../../compare'
import { sameKey } from '../../partner-fixes'
import type { DeploymentRule } from '../../rule'
import { parsePeerUrl, sameDoor } from '../../../net/peer-url'
import { distance } from '../../../config/nearest'
import { say } from '../../../text/text'

export const haPeerUrlDiffers: DeploymentRule = {
  id: 'ha-peer-url-differs',
  scope: 'deployment',
  severity: 'error',
  summary: 'Both files give a peer the same url.',
  why: 'A server listens at its own url and looks for its partner at the other: where they differ and no proxy stands between, one of them goes to partner-down.',
  manual: 'hooks.html#ha-hot-standby-config',

  check(deployment, report) {
    for (const { reference, other } of comparisons(deployment)) {
      for (const [theirs, own] of matchPeers(reference, other).both) {
        if (!theirs.url || !own.url || sameDoor(theirs.url.value, own.url.value)) continue
        const partner = called(reference, other)
        const name = own.name?.value ?? say`this peer`
        report(own.url, {
          message: say`${name} has the url ${own.url.value} here and ${theirs.url.value} in ${partner}'s file.`,
          help: say`${name} listens at the url in its own file. Unless a proxy stands between, the other server finds nobody there and takes its clients over.`,
          ...(mayBeProxy(theirs.url.value, own.url.value) && { severity: 'warning' as const }),
          related: [related(theirs.url, say`${partner} has ${theirs.url.value}`)],
          fixes: () => sameKey('url', own.node, theirs.node, partner, say` of ${name}`),
        })
      }
    }
  },
}

/** Quite another address may lead to the same door; another port, or an address that is nearly the same, is a slip. */
function mayBeProxy(one: string, other: string): boolean {
  const a = parsePeerUrl(one)
  const b = parsePeerUrl(other)
  return !('fault' in a) && !('fault' in b) && a.host !== b.host && distance(a.host, b.host) > 2
}
