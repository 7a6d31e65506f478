/** Subnets and pools as Kea reads them, without those whose text another rule reports. */
import type { ConfigFile } from '../../../config/config-file'
import { subnetsOf } from '../../../config/dhcp4'
import type { Subnet } from '../../../config/dhcp4'
import { isFilledIn } from '../../../config/placeholder'
import { objectsIn, stringOf } from '../../../config/tree'
import type { ObjectNode, StringNode } from '../../../config/tree'
import type { Range } from '../../../net/ipv4'
import { isTextFault, readIpv4, readPool, readSubnetPrefix } from '../../address-text'
import type { PrefixText } from '../../address-text'

export interface ReadPrefix {
  readonly text: StringNode
  readonly prefix: PrefixText
}

export interface ReadPool {
  readonly node: ObjectNode
  readonly text: StringNode
  readonly range: Range
}

/** A text that Kea will read as it stands here. */
export function knownText(map: ObjectNode, key: string): StringNode | undefined {
  const text = stringOf(map, key)
  return text && !isFilledIn(text.value) ? text : undefined
}

export function prefixIn(subnet: ObjectNode): ReadPrefix | undefined {
  const text = knownText(subnet, 'subnet')
  const prefix = text && readSubnetPrefix(text.value)
  return text && prefix && !isTextFault(prefix) ? { text, prefix } : undefined
}

export function poolsIn(subnet: ObjectNode): ReadPool[] {
  return objectsIn(subnet, 'pools').flatMap((node) => {
    const text = knownText(node, 'pool')
    const range = text && readPool(text.value)
    return text && range && !isTextFault(range) && range.first <= range.last ? [{ node, text, range }] : []
  })
}

/** Kea reads shared networks before the subnets of the top level. */
export function subnetsAsRead(file: ConfigFile): Subnet[] {
  const subnets = subnetsOf(file)
  return [...subnets.filter(({ network }) => network), ...subnets.filter(({ network }) => !network)]
}

/** Addresses of the reservations, each once. */
export function reservedIn(subnet: ObjectNode): number[] {
  return [...new Set(objectsIn(subnet, 'reservations').flatMap((one) => readIpv4(stringOf(one, 'ip-address')?.value ?? '') ?? []))]
}
