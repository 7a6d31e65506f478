/** What the rules about a server read of its file: entries with their places, and what Kea makes of them. */
import { isFilledIn } from '../../../config/placeholder'
import type { ConfigFile } from '../../../config/config-file'
import { controlSocketsOf } from '../../../config/dhcp4'
import { atLeast } from '../../../config/release'
import type { Release } from '../../../config/release'
import { numberOf, objectOf, objectsIn, stringOf, valueOf } from '../../../config/tree'
import type { NumberNode, ObjectNode, StringNode } from '../../../config/tree'
import { isIpv6, readIpv4 } from '../../address-text'
import { say } from '../../../text/text'
import type { Text } from '../../../text/text'

export function isDhcpServer({ daemon }: ConfigFile): boolean {
  return daemon === 'dhcp4' || daemon === 'dhcp6'
}

/** kea-dhcp-ddns has the same control sockets. */
export function takesCommands(file: ConfigFile): boolean {
  return isDhcpServer(file) || file.daemon === 'ddns'
}

export function daemonName({ daemon }: ConfigFile): string {
  return daemon === 'agent' ? 'kea-ctrl-agent' : daemon === 'ddns' ? 'kea-dhcp-ddns' : `kea-${daemon ?? ''}`
}

/** A text that is there, and not still to be filled in. */
export function textOf(node: ObjectNode, key: string): StringNode | undefined {
  const text = stringOf(node, key)
  return text && !isFilledIn(text.value) ? text : undefined
}

export function isAddress(text: string): boolean {
  return readIpv4(text) !== undefined || isIpv6(text)
}

/** Where commands are taken over HTTP: a control socket of the server, or the control agent itself. */
export interface HttpDoor {
  readonly node: ObjectNode
  readonly isHttps: boolean
  readonly isAgent: boolean
  readonly address: StringNode | undefined
  readonly port: NumberNode | undefined
}

export function httpDoorsOf(file: ConfigFile, release: Release): HttpDoor[] {
  const { body } = file
  if (!body) return []
  if (file.daemon === 'agent') {
    return atLeast(release, '3.2') ? [] : [{ node: body, isHttps: false, isAgent: true, address: stringOf(body, 'http-host'), port: numberOf(body, 'http-port') }]
  }
  if (!takesCommands(file) || !atLeast(release, '3.0')) return []
  return controlSocketsOf(file)
    .filter(({ type }) => type === 'http' || type === 'https')
    .map(({ node, type }) => ({ node, isHttps: type === 'https', isAgent: false, address: stringOf(node, 'socket-address'), port: numberOf(node, 'socket-port') }))
}

export const tlsKeys = ['trust-anchor', 'cert-file', 'key-file'] as const

export function hasTls({ node, isHttps }: HttpDoor): boolean {
  return isHttps || tlsKeys.some((key) => valueOf(node, key) !== undefined && stringOf(node, key)?.value !== '')
}

export interface DatabaseEntry {
  readonly node: ObjectNode
  readonly use: 'lease' | 'host' | 'configuration'
  /** undefined where it is not known. */
  readonly type: string | undefined
}

export function databasesOf(file: ConfigFile): DatabaseEntry[] {
  const { body } = file
  if (!body || !isDhcpServer(file)) return []
  const entry = (use: DatabaseEntry['use']) => (node: ObjectNode) => ({ node, use, type: textOf(node, 'type')?.value })
  const single = (key: string): ObjectNode[] => {
    const node = objectOf(body, key)
    return node ? [node] : []
  }
  return [
    ...single('lease-database').map(entry('lease')),
    ...[...single('hosts-database'), ...objectsIn(body, 'hosts-databases')].map(entry('host')),
    ...objectsIn(objectOf(body, 'config-control'), 'config-databases').map(entry('configuration')),
  ]
}

export function isSql(type: string | undefined): type is 'mysql' | 'postgresql' {
  return type === 'mysql' || type === 'postgresql'
}

/** `the lease database`: how a finding names it. */
export function databaseName({ use }: DatabaseEntry): Text {
  return say`the ${use} database`
}

/** The outputs of a logger, by either of the key's names. */
function outputsOf(logger: ObjectNode): ObjectNode[] {
  return [...objectsIn(logger, 'output-options'), ...objectsIn(logger, 'output_options')]
}

/** Passwords of Kea's own examples and documentation, which it refuses since 2.7.6. */
export const defaultPasswords: readonly string[] = ['keatest', '1234', '*****']

/** What loggers write to that is neither the console nor the system's log. */
export function logFilesOf(file: ConfigFile): StringNode[] {
  return objectsIn(file.body, 'loggers').flatMap(outputsOf).flatMap((output) => {
    const path = textOf(output, 'output')
    return path && !/^(stdout|stderr|syslog(:.*)?)$/.test(path.value) ? [path] : []
  })
}
