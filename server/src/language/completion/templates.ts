/** Ready-made entries for maps and lists of maps: what is left as it stands is right, and what is likely to differ is a place to fill in. */
import { atLeast } from '../../config/release'
import type { Daemon } from '../../config/config-file'
import { addItem, addMember } from '../../config/rewrite'
import type { TextEdit } from '../../config/rewrite'
import { member, objectsIn, stringOf, valueOf } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import { topSpace } from '../../options/definition'
import { parsePrefix } from '../../net/ipv4'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import { firstAddress, freeAddresses, freeRanges, subnetAround } from './addresses'
import { haTemplates } from './ha-templates'
import type { Circumstances } from './known'
import { schemaOf } from '../../schema/schemas'
import { hooksFolder, libraries, loggerNames, usualSocket } from './places'
import { usualPrefix } from './next-prefix'
import { unusedCode } from './option-values'
import { entry, listOf, mapOf, text } from './template-text'
import type { Piece } from './proposal'
import { idAbove } from '../../config/free-id'

/** Where a template is to stand. */
export interface Site {
  readonly around: Circumstances
  readonly daemon: Daemon
  /** The maps around, the innermost first. */
  readonly maps: readonly ObjectNode[]
}

export interface Template {
  readonly label: string
  readonly detail: Text
  /** The map, or several with commas between them. */
  readonly pieces: readonly Piece[]
  readonly elsewhere?: readonly TextEdit[]
  /** Another entry that the map needs before this one. */
  readonly before?: readonly Piece[]
}

/** For the map at a key, or the maps in its list. */
export function templatesFor(key: string, site: Site): Template[] {
  const one = (label: string, detail: Text, pieces: readonly Piece[]): Template[] => [{ label, detail, pieces }]
  const isDhcp = site.daemon === 'dhcp4' || site.daemon === 'dhcp6'
  switch (key) {
    case 'subnet4':
      return one('subnet', say`a subnet with a pool and a router`, subnet4(site))
    case 'subnet6':
      return one('subnet', say`a subnet with a pool`, subnet6(site))
    case 'shared-networks':
      return one('shared network', say`a shared network with a subnet`, mapOf(entry('name', text({ stop: unused('network', namesIn(site, 'shared-networks')) })), entry(site.daemon === 'dhcp4' ? 'subnet4' : 'subnet6', listOf(site.daemon === 'dhcp4' ? subnet4(site) : subnet6(site)))))
    case 'pools':
      return one('pool', say`a range of addresses`, mapOf(entry('pool', text({ stop: poolText(site) }))))
    case 'pd-pools':
      return one('prefix pool', say`prefixes for delegation`, mapOf(entry('prefix', text({ stop: '2001:db8:8::' })), entry('prefix-len', [{ stop: '56' }]), entry('delegated-len', [{ stop: '64' }])))
    case 'reservations':
      return one('reservation', say`what one client gets`, reservation(site))
    case 'client-classes':
      return isDhcp ? one('client class', say`a class with a test`, clientClass(site)) : []
    case 'option-def':
      return one('option definition', say`an option of your own`, optionDefinition(site))
    case 'option-data':
      return one('option', say`an option and its data`, optionData(site))
    case 'loggers':
      return one('logger', say`a logger with an output`, logger(site))
    case 'lease-database':
      return leaseDatabases(site)
    case 'control-socket':
      return isDhcp || site.daemon === 'ddns' ? one('unix socket', say`a socket for commands`, unixSocket(site, site.daemon)) : []
    case 'control-sockets':
      return controlSockets(site)
    case 'hooks-libraries':
      return haTemplates(site)
    case 'ddns-domains':
      return one('DNS domain', say`a domain and its DNS server`, domain('example.org.'))
    case 'tsig-keys':
      return one('TSIG key', say`a key that signs updates`, tsigKey(site))
    default:
      return []
  }
}

/** Kea 3.2 takes no secret that stands in the file itself. */
function tsigKey(site: Site): Piece[] {
  const secret = atLeast(site.around.release, '3.2') ? entry('secret-file', text({ stop: 'update.key' })) : entry('secret', text({ stop: 'LSWXnfkKZjdPJI5QxlpnfQ==' }))
  const algorithms = ['HMAC-SHA256', 'HMAC-SHA512', 'HMAC-SHA384', 'HMAC-SHA224', 'HMAC-SHA1', 'HMAC-MD5']
  return mapOf(entry('name', text({ stop: unused('update.key', namesIn(site, 'tsig-keys'), '') })), entry('algorithm', text({ stop: 'HMAC-SHA256', choices: algorithms })), secret)
}

/** These do not load without one, which may be empty. */
const needsMap: ReadonlySet<string> = new Set(['libdhcp_ddns_tuning.so', 'libdhcp_ping_check.so'])

/** An example of Kea's own, which does not work with several threads. */
const isExample = (name: string): boolean => name === 'libdhcp_user_chk.so'

