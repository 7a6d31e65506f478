/** The door that a server opens for its partners: its own url, unless the relationship says otherwise. */
import type { ConfigFile } from '../config/config-file'
import { isMultiThreaded } from '../config/dhcp4'
import { atLeast } from '../config/release'
import type { Release } from '../config/release'
import { booleanOf, objectOf } from '../config/tree'
import type { StringNode } from '../config/tree'
import type { Relationship } from '../deployment/relationship'
import { parsePeerUrl } from '../net/peer-url'

export interface Door {
  readonly host: string
  readonly port: number
}

export interface Listener extends Door {
  readonly url: StringNode
}

/** Undefined where no dedicated listener is opened: it is on by default since 2.3.7, with multi-threading. */
export function listenerOf(file: ConfigFile, relationship: Relationship, release: Release): Listener | undefined {
  const onByDefault = atLeast(release, '2.4')
  const threads = objectOf(relationship.node, 'multi-threading')
  const on = (key: string): boolean => booleanOf(threads, key)?.value ?? onByDefault
  const url = relationship.self?.url
  if (!url || !isMultiThreaded(file, onByDefault) || !on('enable-multi-threading') || !on('http-dedicated-listener')) return undefined
  const parsed = parsePeerUrl(url.value)
  return 'fault' in parsed || !parsed.isAddress ? undefined : { host: parsed.host, port: parsed.port, url }
}

/** Whether both cannot be open at a time: one port, and one address or all addresses. */
export function overlaps(one: Door, other: Door): boolean {
  const plain = (host: string): string => host.replace(/^\[|\]$/g, '')
  const a = plain(one.host)
  const b = plain(other.host)
  return one.port === other.port && (a === b || a === '0.0.0.0' || b === '0.0.0.0' || a === '::' || b === '::')
}
