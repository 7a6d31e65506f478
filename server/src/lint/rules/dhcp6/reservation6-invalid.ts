/** What is reserved for a client: addresses of its subnet, and prefixes with what is excluded from them. */
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { isFilledIn } from '../../../config/placeholder'
import { member, stringsIn, valueOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import { related } from '../../compare'
import type { Report, ScopeRule } from '../../rule'
import { addressFault, addressText, isFault6, prefixOf, readAddress, readPrefix, subnetPrefix } from './reading'
import type { Prefix6 } from './reading'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'
import { drafted } from '../../drafted'

export const reservation6Invalid: ScopeRule = {
  id: 'reservation6-invalid',
  scope: 'scope',
  kinds: ['reservation'],
  severity: 'error',
  summary: 'Reserved IPv6 addresses and prefixes are ones, each once, and addresses are of their subnet.',
  why: 'Kea refuses the file.',
  manual: 'dhcp6-srv.html#host-reservations-in-dhcpv6',

  check({ node, outer, around }, report) {
    if (around.family !== 6) return
    const subnet = outer?.kind === 'subnet' ? subnetPrefix(outer.node) : undefined
    const once = new Map<string, StringNode>()
    for (const text of stringsIn(node, 'ip-addresses')) {
      if (isFilledIn(text.value)) continue
      const address = readAddress(text.value)
      const fault = address === undefined ? addressFault(text.value) : address >> 120n === 0xffn ? say`is a multicast address` : undefined
      if (fault !== undefined || address === undefined) tell(text, say`"${text.value}" ${fault ?? ''}.`, say`Write an address such as 2001:db8:1::7, without a length.`, report)
      else if (!isRepeated(`${address}/128`, text, once, report) && subnet && (address < subnet.prefix.first || address > subnet.prefix.last)) {
        report(text, {
          message: say`The reserved address ${text.value} is not of the subnet ${subnet.text.value}.`,
          help: say`Move the reservation to its subnet, or correct the address.`,
          refusedAt: '-t',
          related: [related(subnet.text, say`the subnet`)],
        })
      }
    }
    const prefixes = stringsIn(node, 'prefixes').map((text) => readReserved(text, around.release, report))
    for (const [at, text] of stringsIn(node, 'prefixes').entries()) {
      const read = prefixes[at]
      if (read) isRepeated(`pd ${read.address}/${read.length}`, text, once, report)
    }
    checkExcluded(node, prefixes, report)
  },
}

function readReserved(text: StringNode, release: Release, report: Report): Prefix6 | undefined {
  const read = isFilledIn(text.value) ? undefined : readPrefix(text.value, atLeast(release, '2.4') ? 1 : 0)
  if (!read) return undefined
  if (isFault6(read)) {
    tell(text, say`The prefix "${text.value}" ${read.fault}.`, say`Write a prefix with its length, such as 2001:db8:8:100::/56, without blanks.`, report)
    return undefined
  }
  if (read.address >> 120n === 0xffn) tell(text, say`${text.value} is a multicast prefix.`, say`It cannot be delegated: write a prefix of your own.`, report)
  else if (read.first !== read.address && atLeast(release, '2.4')) {
    tell(text, say`${text.value} begins in the middle of its prefix.`, say`Write ${addressText(read.first)}/${read.length}, or another length.`, report, `${addressText(read.first)}/${read.length}`)
    return undefined
  }
  return read
}

/** The same twice in one reservation. */
function isRepeated(key: string, text: StringNode, once: Map<string, StringNode>, report: Report): boolean {
  const first = once.get(key)
  if (!first) once.set(key, text)
  else report(text, { message: say`${text.value} is reserved twice here.`, help: say`Remove one of them.`, refusedAt: '-t', fixes: () => drafted(say`Remove it`, (draft) => draft.removeItem(text), true), related: [related(first, say`the first one`)] })
  return first !== undefined
}

function checkExcluded(node: ObjectNode, prefixes: readonly (Prefix6 | undefined)[], report: Report): void {
  const list = valueOf(node, 'excluded-prefixes')
  const key = member(node, 'excluded-prefixes')
  if (list?.kind !== 'array' || !key || list.incomplete || node.incomplete) return
  const beside = valueOf(node, 'prefixes')
  if (beside && (beside.kind !== 'array' || beside.incomplete)) return
  if (!beside || list.items.length !== beside.items.length) {
    const message = beside ? say`There are ${list.items.length} excluded prefixes for ${beside.items.length} prefixes.` : say`There are excluded prefixes, and no prefixes.`
    return report(key, { message, help: say`Write one entry for each of prefixes, in their order, and "" where nothing is excluded.`, refusedAt: '-t' })
  }
  for (const [at, text] of list.items.entries()) {
    if (text.kind !== 'string' || text.value === '' || isFilledIn(text.value)) continue
    const read = readPrefix(text.value, 1)
    if (!read) continue
    const whole = prefixes[at]
    if (isFault6(read)) tell(text, say`The excluded prefix "${text.value}" ${read.fault}.`, say`Write it with its length, such as 2001:db8:8:100:8000::/72, or "" for none.`, report)
    else if (read.address !== read.first) tell(text, say`${text.value} begins in the middle of its prefix.`, say`Write ${addressText(read.first)}/${read.length}, or another length.`, report)
    else if (whole && (read.length <= whole.length || prefixOf(read.address, whole.length).first !== whole.first)) tell(text, say`${text.value} is no part of ${addressText(whole.first)}/${whole.length}.`, say`What is excluded is a longer prefix within the reserved one.`, report)
  }
}

function tell(at: StringNode, message: Text, help: Text, report: Report, meant?: string): void {
  report(at, { message, help, refusedAt: '-t', fixes: () => (meant === undefined ? [] : drafted(say`Change it to ${meant}`, (draft) => draft.replaceValue(at, meant))) })
}