/** Libraries that need no parameters. */
export function hookTemplates({ around }: Site): Template[] {
  const folder = hooksFolder(around)
  return libraries(around)
    .filter((name) => !isExample(name) && (schemaOf({ family: name.replace(/\.so$/, ''), name: '' })?.required ?? []).length === 0)
    .map((name) => ({ label: name, detail: say`a hook library`, pieces: mapOf(entry('library', text(folder + name)), ...(needsMap.has(name) ? [entry('parameters', ['{ ', { stop: '', isLast: true as const }, ' }'])] : [])) }))
}

export function domain(name: string): Piece[] {
  return mapOf(entry('name', text({ stop: name })), entry('dns-servers', listOf(mapOf(entry('ip-address', text({ stop: '192.0.2.53' }))))))
}

function namesIn({ around, maps }: Site, key: string): ReadonlySet<string> {
  const lists = [...maps, ...(around.own?.file.body ? [around.own.file.body] : [])]
  return new Set(lists.flatMap((map) => objectsIn(map, key).flatMap((one) => stringOf(one, 'name')?.value ?? [])))
}

/** `floor`, `floor-2`, … */
function unused(name: string, taken: ReadonlySet<string>, suffix = '-1'): string {
  if (!taken.has(name + suffix)) return name + suffix
  let at = 2
  while (taken.has(`${name}-${at}`)) at++
  return `${name}-${at}`
}

export function subnet4({ around }: Site): Piece[] {
  const prefix = around.own?.nextPrefix() ?? usualPrefix
  const parsed = parsePrefix(prefix)
  const subnet = parsed && { prefix: parsed, pools: [], reserved: [], routers: [] }
  const pool = subnet ? (freeRanges(subnet)[0] ?? prefix) : prefix
  const hasRouter = subnet !== undefined && subnet.prefix.length < 30
  return mapOf(
    entry('id', [{ stop: `${idAbove(around.own?.ids() ?? new Set())}` }]),
    entry('subnet', text({ stop: prefix })),
    entry('pools', listOf(mapOf(entry('pool', text({ stop: pool }))))),
    ...(hasRouter ? [entry('option-data', listOf(mapOf(entry('name', text('routers')), entry('data', text({ stop: firstAddress(subnet) })))))] : []),
  )
}

function subnet6({ around }: Site): Piece[] {
  const taken = new Set(around.own?.subnets().map((one) => one.prefix?.toLowerCase()))
  let at = 1
  while (taken.has(`2001:db8:${at.toString(16)}::/64`)) at++
  const net = `2001:db8:${at.toString(16)}::`
  return mapOf(entry('id', [{ stop: `${idAbove(around.own?.ids() ?? new Set())}` }]), entry('subnet', text({ stop: `${net}/64` })), entry('pools', listOf(mapOf(entry('pool', text({ stop: `${net}100 - ${net}1ff` }))))))
}

function poolText({ daemon, maps }: Site): string {
  if (daemon === 'dhcp6') {
    const net = /^([0-9a-f:]+::)\/\d+$/i.exec(maps.map((one) => stringOf(one, 'subnet')?.value).find((one) => one !== undefined) ?? '')?.[1] ?? '2001:db8:1::'
    return `${net}100 - ${net}1ff`
  }
  const subnet = subnetAround(maps)
  return subnet ? (freeRanges(subnet)[0] ?? '192.0.2.10 - 192.0.2.99') : '192.0.2.10 - 192.0.2.99'
}

function reservation({ daemon, maps }: Site): Piece[] {
  const beside = maps.flatMap((map) => objectsIn(map, 'reservations'))
  const addresses = new Set(beside.flatMap((one) => stringOf(one, 'hw-address')?.value.toLowerCase() ?? []))
  const names = new Set(beside.flatMap((one) => stringOf(one, 'hostname')?.value ?? []))
  let at = 1
  const hardware = (): string => `02:00:5e:10:${(at >> 8).toString(16).padStart(2, '0')}:${(at & 255).toString(16).padStart(2, '0')}`
  while (addresses.has(hardware()) || names.has(`host-${at}`)) at++
  const subnet = subnetAround(maps)
  const address = daemon === 'dhcp4' && subnet ? freeAddresses(subnet)[0] : undefined
  return mapOf(entry('hw-address', text({ stop: hardware() })), ...(address === undefined ? [] : [entry('ip-address', text({ stop: address }))]), entry('hostname', text({ stop: `host-${at}` })))
}

function clientClass(site: Site): Piece[] {
  const name = unused(site.daemon === 'dhcp4' ? 'pxe' : 'vendor', new Set(site.around.own?.classes().map((one) => one.name)), '')
  return mapOf(entry('name', text({ stop: name })), entry('test', text({ stop: site.daemon === 'dhcp4' ? "substring(option[60].hex, 0, 9) == 'PXEClient'" : 'option[16].exists' })))
}

function optionDefinition({ around, daemon, maps }: Site): Piece[] {
  const space = topSpace(daemon === 'dhcp6' ? 6 : 4)
  const code = unusedCode(around, maps, space)
  const types = ['string', 'uint8', 'uint16', 'uint32', 'ipv4-address', 'ipv6-address', 'fqdn', 'boolean', 'binary']
  return mapOf(entry('name', text({ stop: `my-option-${code}` })), entry('code', [{ stop: `${code}` }]), entry('type', text({ stop: 'string', choices: types })), entry('space', text({ stop: space })))
}

