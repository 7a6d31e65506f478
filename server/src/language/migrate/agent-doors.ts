/** Where the servers of a host take commands over HTTP once its control agent is gone: the door of the agent, and others beside it. */
import type { ConfigFile } from '../../config/config-file'
import { controlSocketsOf } from '../../config/dhcp4'
import { Copied } from '../../config/layout'
import { atLeast } from '../../config/release'
import type { Release } from '../../config/release'
import { member, numberOf, objectOf, objectsIn, stringOf, valueOf } from '../../config/tree'
import type { ObjectNode } from '../../config/tree'
import type { Host } from '../../deployment/deployment'
import { relationshipsOf } from '../../deployment/relationship'
import { listenerOf, overlaps } from '../../lint/listener'
import type { Door } from '../../lint/listener'
import { daemonName, isAddress, tlsKeys } from '../../lint/rules/server/reading'
import { say } from '../../text/text'
import type { Text } from '../../text/text'
import type { Decision } from './step'

export interface AgentPlan {
  /** What each server gets into its control-sockets. */
  readonly doors: ReadonlyMap<ConfigFile, object>
  /** Relationships that go on through the control channel, since their own listener would want the agent's door. */
  readonly throughDoor: readonly ObjectNode[]
  /** The agent's file can go. */
  readonly isReplaced: boolean
  readonly decisions: readonly Decision[]
}

/** The agent knows each server under this name. */
const namesOfServers = { dhcp4: 'dhcp4', dhcp6: 'dhcp6', ddns: 'd2' } as const

export function planAgent(host: Host, from: Release, to: Release): AgentPlan | undefined {
  const { agent } = host
  const body = agent?.body
  if (!body || body.incomplete) return undefined
  const door: Door = { host: stringOf(body, 'http-host')?.value ?? '127.0.0.1', port: numberOf(body, 'http-port')?.value ?? 8000 }
  const throughDoor = [host.dhcp4, host.dhcp6].flatMap((file) => (file ? comesToShare(file, door, from, to) : []))
  if (!atLeast(to, '3.0')) return { doors: new Map(), throughDoor, isReplaced: false, decisions: [] }
  return replacement(host, body, door, throughDoor, to)
}

/** Up to 2.2 partners talk through the agent; from 2.4 on the listener for them would be opened at the very same place. */
function comesToShare(file: ConfigFile, door: Door, from: Release, to: Release): ObjectNode[] {
  return relationshipsOf(file).flatMap((relationship) => {
    const before = listenerOf(file, relationship, from)
    const after = listenerOf(file, relationship, to)
    return !before && after && overlaps(door, after) ? [relationship.node] : []
  })
}

function replacement(host: Host, agent: ObjectNode, door: Door, throughDoor: readonly ObjectNode[], to: Release): AgentPlan {
  const decisions: Decision[] = []
  const decide = (message: Text): void => {
    decisions.push({ at: { source: agent.source, start: agent.start, end: agent.start + 1 }, message })
  }
  const nothing = { doors: new Map<ConfigFile, object>(), throughDoor, decisions }
  const known = objectOf(agent, 'control-sockets')
  const isAsked = (name: keyof typeof namesOfServers): boolean => !known || known.members.length === 0 || member(known, namesOfServers[name]) !== undefined
  const servers = (['dhcp4', 'dhcp6', 'ddns'] as const).flatMap((name) => (isAsked(name) && host[name]?.body ? [host[name]] : []))
  const absent = (['dhcp4', 'dhcp6', 'ddns'] as const).filter((name) => known && member(known, namesOfServers[name]) && !host[name])
  const open = servers.filter((file) => !controlSocketsOf(file).some(({ type }) => type === 'http' || type === 'https'))
  if (!isAddress(door.host)) {
    decide(say`The control agent listens at "${door.host}", which is no address: Kea ${to} takes commands over HTTP at an address of a server's own control-sockets.`)
    return { ...nothing, isReplaced: false }
  }
  const tls = tlsKeys.filter((key) => (stringOf(agent, key)?.value ?? '') !== '')
  const authentication = objectOf(agent, 'authentication')
  const isProtected = tls.length > 0 || objectsIn(authentication, 'clients').length > 0
  if (open.length > 0 && !isProtected && atLeast(to, '3.2')) {
    decide(say`The control agent let everybody in, and Kea ${to} opens no such door: give each server a control socket of type http with authentication, or use its UNIX socket.`)
    return { ...nothing, isReplaced: absent.length === 0 }
  }
  if (member(agent, 'hooks-libraries')) decide(say`Libraries of the control agent are loaded by the servers now: see whether theirs take the same parameters.`)
  const taken = listenersOf(host, to, throughDoor)
  const doors = new Map<ConfigFile, object>()
  for (const [at, file] of open.entries()) {
    const port = freePort(door, taken)
    taken.push({ host: door.host, port })
    doors.set(file, entryFor(agent, door.host, port, tls))
    if (port !== door.port || at > 0) decide(at > 0
      ? say`${daemonName(file)} takes commands over HTTP at port ${port}: the agent's port ${door.port} is that of another server. Tell those who send commands.`
      : say`${daemonName(file)} takes commands over HTTP at port ${port}: the agent's port ${door.port} is taken. Tell those who send commands.`)
  }
  if (absent.length > 0) decide(say`The control agent passes commands to ${absent.map(processOf).join(', ')} as well, whose file is not here: give that server a control socket of type http.`)
  return { doors, throughDoor, isReplaced: absent.length === 0, decisions }
}

function processOf(name: keyof typeof namesOfServers): string {
  return name === 'ddns' ? 'kea-dhcp-ddns' : `kea-${name}`
}

function listenersOf(host: Host, to: Release, throughDoor: readonly ObjectNode[]): Door[] {
  return [host.dhcp4, host.dhcp6].flatMap((file) =>
    file ? relationshipsOf(file).filter(({ node }) => !throughDoor.includes(node)).flatMap((relationship) => listenerOf(file, relationship, to) ?? []) : [],
  )
}

function freePort(door: Door, taken: readonly Door[]): number {
  let { port } = door
  while (port < 65_535 && taken.some((one) => overlaps(one, { host: door.host, port }))) port++
  return port
}

function entryFor(agent: ObjectNode, address: string, port: number, tls: readonly string[]): object {
  const same = ['cert-required', 'authentication', 'http-headers']
  return {
    'socket-type': tls.length > 0 ? 'https' : 'http',
    'socket-address': address,
    'socket-port': port,
    ...Object.fromEntries([...tls, ...same].flatMap((key) => {
      const value = valueOf(agent, key)
      return value && (key !== 'cert-required' || tls.length > 0) ? [[key, new Copied(value)]] : []
    })),
  }
}
