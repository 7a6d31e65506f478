/** `reservations`, global and of subnets → a table found by identifier and by address (ARM, "Host Reservations in DHCPv4"). */
import { readHostIdentifier } from '../../config/host-identifier'
import type { Definitions } from '../../options/definition'
import { parseAddress } from '../../net/ipv4'
import type { Host, HostTable, IdentifierType } from '../plan-types'
import { planOptions } from './options'
import { mapsOf, PlanError, textOf, textsOf } from './scope'
import type { ConfigMap } from './scope'

const identifierTypes: readonly IdentifierType[] = ['hw-address', 'duid', 'circuit-id', 'client-id', 'flex-id']

export function planHosts(scope: ConfigMap, subnetId: number, definitions: Definitions, pointer: string): Host[] {
  return mapsOf(scope, 'reservations').map((map, at) => planHost(map, subnetId, definitions, `${pointer}/reservations/${at}`))
}

function planHost(map: ConfigMap, subnetId: number, definitions: Definitions, pointer: string): Host {
  const given = identifierTypes.filter((type) => textOf(map, type) !== undefined)
  const [type] = given
  if (type === undefined) throw new PlanError(pointer, `a reservation needs one of ${identifierTypes.join(', ')}`)
  if (given.length > 1) throw new PlanError(pointer, `a reservation has one identifier only, not ${given.join(' and ')}`)
  const identifier = identifierOf(textOf(map, type) ?? '')
  if (identifier === undefined || identifier === '') throw new PlanError(`${pointer}/${type}`, `${textOf(map, type) ?? ''} is no ${type}`)
  const text = textOf(map, 'ip-address') ?? ''
  const address = text === '' ? 0 : parseAddress(text)
  if (address === undefined) throw new PlanError(`${pointer}/ip-address`, `${text} is no IPv4 address`)
  return {
    identifierType: type,
    identifier,
    subnetId,
    address,
    hostname: textOf(map, 'hostname') ?? '',
    nextServer: parseAddress(textOf(map, 'next-server') ?? '') ?? 0,
    serverHostname: textOf(map, 'server-hostname') ?? '',
    bootFileName: textOf(map, 'boot-file-name') ?? '',
    clientClasses: textsOf(map, 'client-classes'),
    options: planOptions(map, definitions, pointer),
    source: map,
  }
}

function identifierOf(text: string): string | undefined {
  const octets = readHostIdentifier(text)
  return octets && Buffer.from(octets).toString('latin1')
}

export function createHostTable(hosts: readonly Host[]): HostTable {
  const byIdentifier = new Map<string, Host>()
  const byAddress = new Map<string, Host[]>()
  const bySubnet = new Map<number, Host[]>()
  for (const host of hosts) {
    const key = `${host.subnetId} ${host.identifierType} ${host.identifier}`
    if (!byIdentifier.has(key)) byIdentifier.set(key, host)
    push(bySubnet, host.subnetId, host)
    if (host.address !== 0) push(byAddress, `${host.subnetId} ${host.address}`, host)
  }
  return {
    find: (subnetId, type, identifier) => byIdentifier.get(`${subnetId} ${type} ${identifier}`),
    atAddress: (subnetId, address) => byAddress.get(`${subnetId} ${address}`) ?? [],
    ofSubnet: (subnetId) => bySubnet.get(subnetId) ?? [],
    all: () => hosts,
    size: hosts.length,
  }
}

function push<K>(lists: Map<K, Host[]>, key: K, host: Host): void {
  const list = lists.get(key)
  if (list) list.push(host)
  else lists.set(key, [host])
}

/** A client twice in one subnet, or an address for two clients where addresses must be unique. */
export function checkHosts(hosts: readonly Host[], addressesUnique: boolean): void {
  const identifiers = new Set<string>()
  const addresses = new Set<string>()
  for (const host of hosts) {
    const key = `${host.subnetId} ${host.identifierType} ${host.identifier}`
    if (identifiers.has(key)) throw new PlanError('/reservations', `two reservations of subnet ${host.subnetId} are for the same ${host.identifierType}`)
    identifiers.add(key)
    const place = `${host.subnetId} ${host.address}`
    if (host.address !== 0 && addressesUnique && addresses.has(place)) {
      throw new PlanError('/reservations', `two reservations ${host.subnetId === 0 ? 'of the global scope' : `of subnet ${host.subnetId}`} have the address ${textOf(host.source, 'ip-address') ?? ''}`)
    }
    addresses.add(place)
  }
}
