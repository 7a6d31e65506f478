/** Who may send lease queries is told by address. */
import { isFilledIn } from '../../../config/placeholder'
import { atLeast, hookLoad } from '../../../config/release'
import type { Release } from '../../../config/release'
import { stringsIn } from '../../../config/tree'
import type { StringNode } from '../../../config/tree'
import { isAddress6, isStrictAddress } from '../../../net/peer-url'
import { related } from '../../compare'
import { hooksCalled } from '../../hook-libraries'
import type { FileRule } from '../../rule'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { drafted } from '../../drafted'

export const leaseQueryRequester: FileRule = {
  id: 'lease-query-requester',
  scope: 'file',
  severity: 'error',
  summary: 'Requesters of libdhcp_lease_query.so are IPv4 addresses, each once.',
  why: 'The library does not load, and the server does not start.',
  manual: 'hooks.html#hooks-lease-query',

  check(file, report, { release }) {
    if (file.daemon !== 'dhcp4') return
    for (const { parameters } of hooksCalled(file, 'libdhcp_lease_query.so')) {
      const seen = new Map<string, StringNode>()
      for (const requester of stringsIn(parameters, 'requesters')) {
        if (isFilledIn(requester.value)) continue
        const fault = faultOf(requester.value, release)
        const first = seen.get(requester.value)
        if (fault) report(requester, { ...fault, refusedAt: hookLoad(release), fixes: () => (requester.value.endsWith('/32') && isStrictAddress(requester.value.slice(0, -3)) ? drafted(say`Write the address alone`, (draft) => draft.replaceValue(requester, requester.value.slice(0, -3)), true) : []) })
        else if (!first) seen.set(requester.value, requester)
        else report(requester, { message: say`${requester.value} is listed twice.`, help: say`The server does not start: list each requester once.`, refusedAt: hookLoad(release), related: [related(first, say`listed here first`)], fixes: () => drafted(say`Take it out`, (draft) => draft.removeItem(requester), true) })
      }
    }
  },
}

function faultOf(text: string, release: Release): { message: Text; help: Text } | undefined {
  const [address = '', length, more] = text.split('/')
  const takesPrefixes = atLeast(release, '3.2')
  if (length !== undefined && !takesPrefixes) return { message: say`${text} is a prefix, and Kea ${release} takes addresses only.`, help: say`The server does not start: list each requester by its address. Prefixes came with Kea 3.1.4.` }
  if (isStrictAddress(address) && (length === undefined || (more === undefined && /^\d{1,2}$/.test(length) && Number(length) >= 1 && Number(length) <= 32))) return undefined
  if (isAddress6(address)) return { message: say`${text} is an IPv6 address, and this is a DHCPv4 server.`, help: say`The server does not start: it is asked by IPv4 only.` }
  // How a bad prefix is taken was not measured.
  if (length !== undefined && isStrictAddress(address)) return undefined
  return { message: say`"${text}" is no IPv4 address.`, help: say`The server does not start: write an address, such as 192.0.2.1${takesPrefixes ? say`, or a prefix` : ''}.` }
}
