/** How an outline or a search shows a map of a Kea file: its name, what is worth knowing beside it, its symbol. */
import { SymbolKind } from 'vscode-languageserver-types'
import { numberOf, stringOf, valueOf } from '../../config/tree'
import type { Node, ObjectNode } from '../../config/tree'

export interface Shown {
  readonly name: string
  readonly detail: string
  readonly kind: SymbolKind
  /** What holds the name. */
  readonly at: Node | undefined
}

/** `key`: of the map itself, or of the list that it is in. */
export function describe(map: ObjectNode, key: string): Shown {
  return { ...(describers[key] ?? unnamed)(map, key), kind: kinds[key] ?? SymbolKind.Object }
}

type Describer = (map: ObjectNode, key: string) => Omit<Shown, 'kind'>

const kinds: Readonly<Record<string, SymbolKind>> = {
  'shared-networks': SymbolKind.Namespace,
  subnet4: SymbolKind.Struct,
  subnet6: SymbolKind.Struct,
  pools: SymbolKind.Array,
  'pd-pools': SymbolKind.Array,
  reservations: SymbolKind.Field,
  'client-classes': SymbolKind.Class,
  'option-data': SymbolKind.Property,
  'option-def': SymbolKind.TypeParameter,
  'hooks-libraries': SymbolKind.Package,
  'high-availability': SymbolKind.Interface,
  peers: SymbolKind.Constant,
  loggers: SymbolKind.Event,
  'output-options': SymbolKind.File,
  output_options: SymbolKind.File,
  'tsig-keys': SymbolKind.Key,
  'ddns-domains': SymbolKind.Namespace,
}

/** Named by the first of these keys that is there; the others say more. */
function by(named: readonly string[], more: readonly string[]): Describer {
  return (map, key) => {
    const at = named.map((one) => valueOf(map, one)).find((one) => one !== undefined && textOf(one) !== '')
    return { name: at ? textOf(at) : key, detail: joined(...more.map((one) => valueOf(map, one)).filter((one) => one !== at).map(textOf)), at }
  }
}

const subnet: Describer = (map, key) => {
  const id = numberOf(map, 'id')
  const at = stringOf(map, 'subnet')
  return { name: at?.value || key, detail: joined(id ? `id ${id.value}` : '', ...classesOf(map)), at }
}

const pool: Describer = (map, key) => {
  const at = stringOf(map, 'pool')
  return { name: at?.value || key, detail: joined(...classesOf(map)), at }
}

const prefixPool: Describer = (map, key) => {
  const prefix = stringOf(map, 'prefix')
  const length = (one: string): string => String(numberOf(map, one)?.value ?? '')
  return { name: prefix ? `${prefix.value}/${length('prefix-len')}` : key, detail: joined(length('delegated-len') === '' ? '' : `/${length('delegated-len')}`, ...classesOf(map)), at: prefix }
}

export const identifierKeys = ['hw-address', 'client-id', 'duid', 'circuit-id', 'flex-id'] as const
const reservation = by(['ip-address', 'ip-addresses', 'prefixes', 'hostname', ...identifierKeys], [...identifierKeys, 'hostname'])

const option: Describer = (map, key) => {
  const at = stringOf(map, 'name') ?? numberOf(map, 'code')
  const space = stringOf(map, 'space')?.value ?? ''
  const isOwn = space !== '' && space !== 'dhcp4' && space !== 'dhcp6'
  return { name: at && textOf(at) !== '' ? `${isOwn ? `${space}.` : ''}${textOf(at)}` : key, detail: short(stringOf(map, 'data')?.value ?? ''), at }
}

const hook: Describer = (map, key) => {
  const library = stringOf(map, 'library')
  return { name: library?.value.replace(/^.*\//, '') || key, detail: '', at: library }
}

const clientClass = by(['name'], ['test', 'template-test'])
const dnsServer = by(['ip-address'], ['port', 'key-name', 'hostname'])
const database: Describer = (map, key) => ({ ...unnamed(map, key), detail: joined(...['type', 'name', 'host'].map((one) => textOf(valueOf(map, one)))) })
const socket = by(['socket-name', 'socket-address'], ['socket-port', 'socket-type'])

const describers: Readonly<Record<string, Describer>> = {
  'shared-networks': by(['name'], ['interface']),
  subnet4: subnet,
  subnet6: subnet,
  pools: pool,
  'pd-pools': prefixPool,
  reservations: reservation,
  'client-classes': clientClass,
  'option-data': option,
  'option-def': by(['name', 'code'], ['code', 'type', 'space']),
  'hooks-libraries': hook,
  'high-availability': by(['this-server-name'], ['mode']),
  peers: by(['name'], ['role', 'url']),
  loggers: by(['name'], ['severity']),
  'output-options': by(['output'], []),
  output_options: by(['output'], []),
  'control-sockets': socket,
  'control-socket': (map, key) => ({ ...socket(map, key), name: key, detail: joined(...['socket-name', 'socket-address', 'socket-port', 'socket-type'].map((one) => textOf(valueOf(map, one)))) }),
  'lease-database': database,
  'hosts-database': database,
  'hosts-databases': database,
  'config-databases': database,
  'interfaces-config': (map, key) => ({ ...unnamed(map, key), detail: textOf(valueOf(map, 'interfaces')) }),
  'dhcp-ddns': (map, key) => ({ ...unnamed(map, key), detail: joined(textOf(valueOf(map, 'server-ip')), textOf(valueOf(map, 'server-port'))) }),
  'tsig-keys': by(['name'], ['algorithm']),
  'ddns-domains': by(['name'], ['key-name']),
  'dns-servers': dnsServer,
  clients: by(['user', 'user-file'], []),
}

function unnamed(map: ObjectNode, key: string): Omit<Shown, 'kind'> {
  // Sub-agents of the control agent, and what hooks have: most maps with a name call it so.
  const name = stringOf(map, 'name') ?? stringOf(map, 'socket-name')
  return { name: key, detail: short(name?.value ?? ''), at: undefined }
}

function classesOf(map: ObjectNode): string[] {
  return [textOf(valueOf(map, 'client-class')), textOf(valueOf(map, 'client-classes'))]
}

/** A plain value as one line; empty for a map. */
export function textOf(node: Node | undefined): string {
  switch (node?.kind) {
    case 'string':
      return short(node.value)
    case 'number':
    case 'boolean':
      return String(node.value)
    case 'array':
      return short(joined(...node.items.slice(0, 20).map(textOf)))
    default:
      return ''
  }
}

function joined(...texts: readonly string[]): string {
  return texts.filter((one) => one !== '').join(', ')
}

function short(text: string): string {
  if (text.length <= 100 && !/\s\s|[\t\r\n]|^ | $/.test(text)) return text
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 100 ? `${line.slice(0, 99).replace(/[\ud800-\udbff]$/, '')}…` : line
}
