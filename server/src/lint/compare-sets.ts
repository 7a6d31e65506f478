/** Two lists that should hold the same things, whatever their order and spelling. */
import type { Node } from '../config/tree'
import { called, keyOrMap, related } from './compare'
import type { Comparison } from './compare'
import { subnetsOf } from '../config/dhcp4'
import type { Subnet } from '../config/dhcp4'
import type { Place, Report } from './rule'

/** Something in a list: what tells it from others, what it comes to, and how a person would name it. */
export interface Item {
  readonly key: string
  readonly value: string
  readonly name: string
  readonly node: Node
}

export interface SetComparison extends Comparison {
  /** What the list holds, such as `pools`. */
  readonly noun: string
  /** Where both lists are, in words: `of subnet 192.0.2.0/24`. */
  readonly where: string
  /** Where to tell that something is missing in the other's file. */
  readonly place: Place
  readonly help: string
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
  const more = count > 1 ? ` ${count - 1} more ${count === 2 ? 'differs' : 'differ'}.` : ''
  if (first) {
    const theirs = first.theirs ?? absent
    report(first.item.node, {
      message: `The ${about.noun} ${about.where} differ from ${partner}'s: ${first.item.name} here${theirs ? `, ${theirs.name} there` : ' only'}.`,
      help: `${about.help}${more}`,
      related: theirs ? [related(theirs.node, `${partner} has ${theirs.name}`)] : [],
    })
  } else if (absent) {
    report(about.place, {
      message: `The ${about.noun} ${about.where} differ from ${partner}'s: ${absent.name} is missing here.`,
      help: `${about.help}${more}`,
      related: [related(absent.node, `${partner} has ${absent.name}`)],
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

export function subnetName(subnet: Subnet): string {
  return subnet.prefix?.value ?? 'without a prefix'
}

/** Where a list stands in a subnet or server, or would stand. */
export function listPlace(node: Node | undefined, key: string, fallback: Node): Place {
  return keyOrMap(node ?? fallback, key)
}
