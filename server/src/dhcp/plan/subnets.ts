/** `subnet4` and `shared-networks` → subnets with everything inherited, their pools in order (ARM, "Configuration of IPv4 Address Pools"). */
import type { Release } from '../../config/release'
import { parseAddress, parsePrefix, parseRange } from '../../net/ipv4'
import type { Definitions } from '../../options/definition'
import { textOfAddress } from '../leases/csv'
import type { Host, Pool, SharedNetwork, Subnet } from '../plan-types'
import { planHosts } from './hosts'
import { inherit, poolDdns } from './inherit'
import { planOptions } from './options'
import { mapOf, mapsOf, numberOf, PlanError, textOf, textsOf } from './scope'
import type { ConfigMap } from './scope'

export interface PlannedSubnets {
  readonly subnets: Subnet[]
  readonly networks: SharedNetwork[]
  readonly hosts: Host[]
}

interface Reading {
  readonly dhcp4: ConfigMap
  readonly definitions: Definitions
  readonly release: Release
  readonly hosts: Host[]
  nextId: number
}

export function planSubnets(dhcp4: ConfigMap, definitions: Definitions, release: Release): PlannedSubnets {
  const reading: Reading = { dhcp4, definitions, release, hosts: [], nextId: 1 }
  const networks: SharedNetwork[] = []
  const subnets = mapsOf(dhcp4, 'subnet4').map((map, at) => planSubnet(reading, map, undefined, undefined, `/subnet4/${at}`))
  for (const [at, map] of mapsOf(dhcp4, 'shared-networks').entries()) {
    const network = planNetwork(reading, map, `/shared-networks/${at}`)
    networks.push(network)
    subnets.push(...network.subnets)
  }
  subnets.sort((one, other) => one.id - other.id)
  checkSubnets(subnets)
  return { subnets, networks, hosts: reading.hosts }
}

function planNetwork(reading: Reading, map: ConfigMap, pointer: string): SharedNetwork {
  const subnets: Subnet[] = []
  const network: SharedNetwork = {
    name: textOf(map, 'name') ?? '',
    interface: textOf(map, 'interface') ?? '',
    relays: relaysOf(map, pointer),
    clientClasses: guardsOf(map),
    additionalClasses: additionalOf(map),
    options: planOptions(map, reading.definitions, pointer),
    subnets,
    source: map,
  }
  if (network.name === '') throw new PlanError(pointer, 'a shared network needs a name')
  for (const [at, subnet] of mapsOf(map, 'subnet4').entries()) subnets.push(planSubnet(reading, subnet, network, map, `${pointer}/subnet4/${at}`))
  subnets.sort((one, other) => one.id - other.id)
  return network
}

/** The highest that Kea leaves for subnets; above are the global ones and the unset one. */
const mostSubnetId = 0xfffffffd

function planSubnet(reading: Reading, map: ConfigMap, network: SharedNetwork | undefined, networkMap: ConfigMap | undefined, pointer: string): Subnet {
  const text = textOf(map, 'subnet') ?? ''
  const prefix = parsePrefix(text)
  if (!prefix) throw new PlanError(`${pointer}/subnet`, `${text} is no subnet such as 192.0.2.0/24`)
  const given = numberOf(map, 'id') ?? 0
  const id = given === 0 ? reading.nextId++ : given
  if (id > mostSubnetId) throw new PlanError(`${pointer}/id`, `a subnet's id is at most ${mostSubnetId}`)
  const scopes = networkMap ? [map, networkMap, reading.dhcp4] : [map, reading.dhcp4]
  const subnet: Subnet = {
    ...inherit(scopes, reading.release, pointer),
    id,
    text: `${textOfAddress(prefix.first)}/${prefix.length}`,
    first: prefix.first,
    last: prefix.last,
    length: prefix.length,
    network,
    pools: planPools(reading, map, prefix, pointer),
    relays: relaysOf(map, pointer),
    clientClasses: guardsOf(map),
    additionalClasses: additionalOf(map),
    interface: textOf(map, 'interface') ?? '',
    options: planOptions(map, reading.definitions, pointer),
    source: map,
  }
  const hosts = planHosts(map, id, reading.definitions, pointer)
  for (const [at, host] of hosts.entries()) {
    if (host.address !== 0 && (host.address < subnet.first || host.address > subnet.last)) {
      throw new PlanError(`${pointer}/reservations/${at}/ip-address`, `${textOfAddress(host.address)} is not in the subnet ${subnet.text}`)
    }
  }
  reading.hosts.push(...hosts)
  return subnet
}

function planPools(reading: Reading, map: ConfigMap, subnet: { first: number; last: number }, pointer: string): Pool[] {
  const pools = mapsOf(map, 'pools').map((pool, at): Pool => {
    const place = `${pointer}/pools/${at}`
    const text = textOf(pool, 'pool') ?? ''
    const range = parseRange(text)
    if (!range) throw new PlanError(`${place}/pool`, `${text} is no pool such as 192.0.2.10 - 192.0.2.20`)
    if (range.first < subnet.first || range.last > subnet.last) throw new PlanError(`${place}/pool`, `pool ${text} is not within its subnet`)
    return {
      first: range.first,
      last: range.last,
      id: numberOf(pool, 'pool-id') ?? 0,
      clientClasses: guardsOf(pool),
      additionalClasses: additionalOf(pool),
      options: planOptions(pool, reading.definitions, place),
      ddns: poolDdns(pool),
      source: pool,
    }
  })
  pools.sort((one, other) => one.first - other.first)
  for (const [at, pool] of pools.entries()) {
    const before = pools[at - 1]
    if (before && before.last >= pool.first) throw new PlanError(`${pointer}/pools`, `pools ${textOf(before.source, 'pool') ?? ''} and ${textOf(pool.source, 'pool') ?? ''} overlap`)
  }
  return pools
}

/** `client-classes`, and the older `client-class`. */
function guardsOf(map: ConfigMap): string[] {
  const one = textOf(map, 'client-class') ?? ''
  return [...(one === '' ? [] : [one]), ...textsOf(map, 'client-classes')]
}

/** `evaluate-additional-classes`, and the older `require-client-classes`. */
function additionalOf(map: ConfigMap): string[] {
  return [...textsOf(map, 'require-client-classes'), ...textsOf(map, 'evaluate-additional-classes')]
}

function relaysOf(map: ConfigMap, pointer: string): Set<number> {
  const relay = mapOf(map, 'relay')
  const one = textOf(relay, 'ip-address')
  const addresses = [...(one === undefined ? [] : [one]), ...textsOf(relay, 'ip-addresses')]
  return new Set(
    addresses.map((text) => {
      const address = parseAddress(text)
      if (address === undefined) throw new PlanError(`${pointer}/relay`, `${text} is no IPv4 address`)
      return address
    }),
  )
}

function checkSubnets(subnets: readonly Subnet[]): void {
  const ids = new Set<number>()
  const texts = new Set<string>()
  for (const subnet of subnets) {
    if (ids.has(subnet.id)) throw new PlanError('/subnet4', `two subnets have the id ${subnet.id}`)
    if (texts.has(subnet.text)) throw new PlanError('/subnet4', `the subnet ${subnet.text} is there twice`)
    ids.add(subnet.id)
    texts.add(subnet.text)
  }
}
