/** Above each subnet of a file: how many addresses its pools have, and how many are reserved. */
import type { ConfigFile } from '../../config/config-file'
import type { Span } from '../../config/source'
import type { Release } from '../../config/release'
import { objectsIn } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import { capital, say } from '../../text/text'
import type { Text } from '../../text/text'
import { addressBook } from '../address-book'
import type { SubnetMemory } from '../address-book'
import { addressCount, distinct } from '../address-count'
import { mostLenses } from './explain-lens'

/** The first key of every subnet that stands in the file `uri`; none where there are more than an editor scrolls well with. */
export function subnetPlaces(file: ConfigFile, uri: string): { readonly node: ObjectNode; readonly at: Span }[] {
  const key = file.daemon === 'dhcp6' ? 'subnet6' : file.daemon === 'dhcp4' ? 'subnet4' : undefined
  if (key === undefined) return []
  const all = [file.body, ...objectsIn(file.body, 'shared-networks')].flatMap((holder) => objectsIn(holder, key))
  const found = all.flatMap((node) => {
    const at = node.members[0]?.keySpan
    return at?.source.uri === uri ? [{ node, at }] : []
  })
  return found.length > mostLenses ? [] : found
}

/** undefined where the subnet's prefix cannot be read. */
export function subnetLens(file: ConfigFile, subnet: ObjectNode, release: Release, memory: SubnetMemory): Text | undefined {
  const entry = addressBook(file, release, memory)?.entry(subnet)
  if (!entry) return undefined
  const pools = entry.pools().filter((one) => one.kind === 'pool')
  const prefixes = entry.pools().length - pools.length
  const reserved = new Set(entry.reserved().map((one) => one.address)).size
  const addresses = pools.length === 0 ? say`No pools of addresses` : capital(addressCount(distinct(pools.map((one) => one.range))))
  const both = prefixes === 0 ? addresses : prefixes === 1 ? say`${addresses}, 1 pool of prefixes` : say`${addresses}, ${prefixes} pools of prefixes`
  return reserved === 0 ? both : say`${both}, ${reserved} reserved`
}
