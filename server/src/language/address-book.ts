/** Which subnet, pool and reservation of a DHCP server's file an address belongs to; what is read of a subnet is kept for as long as its map is the same. */
import type { ConfigFile } from '../config/config-file'
import { isFilledIn } from '../config/placeholder'
import type { Release } from '../config/release'
import { objectOf, objectsIn, stringOf, stringsIn } from '../config/tree'
import type { ObjectNode, StringNode } from '../config/tree'
import { addressText as textOf4, isTextFault, readIpv4, readPool as readPool4, readSubnetPrefix } from '../lint/address-text'
import { addressText as textOf6, poolsOf as poolsOf6, readAddress as readAddress6, subnetPrefix as subnetPrefix6 } from '../lint/rules/dhcp6/reading'
import { once } from '../config/once'

export interface AddressRange {
  readonly first: bigint
  readonly last: bigint
}

export interface PoolEntry {
  readonly node: ObjectNode
  readonly text: StringNode
  readonly range: AddressRange
  readonly kind: 'pool' | 'pd-pool'
}

export interface ReservedAddress {
  readonly node: ObjectNode
  readonly text: StringNode
  readonly address: bigint
}

export interface SubnetEntry {
  readonly node: ObjectNode
  readonly text: StringNode
  readonly family: 4 | 6
  readonly length: number
  readonly range: AddressRange
  /** In the order of the file, as the reservations; read only where somebody asks. */
  readonly pools: () => readonly PoolEntry[]
  readonly reserved: () => readonly ReservedAddress[]
}

export interface PlacedSubnet {
  readonly node: ObjectNode
  readonly network: ObjectNode | undefined
}

export interface AddressBook {
  readonly family: 4 | 6
  readonly subnets: readonly PlacedSubnet[]
  /** undefined where its prefix cannot be read. */
  entry(subnet: ObjectNode): SubnetEntry | undefined
  subnetOf(address: bigint): (PlacedSubnet & { readonly entry: SubnetEntry }) | undefined
  /** Addresses of relays, with the subnet that each of them stands in. */
  relays(): readonly { readonly text: StringNode; readonly subnet: ObjectNode }[]
  /** Of the global reservations. */
  reservedGlobally(address: bigint): ReservedAddress | undefined
}

export type SubnetMemory = WeakMap<ObjectNode, { readonly of: 4 | 6; readonly release: Release; readonly entry: SubnetEntry | undefined }>

/** undefined for a file that is no DHCP server's. */
export function addressBook(file: ConfigFile, release: Release, memory: SubnetMemory): AddressBook | undefined {
  const family = file.daemon === 'dhcp4' ? 4 : file.daemon === 'dhcp6' ? 6 : undefined
  if (family === undefined) return undefined
  const key = family === 4 ? 'subnet4' : 'subnet6'
  const subnets: PlacedSubnet[] = [
    ...objectsIn(file.body, key).map((node) => ({ node, network: undefined })),
    ...objectsIn(file.body, 'shared-networks').flatMap((network) => objectsIn(network, key).map((node) => ({ node, network }))),
  ]
  const entry = (node: ObjectNode): SubnetEntry | undefined => {
    const known = memory.get(node)
    if (known?.of === family && known.release === release) return known.entry
    const made = family === 4 ? entry4(node) : entry6(node, release)
    memory.set(node, { of: family, release, entry: made })
    return made
  }
  return {
    family,
    subnets,
    entry,
    subnetOf(address) {
      for (const subnet of subnets) {
        const found = entry(subnet.node)
        if (found && isIn(found.range, address)) return { ...subnet, entry: found }
      }
      return undefined
    },
    relays: once(() => subnets.flatMap(({ node }) => relayTexts(node).map((text) => ({ text, subnet: node })))),
    reservedGlobally: (address) => reservedIn(file.body, family).find((one) => one.address === address),
  }
}

export function isIn(range: AddressRange, address: bigint): boolean {
  return range.first <= address && address <= range.last
}

export function sizeOf({ first, last }: AddressRange): bigint {
  return last - first + 1n
}

function entry4(node: ObjectNode): SubnetEntry | undefined {
  const text = knownText(node, 'subnet')
  const prefix = text && readSubnetPrefix(text.value)
  if (!text || !prefix || isTextFault(prefix)) return undefined
  return { node, text, family: 4, length: prefix.length, range: { first: BigInt(prefix.first), last: BigInt(prefix.last) }, pools: once(() => pools4(node)), reserved: once(() => reservedIn(node, 4)) }
}

function entry6(node: ObjectNode, release: Release): SubnetEntry | undefined {
  const read = subnetPrefix6(node)
  if (!read) return undefined
  const { first, last, length } = read.prefix
  return { node, text: read.text, family: 6, length, range: { first, last }, pools: once(() => pools6(node, release)), reserved: once(() => reservedIn(node, 6)) }
}

function pools4(subnet: ObjectNode): PoolEntry[] {
  return objectsIn(subnet, 'pools').flatMap((node): PoolEntry[] => {
    const text = knownText(node, 'pool')
    const range = text && readPoolText(text.value)
    return text && range ? [{ node, text, range, kind: 'pool' }] : []
  })
}

function pools6(subnet: ObjectNode, release: Release): PoolEntry[] {
  return poolsOf6(subnet, release).map(({ node, at, range, kind }) => ({ node, text: at, range, kind }))
}

function reservedIn(node: ObjectNode | undefined, family: 4 | 6): ReservedAddress[] {
  return objectsIn(node, 'reservations').flatMap((one) => {
    const texts = family === 4 ? [stringOf(one, 'ip-address') ?? []].flat() : stringsIn(one, 'ip-addresses')
    return texts.flatMap((text) => {
      const address = readAddressText(text.value, family)
      return address === undefined ? [] : [{ node: one, text, address }]
    })
  })
}

function relayTexts(subnet: ObjectNode): StringNode[] {
  const relay = objectOf(subnet, 'relay')
  return relay ? [...[stringOf(relay, 'ip-address') ?? []].flat(), ...stringsIn(relay, 'ip-addresses')] : []
}

function knownText(map: ObjectNode, key: string): StringNode | undefined {
  const text = stringOf(map, key)
  return text && text.value !== '' && !isFilledIn(text.value) ? text : undefined
}

export function readAddressText(text: string, family: 4 | 6): bigint | undefined {
  if (family === 6) return text.includes(':') ? readAddress6(text) : undefined
  const address = readIpv4(text)
  return address === undefined ? undefined : BigInt(address)
}

/** A pool with its first address before its last; undefined for anything else. */
function readPoolText(text: string): AddressRange | undefined {
  const read = readPool4(text)
  return !isTextFault(read) && read.first <= read.last ? { first: BigInt(read.first), last: BigInt(read.last) } : undefined
}

export function writeAddress(address: bigint, family: 4 | 6): string {
  return family === 4 ? textOf4(Number(address)) : textOf6(address)
}
