/** A zone is found by the end of a name: one that no name ends with is never updated. */
import type { FileRule } from '../../rule'
import { zonesOf } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { drafted } from '../../drafted'

export const ddnsDomainNeverMatches: FileRule = {
  id: 'ddns-domain-never-matches',
  scope: 'file',
  severity: 'warning',
  summary: 'Every zone is the end of some name that is updated.',
  why: 'No record of the zone is ever updated: kea-dhcp-ddns drops the requests as having no matching domain.',
  manual: 'ddns.html#forward-ddns',

  check(file, report) {
    for (const zone of zonesOf(file)) {
      const { name } = zone
      if (!name || name.value === '*') continue
      const fault = textFault(name.value) ?? (zone.direction === 'forward' ? forwardFault(name.value) : reverseFault(name.value))
      if (fault) report(name, { ...fault, fixes: () => (meantName(name.value) ?? []).flatMap((one) => drafted(say`Change it to "${one}"`, (draft) => draft.replaceValue(name, one))) })
    }
  },
}

interface Fault {
  readonly message: Text
  readonly help: Text
}

function textFault(name: string): Fault | undefined {
  if (/\s/.test(name)) return { message: say`"${name}" has a blank, which no DNS name has.`, help: say`The zone is never updated: remove the blank.` }
  if (!name.endsWith('.')) {
    return { message: say`The zone "${name}" lacks its final dot.`, help: say`Names to update end in a dot, so none ends with this. Write "${name}.".` }
  }
  const labels = name.slice(0, -1).split('.')
  if (labels.includes('')) return { message: say`The zone "${name}" has an empty label.`, help: say`No name ends with it. Write the zone as "example.org."; "*" is the domain for all other names.` }
  return undefined
}

const reverseRoots = /(^|\.)(in-addr|ip6)\.arpa\.$/i

function forwardFault(name: string): Fault | undefined {
  if (!reverseRoots.test(name)) return undefined
  return { message: say`${name} is a reverse zone, and stands among the forward ones.`, help: say`Names of clients do not end with it. Move it to reverse-ddns.` }
}

function reverseFault(name: string): Fault | undefined {
  const root = reverseRoots.exec(name)
  if (!root) return { message: say`${name} is no reverse zone.`, help: say`Names of addresses end in in-addr.arpa. or ip6.arpa. Move it to forward-ddns, or write the reverse zone of the network.` }
  const labels = name.slice(0, root.index).split('.').filter((label) => label !== '')
  return root[2]?.toLowerCase() === 'ip6' ? ip6Fault(name, labels) : ipv4Fault(name, labels)
}

function ip6Fault(name: string, labels: readonly string[]): Fault | undefined {
  if (labels.length <= 32 && labels.every((label) => /^[0-9a-f]$/i.test(label))) return undefined
  return { message: say`${name} is the name of no IPv6 prefix.`, help: say`It has one hexadecimal digit in each label, the last digit of the prefix first: 8.b.d.0.1.0.0.2.ip6.arpa. for 2001:db8::/32.` }
}

function ipv4Fault(name: string, labels: readonly string[]): Fault | undefined {
  if (labels.length > 4 || !labels.every((label) => /^(0|[1-9]\d{0,2})$/.test(label) && Number(label) < 256)) {
    return { message: say`${name} is the name of no IPv4 network.`, help: say`It has the numbers of the network, the last one first: 2.0.192.in-addr.arpa. for 192.0.2.0/24. Parts of a /24 (RFC 2317) are not supported.` }
  }
  const asWritten = [...labels]
  const meant = [...labels].reverse()
  if (!isPrivate(asWritten) || isPrivate(meant)) return undefined
  return {
    message: say`${name} is the zone of ${meant.join('.')}, not of ${asWritten.join('.')}.`,
    help: say`The numbers stand last one first: write "${meant.join('.')}.in-addr.arpa.".`,
  }
}

/** RFC 1918, by the first numbers of an address. */
function isPrivate([first = '', second = '']: readonly string[]): boolean {
  return first === '10' || (first === '192' && second === '168') || (first === '172' && Number(second) >= 16 && Number(second) < 32)
}

/** Names that are right by themselves: without blanks and empty labels, with the final dot, the numbers last one first. */
function meantName(name: string): string[] | undefined {
  const whole = `${name.replace(/\s+/g, '').replace(/\.{2,}/g, '.').replace(/^\./, '').replace(/\.$/, '')}.`
  const isReverse = reverseRoots.test(whole)
  if (whole !== name) return whole === '.' || (isReverse && reverseFault(whole)) ? [] : [whole]
  const labels = /^(.*)\.in-addr\.arpa\.$/i.exec(name)?.[1]?.split('.')
  const turned = labels && `${[...labels].reverse().join('.')}.in-addr.arpa.`
  return turned !== undefined && turned !== name && !reverseFault(turned) ? [turned] : []
}
