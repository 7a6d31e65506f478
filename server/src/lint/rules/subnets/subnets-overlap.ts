/** An address belongs to one subnet: where one lies inside another, Kea chooses by other things than the address. */
import { guardsOf } from '../../../config/dhcp4'
import { stringOf } from '../../../config/tree'
import type { ObjectNode } from '../../../config/tree'
import { prefixText } from '../../address-text'
import { related } from '../../compare'
import type { FileRule, ReadPart } from '../../rule'
import { prefixIn, subnetsAsRead } from './reading'
import type { PlacedSubnet, ReadPrefix } from './reading'
import { relayTexts } from './relay-address-invalid'
import { say } from '../../../text/text'

export const subnetsOverlap: FileRule = {
  id: 'subnets-overlap',
  scope: 'file',
  severity: 'warning',
  summary: 'No subnet lies inside another.',
  why: 'Kea takes the file and serves clients of one network from the other subnet, or gives an address to two clients.',
  manual: 'dhcp4-srv.html#ipv4-subnet-prefix',

  ofSubnets: [prefixIn],

  check(file, report, { readPart }) {
    if (file.daemon !== 'dhcp4') return
    for (const { inner, outer } of nested(subnetsAsRead(file).flatMap((subnet) => withPrefix(subnet, readPart)))) {
      if (inner.prefix.address === outer.prefix.address && inner.prefix.length === outer.prefix.length) continue
      const isSame = inner.prefix.length === outer.prefix.length
      report(inner.text, {
        message: isSame
          ? say`The subnets ${inner.text.value.trim()} and ${outer.text.value.trim()} are one and the same, ${prefixText(inner.prefix)}.`
          : say`The subnet ${inner.text.value.trim()} lies inside the subnet ${outer.text.value.trim()}.`,
        help: say`Kea does not choose the narrower one: clients can get an address, options and reservations of the other subnet. Make them apart, or keep each for its own relay, interface or class.`,
        severity: areKeptApart(inner.subnet, outer.subnet) ? 'info' : 'warning',
        related: [related(outer.text, say`The other subnet`)],
      })
    }
  },
}

interface Placed extends ReadPrefix {
  readonly subnet: PlacedSubnet
}

function withPrefix(subnet: PlacedSubnet, readPart: ReadPart): Placed[] {
  const read = readPart(prefixIn, subnet.node)
  return read ? [{ ...read, subnet }] : []
}

/** Each subnet that lies in another, with the narrowest such. Prefixes are nested or apart, never half and half. */
function nested(subnets: readonly Placed[]): { inner: Placed; outer: Placed }[] {
  const found: { inner: Placed; outer: Placed }[] = []
  const open: Placed[] = []
  for (const inner of [...subnets].sort((a, b) => a.prefix.first - b.prefix.first || a.prefix.length - b.prefix.length)) {
    while ((open[open.length - 1]?.prefix.last ?? Infinity) < inner.prefix.first) open.pop()
    const outer = open[open.length - 1]
    if (outer) found.push({ inner, outer })
    open.push(inner)
  }
  return found
}

/** Something else than the address tells Kea which of the two serves a client. */
function areKeptApart(one: PlacedSubnet, other: PlacedSubnet): boolean {
  return [guards, relays, interfaces].some((of) => {
    const [a, b] = [of(one), of(other)]
    return a.length > 0 && b.length > 0 && !a.some((value) => b.includes(value))
  })
}

function around({ node, network }: PlacedSubnet): ObjectNode[] {
  return network ? [node, network] : [node]
}

function guards(subnet: PlacedSubnet): string[] {
  return around(subnet).flatMap(guardsOf).map(({ value }) => value)
}

function relays(subnet: PlacedSubnet): string[] {
  return around(subnet).flatMap(relayTexts).map(({ value }) => value)
}

function interfaces(subnet: PlacedSubnet): string[] {
  return around(subnet).flatMap((node) => stringOf(node, 'interface')?.value ?? '').filter((value) => value !== '')
}
