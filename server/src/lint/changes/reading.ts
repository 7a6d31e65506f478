/** Subnets of a file with what tells one from another, of both families. */
import type { ConfigFile } from '../../config/config-file'
import type { Release } from '../../config/release'
import { numberOf, objectsIn, valueOf } from '../../config/tree'
import type { NumberNode, ObjectNode, StringNode } from '../../config/tree'
import { addressText } from '../address-text'
import { addressText as addressText6, poolsOf, subnetPrefix } from '../rules/dhcp6/reading'
import type { Range6 } from '../rules/dhcp6/reading'
import { poolsIn, prefixIn } from '../rules/subnets/reading'

export interface KnownSubnet {
  readonly node: ObjectNode
  readonly text: StringNode
  readonly prefix: Range6
  /** Undefined: not given, and the server counts. */
  readonly id: NumberNode | undefined
}

/** Subnets whose prefix can be read, by where they stand. */
export function subnetsOf(file: ConfigFile): KnownSubnet[] {
  const list = file.daemon === 'dhcp6' ? 'subnet6' : 'subnet4'
  const nodes = [...objectsIn(file.body, 'shared-networks').flatMap((network) => objectsIn(network, list)), ...objectsIn(file.body, list)]
  return nodes.flatMap((node) => {
    const id = numberOf(node, 'id')
    const known = { node, id: id && id.value > 0 ? id : undefined }
    if (file.daemon === 'dhcp6') {
      const read = subnetPrefix(node)
      return read ? [{ ...known, text: read.text, prefix: { first: read.prefix.first, last: read.prefix.last } }] : []
    }
    const read = prefixIn(node)
    return read ? [{ ...known, text: read.text, prefix: { first: BigInt(read.prefix.first), last: BigInt(read.prefix.last) } }] : []
  })
}

/** Whether all subnets of the file are known: a list that is filled in later, or a file that is not there, may hold more. */
export function isComplete(file: ConfigFile): boolean {
  const list = file.daemon === 'dhcp6' ? 'subnet6' : 'subnet4'
  const { body } = file
  if (!body || body.incomplete || file.doubtfulFrom !== Infinity) return false
  const networks = valueOf(body, 'shared-networks')
  const lists = [networks, valueOf(body, list), ...objectsIn(body, 'shared-networks').map((network) => valueOf(network, list))]
  return lists.every((one) => one === undefined || (one.kind === 'array' && !one.incomplete)) && objectsIn(body, 'shared-networks').every((network) => !network.incomplete)
}

export function rangesOf(file: ConfigFile, subnet: KnownSubnet, release: Release): Range6[] {
  if (file.daemon === 'dhcp6') return poolsOf(subnet.node, release).flatMap(({ range, kind }) => (kind === 'pool' ? [range] : []))
  return poolsIn(subnet.node).map(({ range }) => ({ first: BigInt(range.first), last: BigInt(range.last) }))
}

/** What of the ranges is in none of the others, in order. */
export function without(ranges: readonly Range6[], others: readonly Range6[]): Range6[] {
  let left = [...ranges]
  for (const { first, last } of others) {
    left = left.flatMap((one) => {
      if (last < one.first || first > one.last) return [one]
      const parts: Range6[] = []
      if (one.first < first) parts.push({ first: one.first, last: first - 1n })
      if (one.last > last) parts.push({ first: last + 1n, last: one.last })
      return parts
    })
  }
  return left.sort((a, b) => (a.first < b.first ? -1 : 1))
}

export function shownRange({ first, last }: Range6, isV6: boolean): string {
  const shown = (address: bigint): string => (isV6 ? addressText6(address) : addressText(Number(address)))
  return first === last ? shown(first) : `${shown(first)} - ${shown(last)}`
}

export function overlap(one: Range6, other: Range6): boolean {
  return one.first <= other.last && other.first <= one.last
}

export function isSamePrefix(one: KnownSubnet, other: KnownSubnet): boolean {
  return one.prefix.first === other.prefix.first && one.prefix.last === other.prefix.last
}
