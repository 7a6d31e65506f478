/** Addresses, ranges and prefixes that are free: in the subnet around, or beside the subnets of the file. */
import { CompletionItemKind } from 'vscode-languageserver-types'
import { objectsIn, stringOf } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import { addressText } from '../../lint/address-text'
import { parseAddress, parsePrefix, parseRange } from '../../net/ipv4'
import type { Prefix, Range } from '../../net/ipv4'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { distinct, partners } from './known'
import type { Circumstances } from './known'
import { usualPrefix } from './next-prefix'
import type { Proposal } from './proposal'
import { idAbove } from '../../config/free-id'

/** The subnet that a place is in, with what is taken of it. */
export interface SubnetAround {
  readonly node: ObjectNode
  readonly prefix: Prefix
  readonly pools: readonly Range[]
  readonly reserved: readonly number[]
  /** Of the routers option. */
  readonly routers: readonly number[]
}

export function subnetAround(maps: readonly ObjectNode[], except?: ObjectNode): SubnetAround | undefined {
  const node = maps.find((one) => stringOf(one, 'subnet') !== undefined)
  const prefix = parsePrefix(stringOf(node, 'subnet')?.value ?? '')
  if (!node || !prefix) return undefined
  const addresses = (texts: readonly (string | undefined)[]): number[] => texts.flatMap((one) => parseAddress(one ?? '') ?? [])
  return {
    node,
    prefix,
    pools: objectsIn(node, 'pools').flatMap((one) => (one === except ? [] : (parseRange(stringOf(one, 'pool')?.value ?? '') ?? []))),
    reserved: addresses(objectsIn(node, 'reservations').map((one) => (one === except ? undefined : stringOf(one, 'ip-address')?.value))),
    routers: addresses(objectsIn(node, 'option-data').flatMap((one) => (stringOf(one, 'name')?.value === 'routers' ? (stringOf(one, 'data')?.value ?? '').split(',') : []))),
  }
}

/** Addresses that hosts can have. */
function usable({ first, last, length }: Prefix): Range {
  return length >= 31 ? { first, last } : { first: first + 1, last: last - 1 }
}

function isIn(address: number, ranges: readonly Range[]): boolean {
  return ranges.some((one) => one.first <= address && address <= one.last)
}

/** More addresses than that are not tried. */
const mostTried = 70_000

/** For a reservation: behind the last one, the lowest one outside of the pools, and one in a pool. */
export function freeAddresses(subnet: SubnetAround): string[] {
  const { first, last } = usable(subnet.prefix)
  const taken = new Set([...subnet.reserved, ...subnet.routers])
  if (subnet.routers.length === 0 && subnet.prefix.length < 31) taken.add(first)
  const from = (start: number, inPool: boolean): number | undefined => {
    for (let at = Math.max(first, start), tried = 0; at <= last && tried < mostTried; at++, tried++) {
      const pool = subnet.pools.find((one) => one.first <= at && at <= one.last)
      if (pool && !inPool) at = pool.last
      else if (!taken.has(at) && (pool !== undefined) === inPool) return at
    }
    return undefined
  }
  const highest = Math.max(first - 1, ...subnet.reserved.filter((one) => one >= first && one <= last && !isIn(one, subnet.pools)))
  return distinct([from(highest + 1, false), from(first, false), from(first, true)].flatMap((one) => (one === undefined ? [] : [addressText(one)])))
}

/** Where a router usually is. */
export function firstAddress({ prefix }: Pick<SubnetAround, 'prefix'>): string {
  return addressText(usable(prefix).first)
}

/** The ranges between the pools, the widest first; the router's address and reservations at the edges stay out. */
export function freeRanges(subnet: Omit<SubnetAround, 'node'>): string[] {
  const all = usable(subnet.prefix)
  const last = Math.min(all.last, all.first + 0xffffff)
  const outside = [...subnet.pools, ...[...subnet.routers, ...subnet.reserved].map((one) => ({ first: one, last: one }))].sort((one, other) => one.first - other.first)
  const gaps: Range[] = []
  let at = subnet.routers.length === 0 && subnet.prefix.length < 30 ? all.first + 1 : all.first
  for (const one of outside) {
    if (one.first > at) gaps.push({ first: at, last: Math.min(one.first - 1, last) })
    at = Math.max(at, one.last + 1)
  }
  if (at <= last) gaps.push({ first: at, last })
  const wide = [...gaps].sort((one, other) => other.last - other.first - (one.last - one.first)).slice(0, 4)
  const inner = wide.flatMap((gap): Range[] => (gap.last - gap.first > 200 && subnet.pools.length === 0 ? [{ first: subnet.prefix.first + 100, last: subnet.prefix.first + 199 }] : []))
  return distinct([...wide, ...inner.filter((one) => wide.some((gap) => gap.first <= one.first && one.last <= gap.last)).slice(0, 1)].map((one) => `${addressText(one.first)} - ${addressText(one.last)}`))
}

/** `subnet`: those that the partner has and this file lacks, then the next one. */
export function prefixProposals(around: Circumstances): Proposal[] {
  const own = new Set(around.others.length === 0 ? [] : around.own?.prefixes().map((one) => `${one.first}/${one.length}`))
  const missing = partners(around).flatMap((one) => one.subnets()).flatMap(({ prefix }) => {
    const parsed = parsePrefix(prefix ?? '')
    return prefix === undefined || (parsed ? own.has(`${parsed.first}/${parsed.length}`) : around.own?.family === 4 || around.own?.subnets().some((one) => one.prefix === prefix)) ? [] : [prefix]
  })
  const next = around.own?.family === 6 ? [] : [around.own?.nextPrefix() ?? usualPrefix]
  return [
    ...distinct(missing).slice(0, 200).map((one) => proposal(one, say`subnet of another file`, 4)),
    ...next.filter((one) => !missing.includes(one)).map((one) => proposal(one, say`next free prefix`, 6)),
  ]
}

export function proposal(text: string, detail: Text | undefined, rank: number): Proposal {
  return { label: text, pieces: [JSON.stringify(text)], kind: CompletionItemKind.Value, detail, rank }
}

/** `id`: what the partner calls the same subnet, the next number, the lowest one that is free. */
export function subnetIdProposals(around: Circumstances, subnet: ObjectNode | undefined): Proposal[] {
  const ids = around.own?.ids() ?? new Set<number>()
  const prefix = stringOf(subnet, 'subnet')?.value
  const theirs = prefix === undefined ? [] : distinct(partners(around).flatMap((one) => one.subnets().flatMap((other) => (other.prefix === prefix && other.id !== undefined ? [other.id] : []))))
  const next = idAbove(ids)
  let lowest = 1
  while (ids.has(lowest)) lowest++
  const of = (id: number, detail: Text, rank: number): Proposal => ({ label: `${id}`, pieces: [`${id}`], kind: CompletionItemKind.Value, detail, rank })
  const taken = new Set(theirs)
  return [
    ...theirs.map((id) => of(id, say`what another file calls this subnet`, 1)),
    ...(taken.has(next) ? [] : [of(next, say`next free id`, 2)]),
    ...(lowest === next || taken.has(lowest) ? [] : [of(lowest, say`lowest free id`, 3)]),
  ]
}
