/** Two lists that should hold the same things, whatever their order and spelling. */
import type { Node, ObjectNode } from '../config/tree'
import { called, keyOrMap, related } from './compare'
import type { Comparison } from './compare'
import { subnetsOf } from '../config/dhcp4'
import type { Subnet } from '../config/dhcp4'
import type { Fix } from './fix'
import { bothWays, takeItems } from './partner-fixes'
import type { Place, Report } from './rule'
import { say } from '../text/text'
import type { Text } from '../text/text'

/** Something in a list: what tells it from others, what it comes to, and how a person would name it. */
export interface Item {
  readonly key: string
  readonly value: string
  readonly name: Text
  readonly node: Node
  /** The entry of the list as a whole. */
  readonly map: ObjectNode
}

export interface SetComparison extends Comparison {
  /** What the list holds, such as `pools`. */
  readonly noun: Text
  /** Where both lists are, in words: `of subnet 192.0.2.0/24`. */
  readonly where: Text
  /** Where to tell that something is missing in the other's file. */
  readonly place: Place
  readonly help: Text
  /** Where the lists stand. */
  readonly list: { readonly key: string; readonly theirs: Node | undefined; readonly own: Node | undefined }
}

/** One finding for a list, on the first thing that differs: a list that is quite another is not told a hundred times. */
export function compareItems(references: readonly Item[], others: readonly Item[], about: SetComparison, report: Report): void {
  const known = new Map(references.map((item) => [item.key, item]))
  const partner = called(about.reference, about.other)
  const differing: { item: Item; theirs: Item | undefined }[] = []
  const keys = new Set<string>()
  for (const item of others) {
    keys.add(item.key)
    const theirs = known.get(item.key)
    if (!theirs || theirs.value !== item.value) differing.push({ item, theirs })
  }
  const missing = references.filter((item) => !keys.has(item.key))
  const count = Math.max(differing.length, missing.length, differing.filter((one) => one.theirs).length + missing.length)
  const [first] = differing
  const [absent] = missing
  if (!first && !absent) return
  const more = count === 1 ? '' : count === 2 ? say` 1 more differs.` : say` ${count - 1} more differ.`
  const fixes = (): Fix[] =>
    bothWays({
      partner,
      what: say`${about.noun} ${about.where}`,
      take: (direction, draft) => {
        const theirs = { map: about.list.theirs, items: references }
        const own = { map: about.list.own, items: others }
        return direction === 'here' ? takeItems(draft, about.list.key, theirs, own) : takeItems(draft, about.list.key, own, theirs)
      },
    })
  if (first) {
    const theirs = first.theirs ?? absent
    report(first.item.node, {
      message: say`The ${about.noun} ${about.where} differ from ${partner}'s: ${first.item.name} here${theirs ? say`, ${theirs.name} there` : say` only`}.`,
      help: say`${about.help}${more}`,
      related: theirs ? [related(theirs.node, say`${partner} has ${theirs.name}`)] : [],
      fixes,
    })
  } else if (absent) {
    report(about.place, {
      message: say`The ${about.noun} ${about.where} differ from ${partner}'s: ${absent.name} is missing here.`,
      help: say`${about.help}${more}`,
      related: [related(absent.node, say`${partner} has ${absent.name}`)],
      fixes,
    })
  }
}

export interface SubnetPair {
  readonly reference: Subnet
  readonly other: Subnet
}

/** Subnets that both files have, by prefix. */
export function sharedSubnets({ reference, other }: Comparison): SubnetPair[] {
  const theirs = new Map(subnetsOf(reference.file).map((subnet) => [subnet.key, subnet]))
  return subnetsOf(other.file).flatMap((subnet) => {
    const found = theirs.get(subnet.key)
    return found && subnet.key !== '' ? [{ reference: found, other: subnet }] : []
  })
}

export function subnetName(subnet: Subnet): Text {
  return subnet.prefix ? say`${subnet.prefix.value}` : say`without a prefix`
}

/** Where a list stands in a subnet or server, or would stand. */
export function listPlace(node: Node | undefined, key: string, fallback: Node): Place {
  return keyOrMap(node ?? fallback, key)
}
