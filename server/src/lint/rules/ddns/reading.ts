/** What kea-dhcp-ddns has in its file: keys, zones, DNS servers. */
import { parseIpv6 } from '../../../expression/ipv6'
import type { ConfigFile } from '../../../config/config-file'
import { isFilledIn } from '../../../config/placeholder'
import { objectOf, objectsIn, stringOf, valueOf } from '../../../config/tree'
import type { Node, ObjectNode, StringNode } from '../../../config/tree'

export interface Zone {
  readonly node: ObjectNode
  readonly direction: 'forward' | 'reverse'
  readonly name: StringNode | undefined
}

export function tsigKeys(file: ConfigFile): ObjectNode[] {
  return file.daemon === 'ddns' ? objectsIn(file.body, 'tsig-keys') : []
}

export function zonesOf(file: ConfigFile): Zone[] {
  if (file.daemon !== 'ddns') return []
  return (['forward', 'reverse'] as const).flatMap((direction) =>
    objectsIn(objectOf(file.body, `${direction}-ddns`), 'ddns-domains').map((node) => ({ node, direction, name: textOf(node, 'name') })),
  )
}

export function dnsServers(file: ConfigFile): ObjectNode[] {
  return zonesOf(file).flatMap(({ node }) => objectsIn(node, 'dns-servers'))
}

/** A text that says something: empty ones are told by the schema, and what is filled in later is not known. */
export function textOf(node: Node | undefined, key: string): StringNode | undefined {
  const text = stringOf(node, key)
  return text && text.value !== '' && !isFilledIn(text.value) ? text : undefined
}

/** Whether more may stand in the list than what could be read. */
export function mayHoldMore(node: Node | undefined, key: string): boolean {
  const list = valueOf(node, key)
  return (node?.kind === 'object' && node.incomplete === true) || (list?.kind === 'array' && (list.incomplete === true || list.items.some((item) => item.kind === 'object' && item.incomplete)))
}

/** As the system reads it: four numbers without leading zeros, or IPv6, maybe with its zone. */
export function isAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text)
}

function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
}

export function isIpv6(text: string): boolean {
  const [address = ''] = text.split('%')
  const tail = address.slice(address.lastIndexOf(':') + 1)
  return address.includes(':') && parseIpv6(address) !== undefined && (!tail.includes('.') || isIpv4(tail))
}

export function isAnyAddress(text: string): boolean {
  return text === '0.0.0.0' || (isIpv6(text) && /^\0{16}$/.test(parseIpv6(text) ?? ''))
}

export function isLoopback(text: string): boolean {
  return /^127\./.test(text) || (isIpv6(text) && parseIpv6(text) === `${'\0'.repeat(15)}\u0001`)
}
