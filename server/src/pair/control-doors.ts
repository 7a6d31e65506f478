/** The doors for commands that a server's file and its agent's file ask for, on loopback. */
import { readCredentials } from './doors/credentials'
import type { Credentials } from './doors/credentials'
import { agentHandle } from './doors/agent'
import { openHttpDoor } from './doors/http'
import type { HttpDoorOptions } from './doors/http'
import type { Door, Handle, HandleMany } from './doors/handle'
import { openUnixDoor } from './doors/unix'
import { placeOf } from './places'
import type { Places } from './places'

export interface ControlParts {
  readonly dhcp4: Readonly<Record<string, unknown>>
  /** The map under "Control-agent", where the deployment has one. */
  readonly agent: Readonly<Record<string, unknown>> | undefined
  readonly socketPath: string
  readonly places: Places
  /** For what is mapped nowhere; gives the next free one. */
  nextPort(): number
  readonly handle: Handle
  readonly version: string
  readonly pid: number
  uptime(): number
  shutdown(): void
  onNotice(text: string): void
}

export interface ControlDoors {
  readonly socket: string
  readonly url: string | null
  close(): Promise<void>
}

export async function openControlDoors(parts: ControlParts): Promise<ControlDoors> {
  const doors: Door[] = [await openUnixDoor(parts.socketPath, parts.handle)]
  let url: string | null = null
  try {
    for (const socket of httpSockets(parts.dhcp4)) {
      const door = await openMapped(optionsOf(socket, 'socket-address', 'socket-port', parts), async (command) => [await parts.handle(command)], parts)
      doors.push(door)
      url ??= door.address
    }
    if (parts.agent) {
      const handle = agentHandle({ ...parts, config: parts.agent, serverOf: (service) => (service === 'dhcp4' ? parts.handle : undefined) })
      const door = await openMapped(optionsOf(parts.agent, 'http-host', 'http-port', parts), handle, parts)
      doors.push(door)
      url = door.address
    }
  } catch (error) {
    await closeAll(doors)
    throw error
  }
  return { socket: parts.socketPath, url, close: () => closeAll(doors) }
}

/** Two hosts of a workspace often have the same port on loopback: the second is mapped. */
async function openMapped(options: HttpDoorOptions, handle: HandleMany, parts: ControlParts): Promise<Door> {
  try {
    return await openHttpDoor(options, handle)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    const door = await openHttpDoor({ ...options, port: parts.nextPort() }, handle)
    parts.onNotice(`${options.address}:${options.port} is in use already, so commands are taken at ${door.address}`)
    return door
  }
}

async function closeAll(doors: readonly Door[]): Promise<void> {
  await Promise.all(doors.map((door) => door.close()))
}

function httpSockets(dhcp4: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  const several = Array.isArray(dhcp4['control-sockets']) ? (dhcp4['control-sockets'] as Record<string, unknown>[]) : []
  const one = dhcp4['control-socket'] as Record<string, unknown> | undefined
  return [...several, ...(one ? [one] : [])].filter((socket) => socket['socket-type'] === 'http' || socket['socket-type'] === 'https')
}

/** An address on loopback is used as it stands, another is mapped: nothing listens beyond this machine. */
function optionsOf(map: Readonly<Record<string, unknown>>, addressKey: string, portKey: string, parts: ControlParts): HttpDoorOptions {
  const text = (key: string): string => (typeof map[key] === 'string' ? map[key] : '')
  const host = text(addressKey) || '127.0.0.1'
  const port = typeof map[portKey] === 'number' ? map[portKey] : 8000
  const at = placeOf({ host, port }, parts.places.own) ?? { host: '127.0.0.1', port: parts.nextPort() }
  const credentials: Credentials | undefined = readCredentials(map['authentication'] as Record<string, unknown> | undefined)
  const hasTls = text('cert-file') !== '' && text('key-file') !== ''
  const tls = hasTls
    ? { trustAnchor: text('trust-anchor'), certFile: text('cert-file'), keyFile: text('key-file'), certRequired: map['cert-required'] !== false }
    : undefined
  return { address: at.host, port: at.port, tls, credentials }
}
