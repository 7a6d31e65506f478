/** Pools of a load-balancing pair, each made two: one half for the clients of each server. */
import type { ConfigFile } from '../config/config-file'
import { guardsOf, subnetsOf, subnetsWhere } from '../config/dhcp4'
import type { Subnet } from '../config/dhcp4'
import { Draft } from '../config/draft'
import { indentAt, layoutOf } from '../config/layout'
import { atLeast } from '../config/release'
import type { Release } from '../config/release'
import { applyEdits, beginsLine } from '../config/rewrite'
import type { TextEdit } from '../config/rewrite'
import { member, objectsIn, stringOf } from '../config/tree'
import type { ObjectNode } from '../config/tree'
import type { Relationship } from '../deployment/relationship'
import { addressText } from '../lint/address-text'
import { parseAddress, parseRange } from '../net/ipv4'
import type { Range } from '../net/ipv4'

/** The servers that share the clients, the primary first; undefined where the relationship is no load-balancing of two named ones. */
export function sharers({ mode, peers }: Relationship): [string, string] | undefined {
  const named = (role: string): string | undefined => peers.find((peer) => peer.role?.value === role)?.name?.value
  const [primary, secondary] = [named('primary'), named('secondary')]
  return mode?.value === 'load-balancing' && primary !== undefined && secondary !== undefined ? [primary, secondary] : undefined
}

/** Pools of the subnet that all clients get addresses of. */
export function openPools({ node, network }: Subnet): ObjectNode[] {
  if ([node, network].some((outer) => outer && guardsOf(outer).some((guard) => guard.value.startsWith('HA_')))) return []
  return objectsIn(node, 'pools').filter((pool) => guardsOf(pool).length === 0 && sizeOf(rangeOf(pool)) > 1)
}

export function rangeOf(pool: ObjectNode): Range | undefined {
  return parseRange(stringOf(pool, 'pool')?.value ?? '')
}

function sizeOf(range: Range | undefined): number {
  return range ? range.last - range.first + 1 : 0
}

/** The subnet of a partner's file that is the same: most often it is written the same. */
export function sameSubnet(file: ConfigFile, { key, prefix }: Subnet): Subnet[] {
  const written = subnetsWhere(file, (node) => stringOf(node, 'subnet')?.value === prefix?.value)
  return written.length > 0 ? written : subnetsOf(file).filter((one) => one.key === key)
}

/** `isMeant`: which pools, by their addresses: those of the other file are other maps. */
export function splitPools(subnets: readonly Subnet[], isMeant: (range: Range) => boolean, names: readonly [string, string], release: Release): TextEdit[] {
  return subnets.flatMap((subnet) => {
    return openPools(subnet).flatMap((pool) => {
      const range = rangeOf(pool)
      return range && isMeant(range) ? split(pool, range, reservedIn(subnet.node), names, release) : []
    })
  })
}

function reservedIn(subnet: ObjectNode): number[] {
  return objectsIn(subnet, 'reservations').flatMap((one) => parseAddress(stringOf(one, 'ip-address')?.value ?? '') ?? []).sort((a, b) => a - b)
}

/** Both halves have as many addresses that are nobody's. */
export function halves(range: Range, reserved: readonly number[]): [Range, Range] {
  const own = reserved.filter((address) => address >= range.first && address <= range.last)
  const free = range.last - range.first + 1 - new Set(own).size
  let low = range.first
  let high = range.last - 1
  const freeUpTo = (last: number): number => last - range.first + 1 - new Set(own.filter((address) => address <= last)).size
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (freeUpTo(middle) >= free / 2) high = middle
    else low = middle + 1
  }
  return [{ first: range.first, last: low }, { first: low + 1, last: range.last }]
}

function split(pool: ObjectNode, range: Range, reserved: readonly number[], names: readonly [string, string], release: Release): TextEdit[] {
  const { source, start, end } = pool
  const [one, other] = halves(range, reserved).map((half, at) => written(pool, half, `HA_${names[at] ?? ''}`, release))
  if (one === undefined || other === undefined) return []
  const gap = beginsLine(source, start) ? layoutOf(source).lineEnd + indentAt(source, start) : ' '
  return [{ source, start, end, text: `${one},${gap}${other}` }]
}

/** The map with its comments, for these addresses and this class. */
function written(pool: ObjectNode, { first, last }: Range, name: string, release: Release): string | undefined {
  const { source, start, end } = pool
  const text = stringOf(pool, 'pool')
  if (!text) return undefined
  const draft = new Draft()
  draft.replaceValue(text, `${addressText(first)} - ${addressText(last)}`)
  // An empty guard stands for none.
  for (const key of ['client-class', 'client-classes']) {
    const empty = member(pool, key)
    if (empty) draft.replaceMember(pool, empty)
  }
  const isList = atLeast(release, '3.0')
  draft.addMember(pool, isList ? 'client-classes' : 'client-class', isList ? [name] : name, member(pool, 'pool'))
  const { edits, left } = draft.written()
  if (left.length > 0 || edits.some((edit) => edit.source !== source)) return undefined
  return applyEdits(source.text.slice(start, end), edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })))
}