function optionData({ daemon, maps }: Site): Piece[] {
  const there = new Set(objectsIn(maps[0], 'option-data').flatMap((one) => stringOf(one, 'name')?.value ?? []))
  const subnet = subnetAround(maps)
  const choices: readonly (readonly [string, string])[] =
    daemon === 'dhcp6'
      ? [['dns-servers', '2001:db8::53'], ['domain-search', 'example.org'], ['sntp-servers', '2001:db8::123']]
      : [...(subnet ? [['routers', firstAddress(subnet)] as const] : []), ['domain-name-servers', '192.0.2.53'], ['domain-name', 'example.org'], ['ntp-servers', '192.0.2.123'], ['log-servers', '192.0.2.5']]
  const [name, data] = choices.find(([one]) => !there.has(one)) ?? choices[0] ?? ['', '']
  return mapOf(entry('name', text({ stop: name })), entry('data', text({ stop: data })))
}

export function logger({ around, daemon }: Site): Piece[] {
  const taken = new Set(objectsIn(around.own?.file.body, 'loggers').flatMap((one) => stringOf(one, 'name')?.value ?? []))
  const name = loggerNames(around, daemon).find((one) => !taken.has(one)) ?? ''
  const outputs = atLeast(around.release, '2.6') ? 'output-options' : 'output_options'
  return mapOf(
    entry('name', text({ stop: name })),
    entry('severity', text({ stop: 'INFO', choices: ['INFO', 'WARN', 'ERROR', 'FATAL', 'DEBUG'] })),
    entry(outputs, listOf(mapOf(entry('output', text({ stop: 'stdout' }))))),
  )
}

export function unixSocket({ around }: Site, of: Daemon): Piece[] {
  return mapOf(entry('socket-type', text('unix')), entry('socket-name', text({ stop: usualSocket(around, of) ?? '' })))
}

function controlSockets(site: Site): Template[] {
  if (site.daemon === 'agent') return [{ label: 'socket of kea-dhcp4', detail: say`the door to kea-dhcp4`, pieces: mapOf(entry('dhcp4', unixSocket(site, 'dhcp4'))) }]
  if (!atLeast(site.around.release, '3.0')) return []
  return [
    { label: 'unix socket', detail: say`a socket for commands`, pieces: unixSocket(site, site.daemon) },
    { label: 'http socket', detail: say`commands over HTTP`, pieces: mapOf(entry('socket-type', text('http')), entry('socket-address', text({ stop: '127.0.0.1' })), entry('socket-port', [{ stop: '8000' }]), entry('authentication', basicAuthentication(site))) },
  ]
}

/** Kea 3.2 takes no password that stands in the file itself. */
function basicAuthentication({ around }: Site): Piece[] {
  const client = atLeast(around.release, '3.2')
    ? mapOf(entry('user-file', text({ stop: 'kea-user' })), entry('password-file', text({ stop: 'kea-password' })))
    : mapOf(entry('user', text({ stop: 'kea' })), entry('password', text({ stop: 'secret' })))
  return mapOf(entry('type', text('basic')), entry('clients', listOf(client)))
}

function leaseDatabases(site: Site): Template[] {
  const server = (type: string, port: string): Piece[] =>
    mapOf(entry('type', text(type)), entry('host', text({ stop: 'localhost' })), entry('port', [{ stop: port }]), entry('name', text({ stop: 'kea' })), entry('user', text({ stop: 'kea' })), entry('password', text({ stop: 'secret' })))
  return [
    { label: 'memfile', detail: say`leases in a file`, pieces: mapOf(entry('type', text('memfile')), entry('persist', [{ stop: 'true', choices: ['true', 'false'] }]), entry('lfc-interval', [{ stop: '3600' }])) },
    { label: 'postgresql', detail: say`leases in PostgreSQL`, pieces: server('postgresql', '5432'), ...withLibrary(site, 'libdhcp_pgsql.so') },
    { label: 'mysql', detail: say`leases in MySQL or MariaDB`, pieces: server('mysql', '3306'), ...withLibrary(site, 'libdhcp_mysql.so') },
  ]
}

/** Since Kea 3.0 a database needs its library. */
function withLibrary({ around }: Site, name: string): Pick<Template, 'elsewhere' | 'before'> {
  const { own, release } = around
  if (!atLeast(release, '3.0') || own?.libraries().some((one) => one.endsWith(name))) return {}
  const path = hooksFolder(around) + name
  const list = valueOf(own?.file.body, 'hooks-libraries')
  if (list?.kind === 'array') return { elsewhere: addItem(list, { library: path }) ?? [] }
  const body = own?.file.body
  const here = member(body, 'lease-database')
  const added = body && here && addMember(body, 'hooks-libraries', [{ library: path }], { before: here })
  return { elsewhere: added ?? [], before: entry('hooks-libraries', listOf(mapOf(entry('library', text(path))))) }
}
