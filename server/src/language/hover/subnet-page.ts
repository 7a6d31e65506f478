/** What a subnet and a pool hold: their extent, and what is taken of it. */
import { objectsIn, stringOf, valueOf } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import { scopeName } from '../../lint/scopes'
import type { Scope } from '../../lint/scopes'
import { durationOf } from '../../text/duration'
import { capital, say } from '../../text/text'
import { isIn, sizeOf, writeAddress } from '../address-book'
import type { PoolEntry, SubnetEntry } from '../address-book'
import { addressCount, distinct } from '../address-count'
import { inheritedFrom } from './inheritance'
import { heading, item, sentence } from './page'
import type { Block } from './page'
import { scopeOfMap } from './scope-of'
import { aroundOf, bookOf } from './subject'
import type { Subject } from './subject'

export function subnetPage(subject: Subject): Block[] {
  const entry = bookOf(subject)?.entry(subject.map)
  if (!entry) return []
  const network = stringOf(subject.map.parent?.parent, 'name')
  const isShared = subject.map.parent?.parent !== subject.file.body && network !== undefined
  return [
    heading(entry.text.value, isShared ? say`subnet of the shared network "${network.value}"` : say`subnet`),
    ...(entry.family === 4 ? extent4(entry) : [item(say`${capital(addressCount(sizeOf(entry.range)))}, from ${writeAddress(entry.range.first, 6)} to ${writeAddress(entry.range.last, 6)}`)]),
    ...poolItems(entry),
    ...reservedItems(entry),
    ...countingItems(subject),
  ]
}

function extent4({ range, length }: SubnetEntry): Block[] {
  const { first, last } = range
  const write = (address: bigint): string => writeAddress(address, 4)
  const size = sizeOf(range)
  const mask = write((0xffff_ffffn << BigInt(32 - length)) & 0xffff_ffffn)
  // The two ends of a /31 are hosts (RFC 3021), and a /32 is one.
  if (length >= 31) return [item(say`${capital(addressCount(size))}: ${length === 32 ? write(first) : say`${write(first)} and ${write(last)}`}`), item(say`Netmask ${mask}`)]
  return [
    item(say`${size - 2n} addresses for hosts, from ${write(first + 1n)} to ${write(last - 1n)}`),
    item(say`Network ${write(first)}, broadcast ${write(last)}, netmask ${mask}`),
  ]
}

function poolItems(entry: SubnetEntry): Block[] {
  const pools = entry.pools()
  const addresses = pools.filter((one) => one.kind === 'pool')
  const prefixes = pools.length - addresses.length
  const count = distinct(addresses.map((one) => one.range))
  const told = addresses.length === 0 ? [item(say`No pools of addresses`)] : [item(addresses.length === 1 ? say`${capital(addressCount(count))} in 1 pool` : say`${capital(addressCount(count))} in ${addresses.length} pools`)]
  return [...(addresses.length === 0 && prefixes > 0 ? [] : told), ...(prefixes === 0 ? [] : [item(prefixes === 1 ? say`1 pool of prefixes` : say`${prefixes} pools of prefixes`)])]
}

function reservedItems(entry: SubnetEntry): Block[] {
  const all = objectsIn(entry.node, 'reservations').length
  const addresses = new Set(entry.reserved().map((one) => one.address))
  if (all === 0) return []
  const inPools = [...addresses].filter((address) => entry.pools().some((one) => one.kind === 'pool' && isIn(one.range, address))).length
  const words = all === 1 ? say`1 reservation` : say`${all} reservations`
  return [item(addresses.size === 0 ? words : inPools === 0 ? say`${words}, ${addressCount(BigInt(addresses.size))} reserved outside the pools` : say`${words}, ${addressCount(BigInt(addresses.size))} reserved, ${inPools} of them in pools`)]
}

/** What a reader of a subnet asks first, with where it comes from. */
const counting = ['valid-lifetime', 'preferred-lifetime', 'renew-timer', 'rebind-timer', 'interface', 'allocator'] as const

function countingItems(subject: Subject): Block[] {
  const around = aroundOf(subject)
  const scope = around && scopeOfMap(subject.map, around)
  return scope ? counting.flatMap((key) => countingItem(scope, key)) : []
}

function countingItem(scope: Scope, key: string): Block[] {
  const own = valueOf(scope.node, key)
  const from = own ? undefined : inheritedFrom(scope, key)
  const value = own ?? from?.value
  if (value?.kind !== 'number' && value?.kind !== 'string') return []
  const long = value.kind === 'number' ? durationOf(value.value, 's') : undefined
  const shown = value.kind === 'number' ? (long ? say`${value.value} s (${long})` : say`${value.value} s`) : say`"${value.value}"`
  return value.value === '' ? [] : [item(from ? say`${key} ${shown}, inherited from ${scopeName(from.scope)}` : say`${key} ${shown}`, from ? value : undefined)]
}

export function poolPage(subject: Subject): Block[] {
  const subnet = subject.map.parent?.parent
  const entry = subnet?.kind === 'object' ? bookOf(subject)?.entry(subnet) : undefined
  const pool = entry?.pools().find((one) => one.node === subject.map)
  return entry && pool ? [heading(pool.text.value, pool.kind === 'pool' ? say`pool of the subnet ${entry.text.value}` : say`prefixes of the subnet ${entry.text.value}`), ...poolExtent(entry, pool, subject.map)] : []
}

function poolExtent(entry: SubnetEntry, pool: PoolEntry, node: ObjectNode): Block[] {
  const { first, last } = pool.range
  const write = (address: bigint): string => writeAddress(address, entry.family)
  const delegated = valueOf(node, 'delegated-len')
  const length = valueOf(node, 'prefix-len')
  if (pool.kind === 'pd-pool') {
    if (delegated?.kind !== 'number' || length?.kind !== 'number' || delegated.value < length.value || delegated.value > 128) return []
    const count = 1n << BigInt(delegated.value - length.value)
    return [item(count === 1n ? say`1 prefix /${delegated.value}` : say`${count} prefixes /${delegated.value}`)]
  }
  const reserved = entry.reserved().filter((one) => isIn(pool.range, one.address))
  return [
    item(say`${capital(addressCount(sizeOf(pool.range)))}, from ${write(first)} to ${write(last)}`),
    ...(reserved.length === 0 ? [] : [item(reserved.length === 1 ? say`1 of them is reserved` : say`${reserved.length} of them are reserved`)]),
  ]
}

/** Blocks about a place in the plan of addresses, for whoever only has the address. */
export function subnetSentence(entry: SubnetEntry, pool: PoolEntry | undefined): Block {
  return pool ? sentence(say`In the pool ${pool.text.value} of the subnet ${entry.text.value}.`, pool.text) : sentence(say`In the subnet ${entry.text.value}, in none of its pools.`, entry.text)
}
